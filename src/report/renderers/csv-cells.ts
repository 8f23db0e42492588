import { localize } from "../../locales/catalogue.js";
import type { Comparison, ComparisonRow, ListedRun, RatioEstimate, Stamp } from "../../model/comparison.js";
import type { SystematicBound } from "../../model/estimate.js";
import type { Finding } from "../../model/finding.js";
import type { Language } from "../../model/localized-text.js";
import { weakestProvenance } from "../../model/provenance.js";
import type { SystemSummary } from "../../model/system-summary.js";
import { type MarkedSide, marksOf, weakestOf } from "../marks.js";
import type { CsvRow } from "./csv-columns.js";

type Cells = Omit<CsvRow, "row">;

const SEPARATOR = "; ";

/** Which judgement a row belongs to. */
export function placeCells(judged: Comparison | SystemSummary): Cells {
  const { planHash, executionId, workload } = judged;
  const sides =
    "candidate" in judged ? { candidate: judged.candidate.systemId, baseline: judged.baseline.systemId } : {};
  return {
    plan_hash: planHash,
    execution: executionId,
    workload: workload.id,
    workload_hash: workload.hash,
    ...sides,
  };
}

/** Who made the numbers, and what must be said of them: on every row, so that no row can be cut out without it. */
export function stampCells(
  stamps: readonly Stamp[],
  sides: readonly [MarkedSide, ...MarkedSide[]],
  language: Language,
): Cells {
  const [first, ...others] = sides.map(({ system, values }) =>
    weakestProvenance([system.adapter.provenance, weakestOf(values)]),
  );
  const provenance = weakestProvenance([first ?? "measured", ...others]);
  const kinds: readonly Stamp["kind"][] = stamps.map(({ kind }) => kind);
  return {
    adapter: listCell(sides.map(({ system }) => `${system.adapter.name} ${system.adapter.version}`)),
    provenance,
    stamps: listCell(provenance === "measured" ? kinds : [...kinds, "not-measured"]),
    marks: listCell(marksOf(stamps, sides, language)),
  };
}

/** @param order place among the listed runs, from 1 */
export function runCells({ runId, repeat, startedAt, validity, used }: ListedRun, order: number): Cells {
  return { run: runId, order, block: repeat, started: startedAt, validity, used: yesNo(used) };
}

/** What is measured. A boundary says nothing of a metric without joules. */
export function metricCells(
  row: Pick<ComparisonRow, "metricId" | "title" | "group" | "unit" | "better" | "formula">,
  { boundary }: Pick<Comparison, "boundary">,
  language: Language,
): Cells {
  const { metricId, title, group, unit, better, formula } = row;
  return {
    metric: metricId,
    title: localize(language, title),
    better,
    unit: unit.id,
    ...(group === "energy" && typeof boundary === "string" ? { boundary } : {}),
    formula: localize(language, formula),
  };
}

/** `meter x0.98 x1.02 (data sheet)`: the true value lies between the value times either factor. */
export function boundTexts(bounds: readonly SystematicBound[], prefix = ""): readonly string[] {
  return bounds.map(({ kind, factorLow, factorHigh, assumed, source }) => {
    const origin = assumed ? `assumed, ${source}` : source;
    return `${prefix}${kind} x${factorLow} x${factorHigh} (${origin})`;
  });
}

/** A ratio with its intervals. `sides`: what the two sides are called where their bounds are listed. */
export function ratioCells(ratio: RatioEstimate, sides: readonly [string, string] = ["candidate", "baseline"]): Cells {
  const { low, high, lowWithSystematic, highWithSystematic, confidence, method, systematic } = ratio;
  const [ours, theirs] = sides;
  return {
    value: ratio.ratio,
    low,
    high,
    low_systematic: lowWithSystematic,
    high_systematic: highWithSystematic,
    confidence,
    method,
    systematic: listCell([
      ...boundTexts(systematic.candidate, `${ours}: `),
      ...boundTexts(systematic.baseline, `${theirs}: `),
    ]),
    p: ratio.p,
  };
}

export function codesOf(findings: readonly Finding[]): string {
  return listCell(findings.map(({ code }) => code));
}

/** Several things in one cell, each once. */
export function listCell(items: readonly string[]): string {
  return [...new Set(items)].join(SEPARATOR);
}

export function yesNo(value: boolean): string {
  return value ? "yes" : "no";
}
