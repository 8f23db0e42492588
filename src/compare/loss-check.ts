import { type Finding, failure, warning } from "../model/finding.js";
import type { LossComparison, SystemLoss } from "../model/loss-comparison.js";
import type { StepSample } from "../model/step-sample.js";
import type { TrainingWorkload } from "../model/training-workload.js";
import { mean } from "../statistics/summary.js";
import { lossAt, lossEnds, toldLosses } from "./loss-of-run.js";
import { trainingViews } from "./trained-runs.js";
import type { ViewedSide } from "./viewed-side.js";

/** Why the loss of one training makes it invalid: it was not told, was no number, or did not fall as its workload asks. */
export function checkLoss(reports: readonly StepSample[], { loss: rule }: TrainingWorkload): readonly Finding[] {
  const told = toldLosses(reports);
  const broken = told.find(({ loss }) => !Number.isFinite(loss));
  if (broken !== undefined) return [warning("loss-not-finite", { step: broken.step, loss: String(broken.loss) })];
  const ends = lossEnds(told);
  if (ends === undefined) return [warning("loss-unknown", { told: told.length })];
  const { first, last } = ends;
  if (last <= first - Math.abs(first) * rule.fallsBy) return [];
  return [warning("loss-not-falling", { first, last, fallsBy: rule.fallsBy })];
}

/**
 * Losses of the systems over their used runs: at both ends, and at the most tokens that all of these runs have consumed. Undefined
 * for inference, and where no run tells any.
 */
export function compareLosses(workload: TrainingWorkload, sides: readonly ViewedSide[]): LossComparison | undefined {
  const runs = sides.map((side) => ({ side, runs: trainingViews(side).flatMap(lossRun) }));
  const all = runs.flatMap((one) => one.runs);
  if (all.length === 0) return undefined;
  const toTokens = Math.min(...all.map(({ endTokens }) => endTokens));
  const fromTokens = Math.min(toTokens, Math.max(...all.map(({ startTokens }) => startTokens)));
  const systems = runs.map(({ side, runs: own }): SystemLoss => {
    const at = own.flatMap(({ told }) => lossAt(told, fromTokens, toTokens) ?? []);
    return {
      systemId: side.systemId,
      runs: own.length,
      first: meanOf(own.map(({ ends }) => ends.first)),
      last: meanOf(own.map(({ ends }) => ends.last)),
      atEqualTokens: meanOf(at),
    };
  });
  const [ours, theirs] = systems.map(({ atEqualTokens }) => atEqualTokens);
  const relative = ours === undefined || theirs === undefined ? undefined : relativeTo(theirs, ours);
  return { equalTokens: toTokens, band: workload.loss.band, fallsBy: workload.loss.fallsBy, systems, relative };
}

/** Two systems that have not learnt the same have not done the same work. */
export function lossDifferences(losses: LossComparison | undefined): readonly Finding[] {
  if (losses?.relative === undefined) return [];
  const { relative, band, equalTokens: tokens, systems } = losses;
  if (Math.abs(relative) <= band) return [];
  const [candidate = Number.NaN, baseline = Number.NaN] = systems.map(
    ({ atEqualTokens = Number.NaN }) => atEqualTokens,
  );
  return [failure("losses-differ", { candidate, baseline, tokens, relative: Math.abs(relative), band })];
}

function lossRun({
  steps,
  measured,
}: {
  readonly steps: readonly StepSample[];
  readonly measured: readonly StepSample[];
}) {
  const told = toldLosses(steps);
  const ends = lossEnds(told);
  const [first, last] = [measured[0], measured.at(-1)];
  if (ends === undefined || first === undefined || last === undefined) return [];
  const consumed = (until: StepSample) =>
    steps.filter(({ index }) => index <= until.index).reduce((sum, { tokens }) => sum + tokens, 0);
  return [{ told, ends, startTokens: consumed(first) - first.tokens, endTokens: consumed(last) }];
}

function meanOf(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : mean(values);
}

function relativeTo(baseline: number, value: number): number {
  return value === baseline ? 0 : (value - baseline) / Math.abs(baseline);
}
