import { wordText } from "../locales/catalogue.js";
import type { ComparisonRow, RatioEstimate, SystemValues } from "../model/comparison.js";
import type { Language } from "../model/localized-text.js";
import type { ReportText, Tone } from "../model/report-model.js";
import type { Unit } from "../model/unit.js";
import { formatDistance, formatPlain, formatRatio, formatWithUncertainty } from "./format-number.js";

/** A ratio as it is printed; every text has the digits that its interval warrants. */
export interface RatioText {
  readonly ratio: string;
  /** Distance from 1 without a sign: `8.1 %`. */
  readonly distance: string;
  /** Absent for a ratio without an interval. */
  readonly intervals?: { readonly noise: IntervalText; readonly systematic: IntervalText } | undefined;
  readonly hasSystematic: boolean;
}

export interface IntervalText {
  readonly low: string;
  readonly high: string;
}

/** A system's mean over runs with half its interval if it has one, in the unit's display form; undefined without a mean. */
export function valueText({ summary }: SystemValues, { displayScale }: Unit): string | undefined {
  return summaryText(summary, displayScale);
}

/** A mean over runs with half its interval if it has one; undefined without a mean. */
export function summaryText(summary: SystemValues["summary"], displayScale: number): string | undefined {
  if (summary.kind === "absent") return undefined;
  if (summary.kind === "point") return formatPlain(summary.point * displayScale);
  const halfWidth = (summary.high - summary.low) / 2;
  return formatWithUncertainty(summary.point * displayScale, halfWidth * displayScale);
}

/**
 * The ratio of a row; undefined where there is none, and where the two numbers are not comparable: a ratio that must not
 * be used is not printed.
 */
export function ratioText({ ratio, verdict }: Pick<ComparisonRow, "ratio" | "verdict">): RatioText | undefined {
  if (ratio.kind === "absent" || verdict === "not-comparable") return undefined;
  if (ratio.kind === "point") {
    return { ratio: formatRatio(ratio.point, 0), distance: formatDistance(ratio.point, 0), hasSystematic: false };
  }
  const halfWidth = (ratio.high - ratio.low) / 2;
  return {
    ratio: formatRatio(ratio.ratio, halfWidth),
    distance: formatDistance(ratio.ratio, halfWidth),
    intervals: {
      noise: intervalText(ratio.low, ratio.high),
      systematic: intervalText(ratio.lowWithSystematic, ratio.highWithSystematic),
    },
    hasSystematic: hasSystematic(ratio),
  };
}

/** The verdict as a word, in the tone of what it says. */
export function verdictText({ verdict }: ComparisonRow, language: Language): ReportText {
  return { text: wordText(language, verdict), tone: VERDICT_TONES[verdict] };
}

export const VERDICT_TONES: Readonly<Record<ComparisonRow["verdict"], Tone>> = {
  better: "good",
  worse: "bad",
  equivalent: "strong",
  inconclusive: "caution",
  "not-comparable": "caution",
  none: "muted",
};

function intervalText(low: number, high: number): IntervalText {
  const halfWidth = (high - low) / 2;
  return { low: formatRatio(low, halfWidth), high: formatRatio(high, halfWidth) };
}

function hasSystematic({ systematic }: RatioEstimate): boolean {
  return systematic.candidate.length + systematic.baseline.length > 0;
}
