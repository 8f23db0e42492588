import { type Finding, warning } from "../model/finding.js";
import { roundDigits } from "../model/round-digits.js";
import { driftBetweenHalves, levelShift } from "../statistics/level-shift.js";
import { mser5 } from "../statistics/mser-5.js";

/** A drift between two halves is called real below this p. */
const DRIFT_ALPHA = 0.01;

/** A difference at the cut of MSER-5, which looks for the place where it is largest, needs to be clearer. */
const CUT_ALPHA = 0.001;

/** Throughput in successive windows of one length. */
export interface ThroughputWindows {
  /** Before the window that counts; empty where nothing is known of it. */
  readonly warmUp: readonly number[];
  readonly measured: readonly number[];
  /** Length of one. */
  readonly seconds: number;
}

/**
 * Why a run was not steady; nothing where it was. A difference counts where it is real (p < 0.01; at the cut
 * of MSER-5 p < 0.001) and moves the mean of the
 * measured window, or of one half of it, by more than half of the margin.
 *
 * @param margin relative, as plans fix it: 0.02 is 2 %
 */
export function unsteadyFindings(windows: ThroughputWindows, margin: number): readonly Finding[] {
  const warmUp = warmUpFinding(windows, margin / 2);
  const skipped = warmUp?.code === "warm-up-too-short" ? Number(warmUp.data["windows"]) : 0;
  return [warmUp, driftFinding(windows, skipped, margin / 2)].filter((finding) => finding !== undefined);
}

function warmUpFinding({ warmUp, measured, seconds }: ThroughputWindows, least: number): Finding | undefined {
  const truncation = mser5([...warmUp, ...measured]);
  if (truncation === undefined) return undefined;
  const windows = truncation.cut - warmUp.length;
  const shift = levelShift(measured.slice(0, Math.max(0, windows)), measured.slice(Math.max(0, windows)));
  if (shift === undefined || !(shift.p < CUT_ALPHA)) return undefined;
  // What the part that should have gone does to the mean of the whole window.
  const bias = (Math.abs(shift.relative) * windows) / measured.length;
  if (bias <= least) return undefined;
  const direction = shift.relative < 0 ? "falls" : "rises";
  const data = { direction, relative: Math.abs(shift.relative), p: roundDigits(shift.p, 2) };
  if (truncation.isTooShort) return warning("never-steady", data);
  return warning("warm-up-too-short", { ...data, windows, seconds: windows * seconds, bias });
}

/**
 * That throughput drifts from one half of the measured window to the other.
 *
 * @param skipped windows of the measured window that belong to the warm-up
 * @param least difference that counts, relative
 */
export function driftFinding(
  { measured }: Pick<ThroughputWindows, "measured">,
  skipped: number,
  least: number,
): Finding | undefined {
  const drift = driftBetweenHalves(measured.slice(skipped));
  if (drift === undefined || !(drift.p < DRIFT_ALPHA && Math.abs(drift.relative) > least)) return undefined;
  const direction = drift.relative < 0 ? "falls" : "rises";
  return warning("throughput-drifts", { direction, relative: Math.abs(drift.relative), p: roundDigits(drift.p, 2) });
}
