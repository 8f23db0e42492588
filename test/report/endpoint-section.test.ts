import { describe, expect, test } from "vitest";
import type { SystemEndpoints } from "../../src/model/endpoint-results.js";
import { LANGUAGES } from "../../src/model/localized-text.js";
import { buildReport } from "../../src/report/build-report.js";
import { endpointBlocks } from "../../src/report/endpoint-section.js";
import { csvRenderer } from "../../src/report/renderers/csv.js";
import { markdownRenderer } from "../../src/report/renderers/markdown.js";
import { terminalRenderer } from "../../src/report/renderers/terminal.js";
import { COMPARISON, only } from "./fixtures.js";
import { readCsv } from "./renderers/read-csv.js";

const range = (mean: number, least = mean, most = mean) => ({ mean, least, most, runs: 3 });

const SYSTEM: SystemEndpoints = {
  systemId: "factory",
  endpoints: [
    {
      name: "rack-a",
      figures: {
        requests: range(100),
        failed: range(0),
        outputTokensPerSecond: range(1234.5, 1200, 1260),
        ttftP50: range(0.1012),
      },
    },
    { name: "rack-b", figures: { requests: range(99.5, 99, 100), failed: range(3, 0, 9) } },
  ],
  whole: { requests: range(199.5, 199, 200), tpotP50: range(0.02) },
};

const PLAIN = { color: false, width: 200 };
const SYSTEM_OF_COMPARISON = { ...SYSTEM, systemId: COMPARISON.candidate.systemId };

describe("the endpoints of a system", () => {
  test("are one table with a row for each and one for all, means with their range in display units", () => {
    const [title, table] = endpointBlocks([SYSTEM], "en");
    expect(title).toMatchObject({ text: "Endpoints of factory, each for itself" });
    if (table?.kind !== "table") throw new Error("no table");
    expect(table.columns.map(({ header }) => header)).toEqual([
      "endpoint",
      "requests",
      "failed",
      "output (tok/s)",
      "TTFT p50 (ms)",
      "TTFT p99 (ms)",
      "TPOT p50 (ms)",
    ]);
    expect(table.rows.map((row) => row.map(({ text }) => text))).toEqual([
      ["rack-a", "100", "0", "1,235 (1,200–1,260)", "101.2", "–", "–"],
      ["rack-b", "99.5 (99–100)", "3 (0–9)", "–", "–", "–", "–"],
      ["all together", "199.5 (199–200)", "–", "–", "–", "–", "20"],
    ]);
  });

  test("are rows of the CSV with all their digits, each stamped as its system is", () => {
    const { rows } = readCsv(
      csvRenderer.render(buildReport(only({ ...COMPARISON, endpoints: [SYSTEM_OF_COMPARISON] }), "en"), PLAIN),
    );
    const own = rows.filter(({ row }) => row === "endpoint" || row === "all-endpoints");
    expect(own).toHaveLength(8);
    expect(own[2]).toMatchObject({
      row: "endpoint",
      endpoint: "rack-a",
      system: COMPARISON.candidate.systemId,
      metric: "output-tokens-per-second",
      unit: "token/s",
      value: "1234.5",
      least: "1200",
      most: "1260",
      n: "3",
    });
    expect(own.at(-1)).toMatchObject({ row: "all-endpoints", endpoint: "", metric: "tpot.p50", value: "0.02" });
    const mean = rows.find(({ row, system }) => row === "system" && system === COMPARISON.candidate.systemId);
    for (const { provenance, stamps } of own)
      expect({ provenance, stamps }).toMatchObject({ provenance: mean?.provenance });
  });

  test("appear in every form of a report, and only where there are several", () => {
    for (const language of LANGUAGES) {
      const report = buildReport(only({ ...COMPARISON, endpoints: [SYSTEM] }), language);
      for (const { render } of [terminalRenderer, markdownRenderer]) expect(render(report, PLAIN)).toContain("rack-b");
      expect(report.comparisons[0]?.endpoints).toEqual([SYSTEM]);
      const plain = buildReport(only(COMPARISON), language);
      expect(terminalRenderer.render(plain, PLAIN)).not.toContain(language === "en" ? "all together" : "合计");
    }
    expect(endpointBlocks(undefined, "en")).toEqual([]);
  });
});

describe("a report by another tool's definitions", () => {
  const definitions = { name: "vllm", title: { en: "vLLM bench serve 0.32", zh: "vLLM bench serve 0.32" } } as const;

  const rows = COMPARISON.rows.map((row) => ({ ...row, primary: false, verdict: "none" as const }));

  test("says so before anything else, and answers nothing", () => {
    for (const language of LANGUAGES) {
      const { blocks } = buildReport(only({ ...COMPARISON, rows, definitions }), language, "brief");
      const first = blocks.find((block) => block.kind === "paragraph" && block.text.includes("vLLM bench serve 0.32"));
      expect(first).toMatchObject({ tone: "caution" });
      // A brief report shows what was asked for by name.
      const title = blocks.findIndex((block) => block.kind === "paragraph" && /^Metrics of|的指标$/.test(block.text));
      expect(blocks[title + 1]).toMatchObject({ kind: "table", rows: { length: rows.length } });
      const headings = blocks.flatMap((block) => (block.kind === "heading" ? [block.text] : []));
      expect(headings).not.toContain(language === "en" ? "Results" : "结论");
    }
  });
});

test("the line of a system says which transport carried its load, from how many processes", () => {
  const load = { transports: ["net"], workers: [2, 4] };
  const candidate = { ...COMPARISON.candidate, load };
  const text = terminalRenderer.render(buildReport(only({ ...COMPARISON, candidate }), "en"), {
    color: false,
    width: 300,
  });
  expect(text).toContain("load carried by the transport net (processes: 2 / 4)");
});
