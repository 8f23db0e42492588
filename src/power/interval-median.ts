import type { Nanoseconds } from "../model/time.js";

/** Median time between readings: the pace that a meter keeps, which an outage in between does not change. */
export interface IntervalMedian {
  add(intervalNs: Nanoseconds): void;
  readonly count: number;
  /** Within half a percent; exact where all intervals are equal. Undefined without an interval. */
  medianNs(): Nanoseconds | undefined;
}

/** Intervals that differ by less than this are counted together, so that a run of any length takes little room. */
const BIN_WIDTH = Math.log(1.005);

export function createIntervalMedian(): IntervalMedian {
  const bins = new Map<number, { count: number; sumNs: Nanoseconds }>();
  let count = 0;
  return {
    add: (intervalNs) => {
      const number = Math.round(Math.log(intervalNs) / BIN_WIDTH);
      const bin = bins.get(number) ?? { count: 0, sumNs: 0 };
      bin.count += 1;
      bin.sumNs += intervalNs;
      bins.set(number, bin);
      count += 1;
    },
    get count() {
      return count;
    },
    medianNs: () => {
      let below = 0;
      for (const number of [...bins.keys()].sort((a, b) => a - b)) {
        const bin = bins.get(number) ?? { count: 0, sumNs: 0 };
        below += bin.count;
        if (below * 2 >= count) return bin.sumNs / bin.count;
      }
      return undefined;
    },
  };
}
