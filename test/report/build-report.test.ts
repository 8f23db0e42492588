import { describe, expect, test } from "vitest";
import { findingText } from "../../src/locales/catalogue.js";
import type { Comparison } from "../../src/model/comparison.js";
import { absent } from "../../src/model/estimate.js";
import { failure, warning } from "../../src/model/finding.js";
import { LANGUAGES } from "../../src/model/localized-text.js";
import type { ReportBlock, ReportModel } from "../../src/model/report-model.js";
import { buildReport } from "../../src/report/build-report.js";
import { BRIDGED, COMPARISON, only, run, SUMMARY, TTFT_P99 } from "./fixtures.js";

function texts(model: Pick<ReportModel, "blocks">): readonly string[] {
  return model.blocks.flatMap(blockTexts);
}

function blockTexts(block: ReportBlock): readonly string[] {
  if (block.kind === "list") return block.items.map(({ text }) => text);
  if (block.kind === "table") return block.rows.map((row) => row.map(({ text }) => text).join(" | "));
  return [block.text];
}

describe("buildReport", () => {
  test("shows primary metrics first and the others by group", () => {
    const rows = texts(buildReport(only(COMPARISON), "en")).filter((text) => text.includes(" | demo, mock"));
    expect(rows.map((row) => row.split(" | ")[0])).toEqual([
      "Output throughput (tok/s) ↑",
      "Output tokens per joule (tok/J) ↑",
      "Mean power (W)",
      "Time to first token (TTFT), p99 (ms) ↓",
    ]);
  });

  test("puts a dash for every absent number and the reason in the notes", () => {
    const all = texts(buildReport(only(COMPARISON), "en"));
    const row = all.find((text) => text.startsWith("Time to first token"));
    expect(row).toBe(
      "Time to first token (TTFT), p99 (ms) ↓ | – | – | – | – | – | inconclusive [1] [2] | ± 10 % | 0 + 0 | demo, mock",
    );
    expect(all).toContain("[1] p99 needs at least 299 observations in a run; there are 120.");
  });

  test("lists every run, and of the one left out both the reason and what was seen", () => {
    const all = texts(buildReport(only(COMPARISON), "en"));
    expect(all).toContain("All runs of the plan: 10 of 11 used");
    expect(all.filter((text) => / \| (used|left out) \| /.test(text))).toHaveLength(11);
    expect(all.find((text) => text.includes("left out"))).toMatch(/invalid \| left out \| \[3\] \[4\]$/);
    expect(all).toContain("[3] The load generator's check on itself makes the run invalid.");
  });

  test("keeps the whole id of a run from another execution", () => {
    const foreign: Comparison = { ...COMPARISON, runs: [run("mock-gpu", 1, { runId: "other-000-x" })] };
    expect(texts(buildReport(only(foreign), "en")).some((text) => text.startsWith("other-000-x | "))).toBe(true);
  });

  test("names each systematic bound once, and assumed ones as assumed", () => {
    const bounds = texts(buildReport(only(COMPARISON), "en")).filter((text) => text.includes("accuracy of the meter"));
    expect(bounds).toEqual([
      "mock-ascend: accuracy of the meter, −2 % to +2 % on Output tokens per joule. Source: data sheet of the mock meter",
      "mock-gpu: accuracy of the meter, −2 % to +2 % on Output tokens per joule: ASSUMED by the suite, not known. Source: suite",
    ]);
  });

  test("says what must be metered where there is no common boundary", () => {
    const reason = warning("boundaries-differ", {
      list: "a: package; b: board",
      system: "a",
      metered: "package",
      boundary: "board",
      meter: "meter-board",
    });
    const comparison: Comparison = { ...COMPARISON, boundary: absent(reason) };
    expect(texts(buildReport(only(comparison), "en"))).toContain(
      'No energy figures: The systems reach no common power boundary (a: package; b: board). Either meter a at the boundary "board", with a board or node power meter (an in-line meter at each board; or for both systems BMC/Redfish input power or a PDU, at node-ac); or declare in its file a bridge from "package" to "board": its watts, low and high, and their source.',
    );
  });

  test.each(LANGUAGES)("says in one sentence beside the answer what a bridge did, in %s", (language) => {
    const { blocks } = buildReport(only(COMPARISON), language);
    const answers = blocks.find((block) => block.kind === "list");
    const sentence = findingText(language, BRIDGED);
    expect(answers?.kind === "list" && answers.items.at(-1)?.text).toBe(sentence);
    expect(sentence.match(/[.。](?:\s|$)/g)?.length ?? 0).toBeLessThanOrEqual(1);
    for (const part of ["mock-ascend", "60", "100 W", "0.91 %", "0.93 %", "invented for this mock", "PDU"]) {
      expect(sentence).toContain(part);
    }
    expect(texts({ blocks }).filter((text) => text === sentence)).toHaveLength(1);
  });

  test("says it among what may be compared where no primary metric is about energy", () => {
    const rows = COMPARISON.rows.map((row) => ({ ...row, primary: row.group === "throughput" }));
    const all = texts(buildReport(only({ ...COMPARISON, rows }), "en"));
    const at = all.indexOf(findingText("en", BRIDGED));
    expect(all[at - 1]).toBe("Energy is stated at one boundary throughout: board.");
  });

  test("names topology and where power was read of each system", () => {
    const all = texts(buildReport(only(COMPARISON), "en"));
    expect(all.find((text) => text.startsWith("Candidate"))).toBe(
      "Candidate: mock-ascend, Mock A (Ascend-like); 16 × mock accelerator A (die); adapter mock 0.1.0; dies per package: 2; packages per node: 8; nodes: 1; inside the scale-up domain: invented links; power read at the boundary package by mock-meter (meters: 1, readings per second: 20)",
    );
    const bare: Comparison = { ...COMPARISON, baseline: { ...COMPARISON.baseline, metering: [] } };
    expect(texts(buildReport(only(bare), "en")).find((text) => text.startsWith("Baseline"))).toMatch(
      /adapter mock 0\.1\.0; power was not read$/,
    );
  });

  test("explains joules only where there are some", () => {
    const said = (comparison: Comparison) =>
      texts(buildReport(only(comparison), "en")).filter((text) => text.startsWith("Joules are the readings")).length;
    expect(said(COMPARISON)).toBe(1);
    expect(said({ ...COMPARISON, boundary: absent(warning("power-not-metered")) })).toBe(0);
  });

  test("says that nothing differs only where nothing does", () => {
    const same = "The checks found nothing that differs between the two sides and matters.";
    const different = failure("model-differs", { candidate: "x", baseline: "y" });
    expect(texts(buildReport(only({ ...COMPARISON, differences: [] }), "en"))).toContain(same);
    expect(texts(buildReport(only({ ...COMPARISON, differences: [different] }), "en"))).not.toContain(same);
  });

  test("answers first in full, last in brief, with all runs and marks in both", () => {
    const headings = (detail: "full" | "brief") =>
      buildReport(only(COMPARISON), "en", detail).blocks.flatMap((block) =>
        block.kind === "heading" ? [block.text] : [],
      );
    expect(headings("full")[0]).toBe("Results");
    expect(headings("brief").at(-1)).toBe("Results");
    const brief = texts(buildReport(only(COMPARISON), "en", "brief"));
    expect(brief.filter((text) => / \| (used|left out) \| /.test(text))).toHaveLength(11);
    expect(brief.some((text) => text.startsWith(TTFT_P99.title.en))).toBe(false);
  });

  test("shares the method between comparisons and keeps their identities apart", () => {
    const other: Comparison = {
      ...COMPARISON,
      workload: { ...COMPARISON.workload, id: "batch", title: { en: "Batch", zh: "批" } },
    };
    const all = texts(buildReport(only(COMPARISON, other), "en"));
    expect(all.filter((text) => text.startsWith("Each sample is one run"))).toHaveLength(1);
    expect(all.filter((text) => text.startsWith("workload "))).toHaveLength(2);
    expect(all.filter((text) => text.startsWith("[demo, mock] Output throughput"))).toHaveLength(2);
  });

  test.each(LANGUAGES)("leaves no gap unfilled in %s", (language) => {
    expect(texts(buildReport(only(COMPARISON), language)).filter((text) => /\{\w+/.test(text))).toEqual([]);
  });

  test("gives every row of a table one cell a column", () => {
    for (const block of buildReport(only(COMPARISON), "zh").blocks) {
      if (block.kind !== "table") continue;
      expect(new Set(block.rows.map((row) => row.length))).toEqual(new Set([block.columns.length]));
    }
  });
});

describe("a system that is compared with nothing", () => {
  test("has its values with intervals, its marks on every row and its runs, and no verdict", () => {
    const model = buildReport({ comparisons: [], summaries: [SUMMARY] }, "en");
    const [metrics] = model.blocks.flatMap((block) => (block.kind === "table" ? [block] : []));
    expect(metrics?.rows).toHaveLength(SUMMARY.rows.length);
    expect(metrics?.rows.every((row) => row[3]?.text.startsWith("demo, mock"))).toBe(true);
    expect(texts(model).some((text) => text.includes("compared with nothing"))).toBe(true);
    expect(JSON.stringify(model.blocks)).not.toMatch(/better than|worse than/);
    expect(model.summaries).toEqual([SUMMARY]);
  });
});
