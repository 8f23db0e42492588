import type { SystematicBound } from "./estimate.js";
import type { Provenance } from "./provenance.js";

/** One metric of one run, in the metric's own base unit. */
export interface MetricValue {
  readonly kind: "value";
  readonly value: number;
  /** How many requests, gaps or samples inside the run the value was reduced from; not a number of runs. */
  readonly count: number;
  readonly provenance: Provenance;
  readonly systematic: readonly SystematicBound[];
}
