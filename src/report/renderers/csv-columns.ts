/**
 * The columns of a report as CSV, in their order. Programs read them by name: a new one is added at the end, and none is
 * ever renamed. `docs/report-formats.md` says what each one means.
 */
export const CSV_COLUMNS = [
  "row",
  "plan_hash",
  "execution",
  "workload",
  "workload_hash",
  "candidate",
  "baseline",
  "system",
  "run",
  "order",
  "block",
  "started",
  "validity",
  "used",
  "adapter",
  "provenance",
  "stamps",
  "marks",
  "metric",
  "title",
  "better",
  "primary",
  "unit",
  "value",
  "low",
  "high",
  "low_systematic",
  "high_systematic",
  "confidence",
  "method",
  "n",
  "n_baseline",
  "observations",
  "systematic",
  "margin",
  "verdict",
  "boundary",
  "reason",
  "formula",
  "ladder",
  "rung_of",
  "rung",
  "on_frontier",
  "interactivity",
  "endpoint",
  "least",
  "most",
  "scaling",
  "tokens",
  "p",
  "adjusted_p",
  "test",
  "shown",
  "weight",
] as const;

export type CsvColumn = (typeof CSV_COLUMNS)[number];

/** One line of the table: what a row does not have is left out and its cell stays empty. */
export type CsvRow = { readonly [Column in CsvColumn]?: string | number | undefined } & {
  readonly row:
    | "run"
    | "system"
    | "comparison"
    | "rung"
    | "equal-interactivity"
    | "endpoint"
    | "all-endpoints"
    | "scaling"
    | "loss"
    | "margin-test"
    | "across"
    | "across-workload";
};
