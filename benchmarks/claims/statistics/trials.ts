import { randomLogNormal, randomNormal } from "d3-random";
import type { RatioEstimate, RatioResult } from "../../../src/statistics/ratio-estimate.js";
import { welchLogRatio } from "../../../src/statistics/welch-log-ratio.js";

/** One run's value. */
export type Draw = () => number;

/** Distributions of a run's value, each with mean 1 and the coefficient of variation that is asked. */
export const SHAPES = {
  normal: (cv: number, random: () => number): Draw => randomNormal.source(random)(1, cv),
  lognormal: (cv: number, random: () => number): Draw => {
    const variance = Math.log1p(cv ** 2);
    return randomLogNormal.source(random)(-variance / 2, Math.sqrt(variance));
  },
} as const;

/** What `count` repetitions of an experiment gave. */
export function repeat<Outcome>(count: number, experiment: () => Outcome): readonly Outcome[] {
  return Array.from({ length: count }, experiment);
}

/** A comparison of `n` runs a side whose true ratio is `level`. */
export function compareArms(draw: Draw, n: number, level: number): RatioEstimate {
  return estimateOf(
    repeat(n, () => level * draw()),
    repeat(n, draw),
  );
}

export function estimateOf(candidate: readonly number[], baseline: readonly number[]): RatioEstimate {
  return required(welchLogRatio(candidate, baseline, 0.95));
}

export function required(result: RatioResult): RatioEstimate {
  if (result.kind !== "estimate") throw new Error(`no interval: ${result.reason}`);
  return result;
}

/** Share of the outcomes for which it is so. */
export function shareOf<Outcome>(outcomes: readonly Outcome[], isSo: (outcome: Outcome) => boolean): number {
  return outcomes.filter(isSo).length / outcomes.length;
}

/**
 * How far a share of `trials` may lie from a true one by chance alone, at 99.9 %: bars hold for the 20,000 trials that they were
 * set for, and fewer trials must not fail them by their own noise.
 */
export function chanceOf(share: number, trials: number): number {
  return trials >= TRIALS ? 0 : 3.2905 * Math.sqrt((share * (1 - share)) / trials);
}

const TRIALS = 20_000;
