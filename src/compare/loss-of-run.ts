import { sizeOfTenth } from "../metrics/final-loss.js";
import type { StepSample } from "../model/step-sample.js";
import { mean } from "../statistics/summary.js";

/** Part of a stretch of tokens whose losses are put together. */
const TENTH = 0.1;

/** A loss that a log told. */
export interface ToldLoss {
  readonly step: number;
  /** Consumed since the beginning of the training, these steps included. */
  readonly consumedTokens: number;
  /** NaN and infinities as such. */
  readonly loss: number;
}

/** Mean losses at the two ends of a training. */
export interface LossEnds {
  readonly first: number;
  readonly last: number;
}

/**
 * Every loss of a log. What the optimiser left out taught nothing: the loss of such a report, which mostly is an overflow, is
 * none of the training's.
 */
export function toldLosses(reports: readonly StepSample[]): readonly ToldLoss[] {
  const told: ToldLoss[] = [];
  let consumedTokens = 0;
  for (const { step, steps, tokens, loss, skipped = 0 } of reports) {
    consumedTokens += tokens;
    if (loss !== undefined && skipped < steps) told.push({ step, consumedTokens, loss: Number(loss) });
  }
  return told;
}

/** Means of the first and the last tenth, of at least one report each; undefined where there are fewer than two. */
export function lossEnds(told: readonly ToldLoss[]): LossEnds | undefined {
  if (told.length < 2) return undefined;
  const size = sizeOfTenth(told.length);
  return { first: meanLoss(told.slice(0, size)), last: meanLoss(told.slice(-size)) };
}

/**
 * Mean loss of the last tenth of a stretch of tokens; of the last report in the stretch where none is in that tenth.
 *
 * @param fromTokens consumed tokens at which the stretch begins, and `toTokens` at which it ends
 * @returns undefined where no loss was told in the stretch
 */
export function lossAt(told: readonly ToldLoss[], fromTokens: number, toTokens: number): number | undefined {
  const inside = told.filter(({ consumedTokens }) => consumedTokens > fromTokens && consumedTokens <= toTokens);
  const tenth = inside.filter(({ consumedTokens }) => consumedTokens > toTokens - (toTokens - fromTokens) * TENTH);
  const taken = tenth.length > 0 ? tenth : inside.slice(-1);
  return taken.length === 0 ? undefined : meanLoss(taken);
}

function meanLoss(told: readonly ToldLoss[]): number {
  return mean(told.map(({ loss }) => loss));
}
