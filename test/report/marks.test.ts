import { describe, expect, test } from "vitest";
import type { Comparison, ComparisonRow } from "../../src/model/comparison.js";
import type { Provenance } from "../../src/model/provenance.js";
import { buildReport } from "../../src/report/build-report.js";
import { rowMarks } from "../../src/report/marks.js";
import { COMPARISON, estimate, MEASURED, MOCK, OUTPUT_THROUGHPUT, only, REAL, values } from "./fixtures.js";

const measuredRow = MEASURED.rows[0]!;

function rowOf(candidate: Provenance, baseline: Provenance): ComparisonRow {
  return {
    ...OUTPUT_THROUGHPUT,
    candidate: values("mock-ascend", estimate(2162, 30), candidate),
    baseline: values("mock-gpu", estimate(2000, 28), baseline),
  };
}

describe("rowMarks", () => {
  test("a row that was measured in full has none", () => {
    expect(rowMarks(MEASURED, measuredRow, "en")).toEqual([]);
  });

  test("a demonstration of mocks has both marks, in the language of the report", () => {
    expect(rowMarks(COMPARISON, OUTPUT_THROUGHPUT, "en")).toEqual(["demo", "mock"]);
    expect(rowMarks(COMPARISON, OUTPUT_THROUGHPUT, "zh")).toEqual(["演示", "模拟"]);
  });

  test("a mark that one side alone has names the side", () => {
    const mixed: Comparison = { ...MEASURED, candidate: { ...MEASURED.candidate, adapter: MOCK } };
    expect(rowMarks(mixed, rowOf("simulated", "measured"), "en")).toEqual(["mock-ascend: mock"]);
  });

  test.each(["simulated", "nameplate", "published", "imported", "derived"] as const)(
    "a %s number is marked even where neither adapter nor stamps say so",
    (provenance) => {
      expect(rowMarks(MEASURED, rowOf(provenance, provenance), "en")).toEqual([provenance]);
    },
  );

  test("one simulated run among measured ones is enough", () => {
    const { runs, ...rest } = rowOf("measured", "measured").candidate;
    const [first, ...others] = runs;
    const value = { kind: "value", value: 1, count: 1, provenance: "simulated", systematic: [] } as const;
    const candidate = { ...rest, runs: [...others, { runId: first!.runId, value }] };
    expect(rowMarks(MEASURED, { ...measuredRow, candidate }, "en")).toEqual(["mock-ascend: simulated"]);
  });

  test("an adapter that does not measure is marked although its values claim to be measured", () => {
    const adapter = { ...REAL, provenance: "simulated" } as const;
    const lying: Comparison = {
      ...MEASURED,
      candidate: { ...MEASURED.candidate, adapter },
      baseline: { ...MEASURED.baseline, adapter },
    };
    expect(rowMarks(lying, measuredRow, "en")).toEqual(["simulated"]);
  });

  test("a stamp without a label still marks", () => {
    expect(rowMarks({ ...MEASURED, stamps: [{ kind: "not-measured" }] }, measuredRow, "en")).toEqual(["simulated"]);
  });
});

describe("a report", () => {
  test("marks every row of every metric table", () => {
    const tables = buildReport(only(COMPARISON), "en").blocks.flatMap((block) =>
      block.kind === "table" ? [block] : [],
    );
    const metricTables = tables.filter(({ columns }) => columns.at(-1)?.header === "marks");
    const rows = metricTables.flatMap((table) => table.rows);
    expect(rows).toHaveLength(COMPARISON.rows.length);
    expect(new Set(rows.map((row) => row.at(-1)?.text))).toEqual(new Set(["demo, mock"]));
  });

  test("says at its top what it is not, and is silent where everything was measured", () => {
    const text = (comparison: Comparison) => JSON.stringify(buildReport(only(comparison), "en").blocks);
    expect(text(COMPARISON)).toContain("DEMONSTRATION, NOT A RESULT");
    expect(text(COMPARISON)).toContain("NOT MEASURED ON REAL HARDWARE (mock)");
    expect(text(MEASURED)).not.toMatch(/DEMONSTRATION, NOT|NOT MEASURED/);
  });
});
