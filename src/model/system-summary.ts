import type { ComparedSystem, Comparison, ComparisonRow, SystemValues } from "./comparison.js";

/** One metric of a system that is compared with nothing. */
export interface SummaryRow
  extends Pick<ComparisonRow, "metricId" | "title" | "group" | "unit" | "better" | "formula"> {
  readonly values: SystemValues;
}

/** What one system did on one workload, where the plan compares it with no other. */
export interface SystemSummary
  extends Pick<
    Comparison,
    | "planHash"
    | "suiteTitle"
    | "executionId"
    | "workload"
    | "training"
    | "confidence"
    | "stamps"
    | "boundary"
    | "definitions"
    | "endpoints"
    | "runs"
    | "caveats"
  > {
  readonly format: "tokwatt.summary";
  readonly version: 1;
  readonly system: ComparedSystem;
  readonly rows: readonly SummaryRow[];
}
