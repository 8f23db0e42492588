import type { Finding } from "./finding.js";

/**
 * A bound that does not shrink with more runs (a meter's gain, a bridge, an assumed parameter), as factors:
 * the true value lies in `[value * factorLow, value * factorHigh]`.
 */
export interface SystematicBound {
  /** What the bound comes from; a sentence `systematic.<kind>` in `locales/` explains it. */
  readonly kind: string;
  readonly factorLow: number;
  readonly factorHigh: number;
  /** True where somebody assumed the bound instead of having it from a data sheet or a calibration. */
  readonly assumed: boolean;
  /** Where the bound is documented. */
  readonly source: string;
}

/** A number with its uncertainty. A number never travels without it. */
export interface Estimate {
  readonly kind: "estimate";
  readonly point: number;
  /** Ends of the noise-only interval at `confidence`. */
  readonly low: number;
  readonly high: number;
  /** Two-sided, in (0, 1). */
  readonly confidence: number;
  /** Id of the method, explained in docs/method.md. */
  readonly method: string;
  /** Number of runs behind the estimate. */
  readonly n: number;
  readonly systematic: readonly SystematicBound[];
}

/** A point without an interval, and why there is none: too few runs, or runs that do not differ at all. */
export interface PointOnly {
  readonly kind: "point";
  readonly point: number;
  readonly n: number;
  readonly reason: Finding;
}

/** The place of a number that is not there, and why. Never 0, never NaN. */
export interface Absent {
  readonly kind: "absent";
  readonly reason: Finding;
}

export function absent(reason: Finding): Absent {
  return { kind: "absent", reason };
}
