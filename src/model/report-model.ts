import type { AcrossWorkloads } from "./across-workloads.js";
import type { Comparison } from "./comparison.js";
import type { Frontier } from "./frontier.js";
import type { Language } from "./localized-text.js";
import type { ScalingCurve } from "./scaling.js";
import type { SystemSummary } from "./system-summary.js";

/** How a piece of text is meant; each renderer has its own way to show it. */
export type Tone = "plain" | "strong" | "muted" | "good" | "bad" | "caution";

export interface ReportText {
  readonly text: string;
  readonly tone: Tone;
}

export interface ReportColumn {
  readonly header: string;
  readonly align: "left" | "right";
}

export type ReportBlock =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string; readonly tone: Tone }
  | { readonly kind: "list"; readonly items: readonly ReportText[] }
  | {
      readonly kind: "table";
      readonly columns: readonly ReportColumn[];
      /** One cell a column in every row. */
      readonly rows: readonly (readonly ReportText[])[];
    };

/** A report as plain data: text that is ready to show, in order, and the numbers behind it. */
export interface ReportModel {
  readonly format: "tokwatt.report";
  readonly version: 1;
  readonly language: Language;
  readonly title: string;
  readonly blocks: readonly ReportBlock[];
  readonly comparisons: readonly Comparison[];
  readonly summaries: readonly SystemSummary[];
  /** The means over workloads; absent where there are none. */
  readonly across?: readonly AcrossWorkloads[] | undefined;
  /** One for each ladder of loads, and of node counts; absent where there is none. */
  readonly frontiers?: readonly Frontier[] | undefined;
  readonly scaling?: readonly ScalingCurve[] | undefined;
}
