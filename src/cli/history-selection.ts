import { seriesOf } from "../compare/history/history-series.js";
import type { ChangeOptions } from "../compare/history/level-changes.js";
import { type HistoryCell, listCells } from "../compare/history/list-series.js";
import { closest } from "../contract/closest.js";
import { unknownName } from "../contract/registry.js";
import { InputError } from "../model/errors.js";
import type { HistoryChange, HistorySeries } from "../model/history.js";
import type { History } from "../records/history/read-history.js";

/** The cells that a user named, with the metrics of theirs that are meant. */
export function selectCells(
  history: History,
  [system, workload, metric]: readonly (string | undefined)[],
): readonly HistoryCell[] {
  const ofSystem = narrowed("system", system, listCells(history.entries), ({ systemId }) => [systemId]);
  const ofWorkload = narrowed("workload", workload, ofSystem, ({ workloadId }) => [workloadId]);
  return narrowed("metric", metric, ofWorkload, ({ metricIds }) => metricIds).map((cell) =>
    metric === undefined ? cell : { ...cell, metricIds: [metric] },
  );
}

/** @throws InputError where none of the cells has the name */
function narrowed(
  kind: string,
  name: string | undefined,
  cells: readonly HistoryCell[],
  namesOf: (cell: HistoryCell) => readonly string[],
): readonly HistoryCell[] {
  if (name === undefined) return cells;
  const fitting = cells.filter((cell) => namesOf(cell).includes(name));
  if (fitting.length > 0) return fitting;
  throw new InputError([unknownName(kind, name, [...new Set(cells.flatMap(namesOf))])]);
}

export function seriesOfCells(
  history: History,
  cells: readonly HistoryCell[],
  options: ChangeOptions,
): readonly HistorySeries[] {
  return cells.flatMap(({ systemId, workloadId, metricIds }) =>
    metricIds.flatMap((metricId) => seriesOf(history, systemId, workloadId, metricId, options) ?? []),
  );
}

/**
 * The change of an id, as the history shows it now.
 *
 * @throws InputError where there is none, with the nearest one as the hint
 */
export function findChange(
  history: History,
  id: string,
  options: ChangeOptions,
): { readonly series: HistorySeries; readonly change: HistoryChange } {
  const all = seriesOfCells(history, listCells(history.entries), options).flatMap((series) =>
    series.changes.map((change) => ({ series, change })),
  );
  const found = all.find(({ change }) => change.id === id);
  if (found !== undefined) return found;
  const ids = all.map(({ change }) => change.id);
  const suggestion = closest(id, ids);
  if (ids.length === 0 || (suggestion === undefined && ids.length > MOST_NAMES)) {
    throw new InputError([{ code: "unknown-name", data: { kind: "change", name: id }, hint: "history-list-changes" }]);
  }
  throw new InputError([unknownName("change", id, ids)]);
}

/** More ids than these are not read in a hint. */
const MOST_NAMES = 5;
