import { isInside, type Nanoseconds, type TimeWindow, windowSeconds } from "../model/time.js";
import type { AlignedTrace } from "./align-trace.js";
import { medianInterval } from "./intervals.js";

/** Standard errors that the bound is wide: about 95 %. */
const STANDARD_ERRORS = 2;

/** A meter whose mean covers all but this share of the usual interval sees all time: the rest is jitter of the timer. */
export const TIMER_JITTER = 0.02;

/**
 * How many joules the integral of watts may be off because the meter looks at a part of the time only: the half-width
 *
 *     2 s T / sqrt(n) * sqrt(1 - f)
 *
 * with `n` readings in the window of `T` seconds, the share of time `f` that the readings are means over (averaging time
 * over the median interval, at most 1), and the scatter `s` of a reading around the line through its two neighbours:
 *
 *     d_i = P_i - (P_(i-1) + P_(i+1)) / 2,    s^2 = mean(d_i^2) * 2 / 3
 *
 * Why: trapezoids draw straight lines, so what matters is how far the watts leave them. Readings that scatter like white
 * noise have var(d) = 1.5 var(P), which the 2/3 takes back; a slow change that is well sampled lies on its lines and gives
 * nearly none. A reading that is a mean over the share f leaves var(P) (1 - f) unseen, and n readings average it. Where
 * readings are unevenly spaced the line is taken at the reading's own instant, and 1.5 becomes 1 + w^2 + (1 - w)^2.
 *
 * Not covered: a load whose period is a multiple of the interval. Every reading then meets the same phase, and the
 * readings themselves cannot show it (docs/method.md).
 *
 * @returns 0 for a meter that sees all time; undefined where no reading in the window has a neighbour on either side
 */
export function samplingHalfWidth(
  trace: AlignedTrace,
  window: TimeWindow,
  averagingNs: Nanoseconds,
): number | undefined {
  const share = averagingNs / medianInterval(trace.timesNs);
  if (share >= 1 - TIMER_JITTER) return 0;
  const samples = trace.timesNs.filter((atNs) => isInside(window, atNs)).length;
  const variance = scatter(trace, window);
  if (variance === undefined) return undefined;
  return STANDARD_ERRORS * Math.sqrt((variance * (1 - share)) / samples) * windowSeconds(window);
}

/** `s^2`: mean square of the distance from the line between the neighbours, as a variance of single readings. */
function scatter({ timesNs, values }: AlignedTrace, window: TimeWindow): number | undefined {
  const squares: number[] = [];
  for (let index = 1; index < timesNs.length - 1; index += 1) {
    const atNs = timesNs[index] as number;
    if (!isInside(window, atNs)) continue;
    const [leftNs, rightNs] = [timesNs[index - 1] as number, timesNs[index + 1] as number];
    const [left, right] = [values[index - 1] as number, values[index + 1] as number];
    const weight = (atNs - leftNs) / (rightNs - leftNs);
    const distance = (values[index] as number) - (left + weight * (right - left));
    squares.push((distance * distance) / (1 + weight * weight + (1 - weight) * (1 - weight)));
  }
  return squares.length === 0 ? undefined : squares.reduce((sum, square) => sum + square, 0) / squares.length;
}
