import type { Comparison, ComparisonRow } from "../../model/comparison.js";
import type { HistoryChange, HistoryEvent, HistorySeries } from "../../model/history.js";

/** What fresh runs on both sides of a change say of it. */
export interface Confirmation {
  readonly outcome: "confirmed" | "refuted" | "inconclusive" | "not-comparable";
  readonly row: ComparisonRow;
  /** New / old, noise only; absent where the row has no interval. */
  readonly ratio?: HistoryEvent["ratio"];
}

/**
 * Comparisons of fresh results that can tell of a change: those of its workload and metric, and of them those whose candidate is
 * its system where there are any.
 */
export function comparisonsOf(
  { workloadId, metricId, systemId }: HistorySeries,
  comparisons: readonly Comparison[],
): readonly Comparison[] {
  const fitting = comparisons.filter(
    ({ workload, rows }) => workload.id === workloadId && rows.some((row) => row.metricId === metricId),
  );
  const ofSystem = fitting.filter(({ candidate }) => candidate.systemId === systemId);
  return ofSystem.length > 0 ? ofSystem : fitting;
}

/**
 * Holds a change against fresh interleaved runs of the commits on both sides of it: the new one is the comparison's candidate, the
 * old one its baseline. Their verdict in the direction of the change confirms it; the other direction, or that both are
 * equivalent, refutes it.
 */
export function confirmChange(
  change: HistoryChange,
  { better, metricId }: HistorySeries,
  { rows }: Comparison,
): Confirmation | undefined {
  const row = rows.find((candidate) => candidate.metricId === metricId);
  if (row === undefined) return undefined;
  const ratio = row.ratio.kind === "ratio" ? { ratio: pick(row.ratio) } : {};
  const direction = change.ratio > 1 === (better === "higher") ? "better" : "worse";
  return { outcome: outcomeOf(row.verdict, direction), row, ...ratio };
}

function outcomeOf(verdict: ComparisonRow["verdict"], direction: "better" | "worse"): Confirmation["outcome"] {
  if (verdict === "none") return "inconclusive";
  if (verdict === "inconclusive" || verdict === "not-comparable") return verdict;
  return verdict === direction ? "confirmed" : "refuted";
}

function pick({ ratio, low, high }: { readonly ratio: number; readonly low: number; readonly high: number }) {
  return { point: ratio, low, high };
}
