import type { Clock } from "../contract/clock.js";
import { type Nanoseconds, NS_PER_MILLISECOND } from "../model/time.js";
import { createCoarseTimers, createPreciseTimers } from "./precise-timers.js";

/** Whoever leaves the clock so much leeway gets an ordinary timer instead of the poll. */
const COARSE_LEEWAY_NS = NS_PER_MILLISECOND;

/** A clock whose zero other processes of the host can share. */
export interface MonotonicClock extends Clock {
  /** Reading of `process.hrtime.bigint()` at which the clock reads 0. */
  readonly zeroHrtimeNs: bigint;
}

/**
 * Real time from the operating system's monotonic counter; 0 is the instant of creation. `schedule` calls back within a small
 * part of a millisecond as long as the event loop is free, and never early. It polls for that, unless the caller leaves it a
 * leeway of a millisecond or more: then an ordinary timer does.
 *
 * Read through `performance.now()`, which is the same counter as `process.hrtime` from another zero and makes no `bigint`
 * for every look.
 *
 * @param zeroHrtimeNs zero of a clock of another process on this host: both then read alike to under a microsecond
 */
export function createMonotonicClock(zeroHrtimeNs: bigint = process.hrtime.bigint()): MonotonicClock {
  const zeroNs = Number(zeroHrtimeNs - performanceZeroNs());
  const nowNs = (): Nanoseconds => Math.round(performance.now() * NS_PER_MILLISECOND - zeroNs);
  const precise = createPreciseTimers(nowNs);
  const coarse = createCoarseTimers(nowNs);
  return {
    zeroHrtimeNs,
    nowNs,
    wallUnixMs: () => Date.now(),
    schedule: (atNs, callback, leewayNs = 0) => (leewayNs >= COARSE_LEEWAY_NS ? coarse : precise)(atNs, callback),
  };
}

/** Looks that are taken to line the two counters up. The narrowest counts; more than a few are disturbed. */
const LOOKS = 50;

/** Reading of `process.hrtime.bigint()` at which `performance.now()` reads 0, to within about 0.1 µs. */
function performanceZeroNs(): bigint {
  let zeroNs = 0n;
  let narrowest: bigint | undefined;
  for (let look = 0; look < LOOKS; look += 1) {
    const before = process.hrtime.bigint();
    const performanceMs = performance.now();
    const after = process.hrtime.bigint();
    if (narrowest !== undefined && after - before >= narrowest) continue;
    narrowest = after - before;
    zeroNs = (before + after) / 2n - BigInt(Math.round(performanceMs * NS_PER_MILLISECOND));
  }
  return zeroNs;
}
