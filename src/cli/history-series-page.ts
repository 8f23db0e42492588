import { joinClauses, message } from "../locales/catalogue.js";
import type { HistorySeries } from "../model/history.js";
import type { Language } from "../model/localized-text.js";
import type { ReportBlock } from "../model/report-model.js";
import { markedName } from "../report/charts/series-marks.js";
import { shortCommit } from "../report/charts/short-commit.js";
import { sparkline } from "../report/charts/sparkline.js";
import { breakList, changeTable } from "./history-change-blocks.js";
import { historyTable, shownMetric, shownTime, shownValue } from "./history-words.js";

/** Entries that the table shows; JSON has all of them. */
const MOST_POINTS = 30;

export function seriesTitle(series: HistorySeries, language: Language): string {
  const { systemId: system, workloadId: workload } = series;
  const { title, unit } = shownMetric(series, language);
  return message(language, "history.series", {
    metric: markedName(`${title} (${unit.symbol})`, series, language),
    system,
    workload,
  });
}

/** One series in full: its line, its changes, and its last entries. */
export function seriesBlocks(series: HistorySeries, width: number, language: Language): readonly ReportBlock[] {
  const { points, changes, breaks } = series;
  const metric = shownMetric(series, language);
  const values = points.map(({ value }) => value);
  const range = message(language, "history.range", {
    least: shownValue(Math.min(...values), metric),
    greatest: shownValue(Math.max(...values), metric),
    unit: metric.unit.symbol,
    points: points.length,
  });
  const marks = { changes: changes.map(({ index }) => index), breaks: breaks.map(({ index }) => index) };
  const legend = changes.length + breaks.length > 0 ? [message(language, "history.legend")] : [];
  return [
    { kind: "paragraph", text: sparkline(values, width, marks), tone: "plain" },
    { kind: "paragraph", text: joinClauses([range, ...legend], language), tone: "muted" },
    ...changeTable([series], language),
    ...breakList([series], language),
    ...pointTable(series, language),
  ];
}

function pointTable(series: HistorySeries, language: Language): readonly ReportBlock[] {
  const { points } = series;
  const metric = shownMetric(series, language);
  const shown = points.slice(-MOST_POINTS);
  const rows = shown.map(({ at, commit, value, runs, fingerprint, entryId }) => [
    shownTime(at),
    shortCommit(commit),
    shownValue(value, metric),
    String(runs),
    fingerprint,
    entryId,
  ]);
  const columns = [
    ["time", "left"],
    ["commit", "left"],
    ["value", "right"],
    ["runs", "right"],
    ["environment", "left"],
    ["entry", "left"],
  ] as const;
  const data = { shown: shown.length, all: points.length };
  const title = message(language, shown.length < points.length ? "history.points-last" : "history.points", data);
  return [{ kind: "paragraph", text: title, tone: "strong" }, historyTable(columns, rows, language)];
}
