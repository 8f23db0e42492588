import { METRIC_IDS } from "../../metrics/all.js";
import type { HistoryEntry } from "../../model/history.js";
import { entriesOfCell } from "./history-series.js";

/** A system on a workload, as a history has it. */
export interface HistoryCell {
  readonly systemId: string;
  readonly workloadId: string;
  /** Oldest first; at least one. */
  readonly entries: readonly HistoryEntry[];
  /** In the order in which reports show metrics; those that this tokwatt does not know come last. */
  readonly metricIds: readonly string[];
}

/** All cells of a history, by system and workload. */
export function listCells(entries: readonly HistoryEntry[]): readonly HistoryCell[] {
  const cells = new Map(
    entries.map(({ systemId, workloadId }) => [`${systemId} ${workloadId}`, { systemId, workloadId }]),
  );
  return [...cells]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { systemId, workloadId }]) => {
      const own = entriesOfCell(entries, systemId, workloadId);
      const metricIds = new Set(own.flatMap(({ metrics }) => Object.keys(metrics)));
      const known = METRIC_IDS.filter((id) => metricIds.has(id));
      const foreign = [...metricIds].filter((id) => !METRIC_IDS.includes(id)).sort();
      return { systemId, workloadId, entries: own, metricIds: [...known, ...foreign] };
    });
}
