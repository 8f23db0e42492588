import { describe, expect, it } from "vitest";
import { judgeResults } from "../../src/compare/judge-results.js";
import { LANGUAGES } from "../../src/model/localized-text.js";
import { buildReport } from "../../src/report/build-report.js";
import { ladderResults } from "../compare/frontier-fixtures.js";
import { renderedText } from "./rendered-text.js";
import { readCsv } from "./renderers/read-csv.js";

const judgement = judgeResults(ladderResults());
const shown = (form: string, language: (typeof LANGUAGES)[number] = "en") =>
  renderedText(form, buildReport(judgement, language), { color: false, width: 200 });

describe("the report on a ladder", () => {
  it("has a line for each rung of each system, with its place", () => {
    const text = shown("terminal");
    expect(text).toContain("Throughput against interactivity: chat, by users");
    expect(text).toMatch(/^a +4 +319\.5 ± 6\.1 +159\.7 ± 3\.0 +79\.9 ± 1\.5 .* 3 +on it/m);
    expect(text.match(/^[ab] +(1|4|16) .*(on it|beaten)/gm)).toHaveLength(6);
  });

  it("labels what lies between two rungs as derived", () => {
    const text = shown("terminal");
    expect(text).toContain("DERIVED, no verdict");
    expect(text).toMatch(/^ +59\.9 +[\d.]+ ± [\d.]+ \* +119\.8 ± 2\.3/m);
  });

  it("stands in every form and language", () => {
    for (const language of LANGUAGES) {
      for (const form of ["terminal", "markdown", "csv", "json"]) expect(shown(form, language)).toContain("chat");
    }
    expect(shown("terminal", "zh")).toContain("吞吐量与交互速率：chat，按用户数");
    expect(JSON.parse(shown("json")).frontiers).toHaveLength(1);
  });

  it("gives programs a row for each metric of each rung, and for each system at each shared interactivity", () => {
    const { rows } = readCsv(shown("csv"));
    const rungs = rows.filter((row) => row["row"] === "rung");
    expect(rungs).toHaveLength(2 * 3 * 6);
    expect(rungs[0]).toMatchObject({
      system: "a",
      ladder: "chat",
      rung_of: "concurrency",
      rung: "1",
      on_frontier: "yes",
    });
    const levels = rows.filter((row) => row["row"] === "equal-interactivity");
    expect(levels.map((row) => [row["system"], row["provenance"]])).toEqual([
      ["a", "derived"],
      ["b", "measured"],
      ["a", "derived"],
      ["b", "measured"],
      ["a", "derived"],
      ["b", "measured"],
    ]);
  });
});
