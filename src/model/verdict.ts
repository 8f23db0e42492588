/** What a comparison says about the candidate against the baseline. */
export const VERDICTS = ["better", "worse", "equivalent", "inconclusive", "not-comparable"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Which way a metric improves; `neither` gets a ratio and never a verdict of better or worse. */
export type Direction = "higher" | "lower" | "neither";

/** How much a run may be trusted, judged by published limits on the harness's check of itself. */
export const VALIDITIES = ["valid", "degraded", "invalid"] as const;
export type Validity = (typeof VALIDITIES)[number];
