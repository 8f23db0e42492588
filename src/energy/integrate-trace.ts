import { type Nanoseconds, NS_PER_SECOND, type TimeWindow } from "../model/time.js";
import type { AlignedTrace } from "./align-trace.js";
import { medianInterval } from "./intervals.js";

/** Energy of one device over one window. */
export interface TraceEnergy {
  readonly joules: number;
  /** Readings inside the window. */
  readonly samples: number;
  /** Share of the window outside over-long gaps, in [0, 1]. */
  readonly coverage: number;
  /** How far the joules inside over-long gaps may be off, if the watts there stayed in the range seen elsewhere. */
  readonly gapJoulesLow: number;
  readonly gapJoulesHigh: number;
}

/** A stretch between two readings is a gap when it is longer than this many ordinary intervals. */
const GAP_INTERVALS = 3;

/**
 * Joules over exactly `[startNs, endNs)`: trapezoid between readings with linear interpolation at both edges for watts,
 * the difference of the interpolated counter for joules.
 *
 * Coverage is the share of time outside over-long gaps, not the share of readings that arrived. A gap is longer than
 * three times the usual interval (the larger of the median one and the one asked for). Time of the window before the
 * first reading or after the last one is a gap of any length, as nothing can be interpolated there: the nearest watts
 * are held over it.
 *
 * @param intervalNs time between readings that the meter was asked for
 * @returns zero joules and zero coverage where fewer than two readings exist
 */
export function integrateTrace(
  trace: AlignedTrace,
  quantity: "watts" | "joules",
  window: TimeWindow,
  intervalNs: Nanoseconds,
): TraceEnergy {
  const { timesNs } = trace;
  const lengthNs = window.endNs - window.startNs;
  if (timesNs.length < 2 || lengthNs <= 0) {
    return { joules: 0, samples: 0, coverage: 0, gapJoulesLow: 0, gapJoulesHigh: 0 };
  }
  const gapLimitNs = GAP_INTERVALS * Math.max(medianInterval(timesNs), intervalNs);
  const pieces = piecesInside(trace, quantity, window);
  const wattsLow = pieces.reduce((low, piece) => Math.min(low, piece.watts), Number.POSITIVE_INFINITY);
  const wattsHigh = pieces.reduce((high, piece) => Math.max(high, piece.watts), Number.NEGATIVE_INFINITY);
  let joules = 0;
  let coveredNs = 0;
  let gapJoulesLow = 0;
  let gapJoulesHigh = 0;
  for (const piece of pieces) {
    const seconds = piece.insideNs / NS_PER_SECOND;
    joules += piece.watts * seconds;
    if (piece.wholeNs <= gapLimitNs) {
      coveredNs += piece.insideNs;
    } else {
      gapJoulesLow += (piece.watts - wattsLow) * seconds;
      gapJoulesHigh += (wattsHigh - piece.watts) * seconds;
    }
  }
  const samples = timesNs.filter((atNs) => atNs >= window.startNs && atNs < window.endNs).length;
  return { joules, samples, coverage: coveredNs / lengthNs, gapJoulesLow, gapJoulesHigh };
}

/** The part of one interval between two readings that lies inside the window, with its mean watts. */
interface Piece {
  readonly watts: number;
  readonly insideNs: Nanoseconds;
  readonly wholeNs: Nanoseconds;
}

function piecesInside(trace: AlignedTrace, quantity: "watts" | "joules", window: TimeWindow): readonly Piece[] {
  const { startNs, endNs } = window;
  const pieces: Piece[] = [];
  for (let index = 1; index < trace.timesNs.length; index += 1) {
    const [leftNs, rightNs] = [trace.timesNs[index - 1] as number, trace.timesNs[index] as number];
    const fromNs = Math.max(leftNs, startNs);
    const toNs = Math.min(rightNs, endNs);
    if (toNs <= fromNs) continue;
    const [left, right] = [trace.values[index - 1] as number, trace.values[index] as number];
    const slope = (right - left) / (rightNs - leftNs);
    const middle = left + slope * ((fromNs + toNs) / 2 - leftNs);
    pieces.push({
      watts: quantity === "watts" ? middle : slope * NS_PER_SECOND,
      insideNs: toNs - fromNs,
      wholeNs: rightNs - leftNs,
    });
  }
  const [firstNs, lastNs] = [trace.timesNs[0] as number, trace.timesNs.at(-1) as number];
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (first === undefined || last === undefined) return pieces;
  if (firstNs > startNs) pieces.unshift(hole(first.watts, firstNs - startNs));
  if (lastNs < endNs) pieces.push(hole(last.watts, endNs - lastNs));
  return pieces;
}

/** Time of the window that no two readings enclose. */
function hole(watts: number, insideNs: Nanoseconds): Piece {
  return { watts, insideNs, wholeNs: Number.POSITIVE_INFINITY };
}
