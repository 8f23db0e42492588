import { type MessageKey, message } from "../locales/catalogue.js";
import type { SystemValues } from "../model/comparison.js";
import type { FrontierMetric } from "../model/frontier.js";
import type { Language } from "../model/localized-text.js";
import { MISSING } from "./format-number.js";
import { metricCell } from "./metric-cell.js";
import { summaryText } from "./row-text.js";

/** A metric at the head of a ladder's table: by its short name where it has one, as its formula stands with the long one elsewhere. */
export function ladderHeader(
  metric: FrontierMetric,
  shortNames: Readonly<Record<string, MessageKey>>,
  language: Language,
): string {
  const { metricId } = metric;
  const short = Object.hasOwn(shortNames, metricId) ? shortNames[metricId] : undefined;
  return short === undefined ? metricCell(metric, language) : message(language, short);
}

/** The mean of one metric on one rung. */
export function rungCell(values: SystemValues | undefined, displayScale: number): string {
  return (values && summaryText(values.summary, displayScale)) ?? MISSING;
}
