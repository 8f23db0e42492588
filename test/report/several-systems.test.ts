import { describe, expect, test } from "vitest";
import type { AcrossWorkloads } from "../../src/model/across-workloads.js";
import type { ComparedSystem, Comparison, ComparisonRow, MarginTest } from "../../src/model/comparison.js";
import { absent } from "../../src/model/estimate.js";
import { note, warning } from "../../src/model/finding.js";
import type { Judgement } from "../../src/model/judgement.js";
import { LANGUAGES } from "../../src/model/localized-text.js";
import type { ReportBlock } from "../../src/model/report-model.js";
import { buildReport } from "../../src/report/build-report.js";
import { headline } from "../../src/report/headline.js";
import { csvRenderer } from "../../src/report/renderers/csv.js";
import { RENDERERS } from "../../src/report/renderers.js";
import { COMPARISON, estimate, MEASURED, MOCK, OUTPUT_THROUGHPUT, only, ratio, values } from "./fixtures.js";
import { readCsv } from "./renderers/read-csv.js";

const OPTIONS = { width: 120, color: false };

function textOf(block: ReportBlock): string {
  if (block.kind === "list") return block.items.map(({ text }) => text).join("\n");
  if (block.kind === "table") return block.rows.map((row) => row.map(({ text }) => text).join(" | ")).join("\n");
  return block.text;
}

function pageOf(judgement: Judgement, language: "en" | "zh" = "en"): string {
  return buildReport(judgement, language).blocks.map(textOf).join("\n");
}

function systemOf(systemId: string): ComparedSystem {
  return { ...COMPARISON.candidate, systemId };
}

/** One pair of a family: `ours` makes 2,000 tok/s times `of`. */
function pair(
  candidate: string,
  baseline: string,
  verdict: ComparisonRow["verdict"],
  means: readonly [number, number],
  adjustedP: number,
): Comparison {
  const [ours, theirs] = means;
  const point = ours / theirs;
  const row: ComparisonRow = {
    ...OUTPUT_THROUGHPUT,
    candidate: values(candidate, estimate(ours, 30)),
    baseline: values(baseline, estimate(theirs, 30)),
    ratio: ratio(point, [point - 0.02, point + 0.02]),
    verdict,
    adjustedP,
  };
  return { ...COMPARISON, family: 1, candidate: systemOf(candidate), baseline: systemOf(baseline), rows: [row] };
}

const FAMILY = [
  pair("one", "two", "better", [2200, 2000], 0.0003),
  pair("three", "two", "worse", [1900, 2000], 0.000_001),
  pair("one", "three", "inconclusive", [2200, 1900], 0.12),
];

describe("several systems of one family", () => {
  const page = pageOf(only(...FAMILY));

  test("stand in one table of all pairs, with adjusted p and marks", () => {
    expect(page).toContain("Several systems on one workload: Interactive chat");
    expect(page).toContain("one / two | 1.100 | 1.080–1.120 | better | 0.0003 | 5 + 5 | demo, mock");
    expect(page).toContain("three / two | 0.950 | 0.930–0.970 | worse | < 0.0001 | 5 + 5 | demo, mock");
  });

  test("are summed up in words, behind their marks: what is shown, what is open, the order of the means", () => {
    expect(page).toContain("[demo, mock] Output throughput: one is better than two, two is better than three.");
    expect(page).toContain("[demo, mock] Output throughput: nothing is shown of one / three.");
    expect(page).toContain("the best first: one 2,200 ± 30 tok/s, two 2,000 ± 30 tok/s, three 1,900 ± 30 tok/s.");
  });

  test("have no order where a pair must not be compared, or where lower is better the other way round", () => {
    const broken = {
      ...FAMILY[2]!,
      rows: FAMILY[2]!.rows.map((row) => ({ ...row, verdict: "not-comparable" as const })),
    };
    expect(pageOf(only(FAMILY[0]!, broken))).not.toContain("the best first");
    const lower = FAMILY.map((one) => ({
      ...one,
      rows: one.rows.map((row) => ({ ...row, better: "lower" as const })),
    }));
    expect(pageOf(only(...lower))).toContain("the best first: three 1,900");
  });

  test("are no section where a pair is alone, or of other families", () => {
    expect(pageOf(only(FAMILY[0]!))).not.toContain("Several systems");
    expect(pageOf(only(FAMILY[0]!, { ...FAMILY[1]!, family: 2 }))).not.toContain("Several systems");
    expect(pageOf(only({ ...FAMILY[0]!, family: undefined }, { ...FAMILY[1]!, family: undefined }))).not.toContain(
      "Several systems",
    );
  });

  test("bring their sentence to the method card, and nobody else does", () => {
    expect(page).toContain("Comparisons of one entry of the suite are one family");
    expect(pageOf(only(COMPARISON))).not.toContain("one family");
  });
});

const ACROSS: AcrossWorkloads = {
  candidate: "mock-ascend",
  baseline: "mock-gpu",
  metricId: "output-tokens-per-second",
  title: OUTPUT_THROUGHPUT.title,
  better: "higher",
  margin: 0.02,
  workloads: [
    { workloadId: "chat-demo", title: { en: "Interactive chat", zh: "交互式对话" }, weight: 2, ratio: 1.0812 },
    { workloadId: "code-demo", title: { en: "Code", zh: "代码" }, weight: 1, ratio: 1.02 },
  ],
  missing: [
    { workloadId: "chat-demo-8", reason: note("rung-not-in-mean", { ladder: "chat-demo" }) },
    { workloadId: "chat-demo-16", reason: note("rung-not-in-mean", { ladder: "chat-demo" }) },
  ],
  ratio: { ...ratio(1.0604, [1.04, 1.081]), method: "geometric-mean" },
  verdict: "better",
  reasons: [],
  stamps: COMPARISON.stamps,
};

const CODE: Comparison = {
  ...COMPARISON,
  workload: { ...COMPARISON.workload, id: "code-demo", title: { en: "Code", zh: "代码" } },
};

describe("the mean over workloads", () => {
  const judgement: Judgement = { ...only(COMPARISON, CODE), across: [ACROSS] };
  const page = pageOf(judgement);

  test("is said behind the marks of its parts, with what it is made of and what is not in it", () => {
    expect(page).toContain(
      "[demo, mock] Output throughput: mock-ascend is better than mock-gpu by 6.0 %. Over 2 workloads mock-ascend has 1.060 " +
        "times the value of mock-gpu (weighted geometric mean of the ratios; higher is better). 95 % interval of the ratio: " +
        "1.040 to 1.081, no systematic bounds declared; margin ± 2 %.",
    );
    expect(page).toContain("made of: Interactive chat: ratio 1.081, weight 2; Code: ratio 1.020, weight 1.");
    expect(page).toContain("Not in the mean (chat-demo-8, chat-demo-16): Rungs of the ladder chat-demo");
  });

  test("that is absent says why, and shows no number", () => {
    const reason = warning("mean-of-one-workload", { workloads: 1 });
    const none: AcrossWorkloads = { ...ACROSS, ratio: absent(reason), verdict: "inconclusive", reasons: [reason] };
    const text = pageOf({ ...judgement, across: [none] });
    expect(text).toContain(
      "no mean over workloads of mock-ascend against mock-gpu. Workloads with a ratio and an interval: 1;",
    );
    expect(text).not.toContain("Over 2 workloads");
  });

  test("is not on a page without any", () => {
    expect(pageOf(only(COMPARISON))).not.toContain("Over several workloads");
  });

  test("is a row of the CSV, its workloads are others", () => {
    const { rows } = readCsv(csvRenderer.render(buildReport(judgement, "en"), OPTIONS));
    expect(rows.filter(({ row }) => row === "across")).toMatchObject([
      {
        candidate: "mock-ascend",
        metric: "output-tokens-per-second",
        value: "1.0604",
        method: "geometric-mean",
        n: "2",
        margin: "0.02",
        verdict: "better",
        provenance: "simulated",
        stamps: "demonstration; not-measured",
      },
    ]);
    const parts = rows.filter(({ row }) => row === "across-workload");
    expect(parts.map(({ workload, value, weight, reason }) => [workload, value, weight, reason])).toEqual([
      ["chat-demo", "1.0812", "2", ""],
      ["code-demo", "1.02", "1", ""],
      ["chat-demo-8", "", "", "rung-not-in-mean"],
      ["chat-demo-16", "", "", "rung-not-in-mean"],
    ]);
  });
});

describe("tests against stated margins", () => {
  const equivalence: MarginTest = {
    kind: "equivalence",
    margin: 0.1,
    low: 1.069,
    high: 1.094,
    p: 0.012,
    isShown: true,
  };
  const inferiority: MarginTest = { ...equivalence, kind: "non-inferiority", margin: 0.05, p: 1e-9 };
  const tested: Comparison = {
    ...MEASURED,
    rows: MEASURED.rows.map((row, index) =>
      index === 0 ? { ...row, tests: [{ ...equivalence, isShown: false, p: 0.3 }, inferiority] } : row,
    ),
  };

  test("stand in the headline, with what they do not show", () => {
    const text = headline(tested, tested.rows[0]!, "en").text;
    expect(text).toContain(
      "Equivalence within ± 10 %: not shown (90 % interval 1.069 to 1.094; p = 0.3, noise only). This is no proof of a difference.",
    );
    const apart = { ...tested.rows[0]!, tests: [{ ...equivalence, isShown: false, margin: 0.05, p: 1 }] };
    expect(headline(tested, apart, "en").text).toContain(
      "the whole 90 % interval lies outside (1.069 to 1.094), so that they differ by more.",
    );
    const inferior = { ...inferiority, isShown: false, low: 0.9, high: 0.94, p: 1 };
    expect(headline(tested, { ...tested.rows[0]!, tests: [inferior] }, "zh").text).toContain("劣于的程度更大");
    const slower = { ...inferior, low: 1.06, high: 1.1 };
    const lower = { ...tested.rows[0]!, better: "lower" as const, tests: [slower] };
    expect(headline(tested, lower, "en").text).toContain("so that it is worse by more.");
    expect(text).toContain(
      "mock-ascend is not worse than mock-gpu by more than 5 %: shown (90 % interval 1.069 to 1.094; p < 0.0001, noise only).",
    );
  });

  test("bring their sentence to the method card only where they are used", () => {
    expect(pageOf(only(tested))).toContain("Tests against stated margins");
    expect(pageOf(only(MEASURED))).not.toContain("Tests against stated margins");
  });

  test("are rows of the CSV", () => {
    const { rows } = readCsv(csvRenderer.render(buildReport(only(tested), "en"), OPTIONS));
    const tests = rows.filter(({ row }) => row === "margin-test");
    expect(tests).toMatchObject([
      { test: "equivalence", shown: "no", margin: "0.1", p: "0.3", low_systematic: "1.069", confidence: "0.9" },
      { test: "non-inferiority", shown: "yes", margin: "0.05", p: "1e-9" },
    ]);
  });
});

describe("shared meters", () => {
  test("are said where their bounds would stand, of energy alone", () => {
    const energy = { ...MEASURED.rows[2]!, ratio: ratio(0.7, [0.69, 0.71]) };
    const shared: Comparison = { ...MEASURED, caveats: [note("meters-shared")], rows: [MEASURED.rows[0]!, energy] };
    const [throughput, tokens] = shared.rows.map((row) => headline(shared, row, "en").text);
    expect(throughput).toContain("no systematic bounds declared");
    expect(tokens).toContain("0.690 to 0.710; the bounds of the shared meters cancel, no others are declared;");
  });
});

describe("a system that was slowed on purpose", () => {
  const comparison: Comparison = {
    ...MEASURED,
    candidate: { ...MEASURED.candidate, injected: { slowdown: 0.05 } },
    stamps: [{ kind: "injected-slowdown", slowdown: 0.05 }],
  };

  test("is said first on the page, and on every row in every form", () => {
    const page = buildReport(only(comparison), "en");
    expect(page.blocks[0]).toMatchObject({
      tone: "caution",
      text: expect.stringContaining("mock-ascend take 5 % longer"),
    });
    expect(headline(comparison, comparison.rows[0]!, "zh").text).toMatch(/^\[人为减速 5 %\]/);
    const { rows } = readCsv(csvRenderer.render(page, OPTIONS));
    expect(new Set(rows.map(({ stamps }) => stamps))).toEqual(new Set(["injected-slowdown"]));
  });
});

test.each(LANGUAGES)("all forms render in %s, and no gap is left open", async (language) => {
  const judgement: Judgement = {
    ...only(...FAMILY.map((one) => ({ ...one, candidate: { ...one.candidate, adapter: MOCK } })), COMPARISON, CODE),
    across: [ACROSS],
  };
  for (const renderer of RENDERERS) {
    const text = await renderer.render(buildReport(judgement, language), OPTIONS);
    expect(text).not.toMatch(/\{\w+(:\w+)?\}(?!,)/);
    if (renderer.name === "json") expect(JSON.parse(text).across).toHaveLength(1);
  }
});
