import type { RatioEstimate } from "../../model/comparison.js";
import type { GateChange } from "../../model/gate.js";
import type { Direction } from "../../model/verdict.js";
import { gateInterval } from "../../statistics/gate-decision.js";
import { type FactorBounds, reciprocalBounds } from "../../statistics/systematic.js";
import { logErrorOf } from "../log-error.js";

/** What the decision on a line is computed from: head / reference, turned so that more than 1 is better. */
export interface TurnedRatio {
  readonly ratio: number;
  readonly df: number;
  /** Standard error of ln(ratio), noise only. */
  readonly standardErrorLog: number;
  /** Two-sided p of "no difference", noise only. */
  readonly p: number;
  /** Within what factors the ratio may be wrong whatever the number of runs. */
  readonly bounds: FactorBounds;
  /** Of the two-sided interval that has to exclude 1. */
  readonly confidence: number;
}

/** A comparison's ratio candidate / baseline as a gate sees it. */
export function turnedRatio(estimate: RatioEstimate, better: Direction): TurnedRatio {
  const { low, high, lowWithSystematic, highWithSystematic, p, confidence } = estimate;
  const { ratio, df, standardErrorLog } = logErrorOf(estimate);
  const bounds = { factorLow: lowWithSystematic / low, factorHigh: highWithSystematic / high };
  const isTurned = better === "lower";
  return {
    ratio: isTurned ? 1 / ratio : ratio,
    df,
    standardErrorLog,
    p,
    bounds: isTurned ? reciprocalBounds(bounds) : bounds,
    confidence,
  };
}

/** The ratio as a line shows it: with the interval that its decision rests on. */
export function changeOf(turned: TurnedRatio, adjustedP: number | undefined): GateChange {
  const { ratio, p, confidence, bounds } = turned;
  const interval = gateInterval(turned, confidence, bounds);
  return { ratio, ...interval, confidence, p, ...(adjustedP === undefined ? {} : { adjustedP }) };
}
