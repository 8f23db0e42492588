import { localize } from "../locales/catalogue.js";
import type { ComparisonRow, SystemValues } from "../model/comparison.js";
import type { Language } from "../model/localized-text.js";
import { METRIC_GROUPS } from "../model/metric-group.js";

const ARROWS = { higher: " ↑", lower: " ↓", neither: "" } as const;

/** A metric as the first cell of its row: name, unit, which way is better. */
export function metricCell(row: Pick<ComparisonRow, "title" | "unit" | "better">, language: Language): string {
  return `${localize(language, row.title)} (${row.unit.symbol})${ARROWS[row.better]}`;
}

/** Rows by the group of their metric; within a group in the order given. */
export function byGroup<Row extends Pick<ComparisonRow, "group">>(rows: readonly Row[]): readonly Row[] {
  const place = (row: Row) => METRIC_GROUPS.indexOf(row.group);
  return [...rows].sort((a, b) => place(a) - place(b));
}

/** How many runs have a value of the metric. */
export function runsWithValue({ runs }: SystemValues): number {
  return runs.filter(({ value }) => value.kind === "value").length;
}
