import { describe, expect, it } from "vitest";
import { judgeResults } from "../../src/compare/judge-results.js";
import { LANGUAGES } from "../../src/model/localized-text.js";
import { buildReport } from "../../src/report/build-report.js";
import { ladder } from "../compare/scaling-fixtures.js";
import { renderedText } from "./rendered-text.js";
import { readCsv } from "./renderers/read-csv.js";

const judgement = judgeResults(ladder("weak", (nodes) => ({ 1: 1, 2: 1.25, 4: 2 })[nodes] ?? 1));
const shown = (form: string, language: (typeof LANGUAGES)[number] = "en", width = 200) =>
  renderedText(form, buildReport(judgement, language), { color: false, width });

describe("the report on a ladder of nodes", () => {
  it("has a line for each number of nodes, with the share of the ideal speed that is left", () => {
    const text = shown("terminal");
    expect(text).toContain("Scaling over nodes: pretrain");
    expect(text).toContain("Weak scaling: the global batch grows with the nodes.");
    expect(text).toMatch(/^ +1 +2 +10 +1,000\.0 ± 9\.8 .* 1\.000 +5 /m);
    expect(text).toMatch(/^ +2 +4 +20 +1,600 ± \d.* 0\.8000 \(0\.\d+–0\.\d+\) +5$/m);
    expect(text).toMatch(/^ +4 +8 +40 +2,000 ± \d.* 0\.5000 \(0\.\d+–0\.\d+\) +5$/m);
    expect(text).toContain("it is 1 by definition");
  });

  it("is a table on a terminal of 120 columns", () => {
    for (const language of LANGUAGES) expect(shown("terminal", language, 120)).not.toContain(" · ");
  });

  it("stands in every form and language", () => {
    for (const language of LANGUAGES) {
      for (const form of ["terminal", "markdown", "csv", "json"]) expect(shown(form, language)).toContain("pretrain");
    }
    expect(shown("terminal", "zh")).toContain("弱扩展：全局批大小随节点数增加。");
    expect(JSON.parse(shown("json")).scaling).toMatchObject([{ ladder: { of: "nodes", scaling: "weak" } }]);
  });

  it("gives programs a row for each metric and for the efficiency of each number of nodes", () => {
    const { rows } = readCsv(shown("csv"));
    const rungs = rows.filter((row) => row["row"] === "rung");
    expect(rungs[0]).toMatchObject({
      metric: "training-tokens-per-second",
      rung_of: "nodes",
      rung: "1",
      scaling: "weak",
    });
    expect(rungs).toHaveLength(3 * 3);
    const shares = rows.filter((row) => row["row"] === "scaling");
    expect(shares.map(({ metric, rung, reason }) => [metric, rung, reason])).toEqual([
      ["scaling-efficiency", "1", "scaling-base"],
      ["scaling-efficiency", "2", ""],
      ["scaling-efficiency", "4", ""],
    ]);
    expect(Number(shares[1]?.["value"])).toBeCloseTo(0.8, 6);
    expect(Number(shares[1]?.["low"])).toBeLessThan(0.8);
  });
});
