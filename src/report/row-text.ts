import { wordText } from "../locales/catalogue.js";
import type { ComparisonRow, RatioEstimate, SystemValues } from "../model/comparison.js";
import type { Language } from "../model/localized-text.js";
import type { ReportText, Tone } from "../model/report-model.js";
import type { Unit } from "../model/unit.js";
import { formatDistance, formatInterval, formatPlain, formatRatio, formatWithUncertainty } from "./format-number.js";

/** Whether an interval holds it is what a reader looks for. */
const NO_DIFFERENCE = [1] as const;

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
export function ratioText({
  ratio,
  verdict,
  margin,
}: Pick<ComparisonRow, "ratio" | "verdict" | "margin">): RatioText | undefined {
  if (ratio.kind === "absent" || verdict === "not-comparable") return undefined;
  if (ratio.kind === "point") {
    return { ratio: formatRatio(ratio.point, 0), distance: formatDistance(ratio.point, 0), hasSystematic: false };
  }
  const halfWidth = (ratio.high - ratio.low) / 2;
  const limits = [1 / (1 + margin), 1 + margin];
  return {
    ratio: formatRatio(ratio.ratio, halfWidth, verdict === "none" ? [] : limits),
    distance: formatDistance(ratio.ratio, halfWidth, limits),
    intervals: {
      noise: formatInterval(ratio.low, ratio.high, NO_DIFFERENCE),
      systematic: formatInterval(ratio.lowWithSystematic, ratio.highWithSystematic, NO_DIFFERENCE),
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

function hasSystematic({ systematic }: RatioEstimate): boolean {
  return systematic.candidate.length + systematic.baseline.length > 0;
}
