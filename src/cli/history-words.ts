import { localize, message } from "../locales/catalogue.js";
import { METRICS } from "../metrics/all.js";
import type { HistoryEntry, HistorySeries } from "../model/history.js";
import type { Language } from "../model/localized-text.js";
import type { ReportBlock, ReportText } from "../model/report-model.js";
import { formatPlain } from "../report/format-number.js";

/** How a series' metric is shown; one that this tokwatt does not know by its id and base unit. */
export function shownMetric({ metricId, unit }: Pick<HistorySeries, "metricId" | "unit">, language: Language) {
  const metric = METRICS.find(({ id }) => id === metricId);
  if (metric === undefined) return { title: metricId, unit: { symbol: unit, displayScale: 1 } };
  return { title: localize(language, metric.title), unit: metric.unit };
}

/** A value of a series in the unit that it is shown in. */
export function shownValue(value: number, { unit }: ReturnType<typeof shownMetric>): string {
  return formatPlain(value * unit.displayScale);
}

/** A p-value: below a thousandth its order of magnitude is enough, and it is never 0, however alike the values of a level are. */
export function shownP(p: number): string {
  if (p < LEAST_SHOWN_P) return `<${LEAST_SHOWN_P}`;
  return p < SMALL_P ? p.toExponential(0) : formatPlain(p, 2);
}

const SMALL_P = 0.001;
const LEAST_SHOWN_P = 1e-99;

/** An instant as people read it, to the minute. */
export function shownTime(at: HistoryEntry["at"]): string {
  return new Date(at).toISOString().slice(0, 16).replace("T", " ");
}

/** A table of plain cells; columns of numbers stand on the right. */
export function historyTable(
  columns: readonly (readonly [HistoryColumn, "left" | "right"])[],
  rows: readonly (readonly (string | ReportText)[])[],
  language: Language,
): ReportBlock {
  return {
    kind: "table",
    columns: columns.map(([name, align]) => ({ header: message(language, `history.column.${name}`), align })),
    rows: rows.map((row) => row.map((cell) => (typeof cell === "string" ? { text: cell, tone: "plain" } : cell))),
  };
}

type HistoryColumn =
  | "system"
  | "workload"
  | "metric"
  | "commit"
  | "entries"
  | "environments"
  | "first"
  | "last"
  | "last-commit"
  | "metrics"
  | "runs"
  | "entry"
  | "what"
  | "series"
  | "value"
  | "time"
  | "environment"
  | "between"
  | "change"
  | "changes"
  | "p"
  | "state"
  | "id";
