import type { Boundary } from "./boundary.js";
import type { ComparedSystem, ComparisonRow, ListedRun, Stamp, SystemValues } from "./comparison.js";
import type { Absent } from "./estimate.js";
import type { Finding } from "./finding.js";
import type { LocalizedText } from "./localized-text.js";

/** One metric of a system that is compared with nothing. */
export interface SummaryRow
  extends Pick<ComparisonRow, "metricId" | "title" | "group" | "unit" | "better" | "formula"> {
  readonly values: SystemValues;
}

/** What one system did on one workload, where the plan compares it with no other. */
export interface SystemSummary {
  readonly format: "tokwatt.summary";
  readonly version: 1;
  readonly planHash: string;
  readonly suiteTitle: LocalizedText;
  readonly executionId: string;
  readonly workload: { readonly id: string; readonly title: LocalizedText; readonly hash: string };
  readonly system: ComparedSystem;
  readonly confidence: number;
  readonly stamps: readonly Stamp[];
  /** Energy boundary of its figures; absent with the reason. */
  readonly boundary: Boundary | Absent;
  readonly rows: readonly SummaryRow[];
  /** Every run of the plan on this system and workload. */
  readonly runs: readonly ListedRun[];
  readonly caveats: readonly Finding[];
}
