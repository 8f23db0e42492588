import type { Boundary, Bridge } from "./boundary.js";
import type { SystematicBound } from "./estimate.js";

/** Energy of the window at one boundary. */
export interface WindowEnergy {
  readonly kind: "energy";
  readonly joules: number;
  readonly meanWatts: number;
  readonly boundary: Boundary;
  /** Where the meters sit. */
  readonly metered: Boundary;
  /** What leads from there to `boundary`, in order; empty where it was metered itself. */
  readonly bridges: readonly Bridge[];
  /** Power samples inside the window, of the trace that has the fewest. */
  readonly samples: number;
  /** Share of the window without over-long gaps, of the worst trace. */
  readonly coverage: number;
  /** Readings a second that the slowest meter gave. */
  readonly rateHz: number;
  /** Bounds on joules: `true = joules * [factorLow, factorHigh]`. */
  readonly systematic: readonly SystematicBound[];
  /** False where a meter's accuracy is unknown and nobody assumed a bound: the energy is shown, without a verdict. */
  readonly accuracyKnown: boolean;
}
