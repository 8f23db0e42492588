import type { ComparedSystem, Comparison, ComparisonRow, SystemValues } from "../../model/comparison.js";
import { absent } from "../../model/estimate.js";
import type { Language } from "../../model/localized-text.js";
import type { SummaryRow, SystemSummary } from "../../model/system-summary.js";
import { EQUIVALENCE_CONFIDENCE } from "../../statistics/equivalence.js";
import type { MarkedSide } from "../marks.js";
import { runsWithValue } from "../metric-cell.js";
import {
  boundTexts,
  codesOf,
  listCell,
  metricCells,
  placeCells,
  ratioCells,
  runCells,
  stampCells,
  yesNo,
} from "./csv-cells.js";
import type { CsvRow } from "./csv-columns.js";
import { endpointRows } from "./csv-endpoints.js";
import { lossRows } from "./csv-losses.js";

/** For each metric its ratio, tests against stated margins, then the mean and the runs of either system; then losses of a training, endpoints, and the runs that were left out. */
export function comparisonRows(comparison: Comparison, language: Language): readonly CsvRow[] {
  const { candidate, baseline } = comparison;
  return [
    ...comparison.rows.flatMap((row) => [
      ratioRow(comparison, row, language),
      ...testRows(comparison, row, language),
      ...sideRows(comparison, row, { system: candidate, values: row.candidate }, language),
      ...sideRows(comparison, row, { system: baseline, values: row.baseline }, language),
    ]),
    ...lossRows(comparison, [candidate, baseline], language),
    ...endpointRows(comparison, [candidate, baseline], language),
    ...leftOutRows(comparison, [candidate, baseline], language),
  ];
}

/** For each metric the mean and the runs of the system; then losses of a training, endpoints, and the runs that were left out. */
export function summaryRows(summary: SystemSummary, language: Language): readonly CsvRow[] {
  const { system } = summary;
  return [
    ...summary.rows.flatMap((row) => sideRows(summary, row, { system, values: row.values }, language)),
    ...lossRows(summary, [system], language),
    ...endpointRows(summary, [system], language),
    ...leftOutRows(summary, [system], language),
  ];
}

function ratioRow(comparison: Comparison, row: ComparisonRow, language: Language): CsvRow {
  const { ratio, reasons } = row;
  const candidate = { system: comparison.candidate, values: row.candidate };
  const baseline = { system: comparison.baseline, values: row.baseline };
  const base: CsvRow = {
    row: "comparison",
    ...placeCells(comparison),
    ...stampCells(comparison.stamps, [candidate, baseline], language),
    ...metricCells(row, comparison, language),
    primary: yesNo(row.primary),
    unit: "1",
    n: runsWithValue(row.candidate),
    n_baseline: runsWithValue(row.baseline),
    margin: row.margin,
    verdict: row.verdict,
    reason: codesOf(ratio.kind === "ratio" ? reasons : [ratio.reason, ...reasons]),
  };
  // A ratio of two numbers that must not be compared is not handed on, here as in every other form.
  if (ratio.kind === "absent" || row.verdict === "not-comparable") return base;
  if (ratio.kind === "point") return { ...base, value: ratio.point };
  return { ...base, ...ratioCells(ratio), adjusted_p: row.adjustedP };
}

/** The tests against margins that the suite states: the interval of each is the one that it rests on. */
function testRows(comparison: Comparison, row: ComparisonRow, language: Language): readonly CsvRow[] {
  const { ratio, tests = [] } = row;
  const candidate = { system: comparison.candidate, values: row.candidate };
  const baseline = { system: comparison.baseline, values: row.baseline };
  return tests.map(({ kind, margin, low, high, p, isShown }) => ({
    row: "margin-test",
    ...placeCells(comparison),
    ...stampCells(comparison.stamps, [candidate, baseline], language),
    ...metricCells(row, comparison, language),
    primary: yesNo(row.primary),
    unit: "1",
    value: ratio.kind === "ratio" ? ratio.ratio : undefined,
    low_systematic: low,
    high_systematic: high,
    confidence: EQUIVALENCE_CONFIDENCE,
    n: runsWithValue(row.candidate),
    n_baseline: runsWithValue(row.baseline),
    margin,
    p,
    test: kind,
    shown: yesNo(isShown),
  }));
}

/** The mean over a system's runs, then its runs. */
function sideRows(
  judged: Comparison | SystemSummary,
  row: ComparisonRow | SummaryRow,
  side: MarkedSide,
  language: Language,
): readonly CsvRow[] {
  const shared = { system: side.system.systemId, ...placeCells(judged), ...metricCells(row, judged, language) };
  const { summary, runs } = side.values;
  const mean: CsvRow = {
    row: "system",
    ...shared,
    ...stampCells(judged.stamps, [side], language),
    n: runsWithValue(side.values),
    ...meanCells(summary),
  };
  const runRows = runs.map(({ runId, value }): CsvRow => {
    const own: MarkedSide = { system: side.system, values: { ...side.values, runs: [{ runId, value }] } };
    return {
      row: "run",
      ...shared,
      ...stampCells(judged.stamps, [own], language),
      ...listedCells(judged, runId),
      ...(value.kind === "absent"
        ? { reason: value.reason.code }
        : { value: value.value, observations: value.count, systematic: listCell(boundTexts(value.systematic)) }),
    };
  });
  return [mean, ...runRows];
}

export function meanCells(summary: SystemValues["summary"]): Omit<CsvRow, "row"> {
  if (summary.kind === "absent") return { reason: summary.reason.code };
  if (summary.kind === "point") return { value: summary.point, reason: summary.reason.code };
  const { point, low, high, confidence, method, systematic } = summary;
  return { value: point, low, high, confidence, method, systematic: listCell(boundTexts(systematic)) };
}

/** A run without values still stands in the table, once, with the reason: what is not shown looks as if it never was. */
function leftOutRows(
  judged: Comparison | SystemSummary,
  systems: readonly ComparedSystem[],
  language: Language,
): readonly CsvRow[] {
  return judged.runs.flatMap(({ runId, systemId, leftOut, findings }): readonly CsvRow[] => {
    const system = systems.find((one) => one.systemId === systemId);
    if (leftOut === undefined || system === undefined) return [];
    const { provenance } = system.adapter;
    const side: MarkedSide = { system, values: { systemId, runs: [], summary: absent(leftOut), provenance } };
    const stamps = stampCells(judged.stamps, [side], language);
    const reason = codesOf([leftOut, ...findings]);
    return [{ row: "run", system: systemId, ...placeCells(judged), ...stamps, ...listedCells(judged, runId), reason }];
  });
}

function listedCells({ runs }: Comparison | SystemSummary, runId: string): Omit<CsvRow, "row"> {
  const index = runs.findIndex((run) => run.runId === runId);
  const run = runs[index];
  return run === undefined ? { run: runId } : runCells(run, index + 1);
}
