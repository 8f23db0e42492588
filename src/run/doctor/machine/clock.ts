import type { Clock } from "../../../contract/clock.js";
import { note, warning } from "../../../model/finding.js";
import { type Nanoseconds, NS_PER_MILLISECOND, NS_PER_SECOND } from "../../../model/time.js";
import { type CheckResult, noticed, passed } from "../check-result.js";

/** Both clocks at one time. */
export interface ClockReading {
  readonly nowNs: Nanoseconds;
  readonly wallUnixMs: number;
}

/** Steps of the monotonic clock that are looked at; the smallest is its resolution, or what it takes to read it. */
const LOOKS = 1000;

/** A coarser clock would show in the times between tokens. */
const COARSE_NS = NS_PER_MILLISECOND / 10;

/** The wall clock is read in whole milliseconds, and disciplined clocks are slewed by up to 500 ppm. */
const READING_ERROR_MS = 5;
const SLEW = 500e-6;

export function readClocks(clock: Clock): ClockReading {
  return { nowNs: clock.nowNs(), wallUnixMs: clock.wallUnixMs() };
}

/** Smallest step between two looks at a clock that differ. */
export function clockStepNs(clock: Pick<Clock, "nowNs">): Nanoseconds {
  let step = Number.POSITIVE_INFINITY;
  let before = clock.nowNs();
  for (let look = 0; look < LOOKS; look += 1) {
    const now = clock.nowNs();
    if (now > before) step = Math.min(step, now - before);
    before = now;
  }
  return step;
}

/**
 * Whether time can be told finely, and whether the wall clock went as fast as the monotonic one between two readings: one
 * that is set in between would line the records of several hosts up wrongly.
 */
export function checkClock(stepNs: Nanoseconds, before: ClockReading, after: ClockReading): CheckResult {
  const seconds = (after.nowNs - before.nowNs) / NS_PER_SECOND;
  const driftMs = after.wallUnixMs - before.wallUnixMs - (after.nowNs - before.nowNs) / NS_PER_MILLISECOND;
  const data = { stepNs, seconds, driftMs };
  if (!(stepNs <= COARSE_NS)) return noticed("clock", warning("doctor-clock-coarse", data));
  const isStraight = Math.abs(driftMs) <= READING_ERROR_MS + seconds * 1000 * SLEW;
  return isStraight
    ? passed("clock", note("doctor-clock", data))
    : noticed("clock", warning("doctor-clock-jumped", data));
}
