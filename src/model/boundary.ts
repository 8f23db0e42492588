/** Where power is metered, from the narrowest boundary to the widest (DESIGN section 2). */
export const BOUNDARIES = ["die", "package", "board", "node-dc", "node-ac", "scale-up-domain", "facility"] as const;
export type Boundary = (typeof BOUNDARIES)[number];

/** Negative when `a` is narrower than `b`. */
export function compareBoundaries(a: Boundary, b: Boundary): number {
  return BOUNDARIES.indexOf(a) - BOUNDARIES.indexOf(b);
}

/** Watts of one whole system that must be added to go from a narrower boundary to a wider one. */
export interface Bridge {
  readonly from: Boundary;
  readonly to: Boundary;
  readonly wattsLow: number;
  readonly wattsHigh: number;
  /** Where the two figures come from; printed beside every number that uses them. */
  readonly source: string;
}

/** What is known of a meter's error: worst-case bounds, relative to the reading and absolute for the whole trace. */
export interface MeterAccuracy {
  /** 0.05 means that the true watts lie within 5 % of the reading. */
  readonly relative: number;
  readonly absoluteWatts: number;
  readonly source: string;
  /** True where a suite assumed the bound. */
  readonly assumed: boolean;
}
