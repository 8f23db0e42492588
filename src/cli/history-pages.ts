import type { HistoryCell } from "../compare/history/list-series.js";
import { message } from "../locales/catalogue.js";
import type { HistoryEntry, HistorySeries } from "../model/history.js";
import type { Language } from "../model/localized-text.js";
import type { ReportBlock } from "../model/report-model.js";
import { markedName } from "../report/charts/series-marks.js";
import { shortCommit } from "../report/charts/short-commit.js";
import { sparkline } from "../report/charts/sparkline.js";
import { breakList, changeTable } from "./history-change-blocks.js";
import { historyTable, shownMetric, shownTime, shownValue } from "./history-words.js";

/** Columns of a sparkline that stands in a table. */
const SPARK_COLUMNS = 32;

/** What was added, or stood there already. */
export function addedBlocks(
  entries: readonly { readonly entry: HistoryEntry; readonly isAdded: boolean }[],
  language: Language,
): readonly ReportBlock[] {
  const rows = entries.map(({ entry, isAdded }) => {
    const { systemId, workloadId, commit, metrics, fingerprint, id } = entry;
    const runs = Math.max(0, ...Object.values(metrics).map(({ values }) => values.length));
    const what = message(language, isAdded ? "history.entry.added" : "history.entry.present");
    const counts = [String(runs), String(Object.keys(metrics).length)];
    return [systemId, workloadId, shortCommit(commit), ...counts, fingerprint, id, what];
  });
  const columns = [
    ["system", "left"],
    ["workload", "left"],
    ["commit", "left"],
    ["runs", "right"],
    ["metrics", "right"],
    ["environment", "left"],
    ["entry", "left"],
    ["what", "left"],
  ] as const;
  return [historyTable(columns, rows, language)];
}

/** One line for each system and workload. */
export function listBlocks(cells: readonly HistoryCell[], language: Language): readonly ReportBlock[] {
  const rows = cells.map(({ systemId, workloadId, entries, metricIds }) => {
    const [first, last] = [entries[0], entries.at(-1)];
    const environments = new Set(entries.map(({ fingerprint }) => fingerprint)).size;
    const counts = [entries.length, environments, metricIds.length].map(String);
    const times = [first, last].map((entry) => (entry === undefined ? "" : shownTime(entry.at)));
    return [systemId, workloadId, ...counts, ...times, shortCommit(last?.commit ?? "")];
  });
  const columns = [
    ["system", "left"],
    ["workload", "left"],
    ["entries", "right"],
    ["environments", "right"],
    ["metrics", "right"],
    ["first", "left"],
    ["last", "left"],
    ["last-commit", "left"],
  ] as const;
  return [historyTable(columns, rows, language)];
}

/** One line for each series, with its sparkline and its last value. */
export function overviewBlocks(all: readonly HistorySeries[], language: Language): readonly ReportBlock[] {
  const cells = [...new Set(all.map(cellOf))];
  const columns = [
    ["metric", "left"],
    ["series", "left"],
    ["last", "right"],
    ["changes", "right"],
  ] as const;
  return [
    ...cells.flatMap((cell): readonly ReportBlock[] => {
      const own = all.filter((series) => cellOf(series) === cell);
      const [{ systemId: system, workloadId: workload }] = own as [HistorySeries];
      const rows = own.map((series) => overviewRow(series, language));
      return [
        { kind: "heading", text: message(language, "history.cell", { system, workload }) },
        historyTable(columns, rows, language),
      ];
    }),
    { kind: "paragraph", text: message(language, "history.legend"), tone: "muted" },
    ...changeBlocks(all, language),
  ];
}

function overviewRow(series: HistorySeries, language: Language): readonly string[] {
  const metric = shownMetric(series, language);
  const values = series.points.map(({ value }) => value);
  const marks = { changes: series.changes.map(({ index }) => index), breaks: series.breaks.map(({ index }) => index) };
  const last = `${shownValue(values.at(-1) ?? Number.NaN, metric)} ${metric.unit.symbol}`;
  return [
    markedName(series.metricId, series, language),
    sparkline(values, SPARK_COLUMNS, marks),
    last,
    String(series.changes.length),
  ];
}

function cellOf({ systemId, workloadId }: HistorySeries): string {
  return `${systemId} ${workloadId}`;
}

/** All changes of several series, and the changes of environment. */
export function changeBlocks(all: readonly HistorySeries[], language: Language): readonly ReportBlock[] {
  return [...changeTable(all, language), ...breakList(all, language)];
}
