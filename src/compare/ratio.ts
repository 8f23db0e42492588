import type { RatioEstimate, SystemValues } from "../model/comparison.js";
import { type Absent, absent, type PointOnly, type SystematicBound } from "../model/estimate.js";
import { warning } from "../model/finding.js";
import type { MetricValue } from "../model/metric-value.js";
import type { Analysis, PlannedComparison } from "../model/plan.js";
import { EQUIVALENCE_CONFIDENCE } from "../statistics/equivalence.js";
import { pairedLogRatio, type RunPair } from "../statistics/paired-log-ratio.js";
import { type RatioEstimate as LogRatio, type RatioResult, ratioInterval } from "../statistics/ratio-estimate.js";
import { combinedBounds, widenRatio } from "../statistics/systematic.js";
import { welchLogRatio } from "../statistics/welch-log-ratio.js";
import { boundKey, withoutSharedMeters } from "./shared-meters.js";

/** The ratio with what a verdict needs beside it. */
export interface JudgedRatio {
  readonly kind: "judged";
  readonly estimate: RatioEstimate;
  /** The interval of the equivalence test, systematic bounds included. */
  readonly equivalenceLow: number;
  readonly equivalenceHigh: number;
}

/** A run's value with the block that it belongs to. */
export interface BlockValue {
  readonly repeat: number;
  readonly value: MetricValue;
}

/**
 * Ratio candidate / baseline over runs by the analysis that the plan fixed, widened by the bounds that more runs do not
 * shrink (reference: statistics Q1, Q3).
 *
 * @param meters `shared` where both sides were read by the same meters, whose gain then cancels
 */
export function estimateRatio(
  candidate: readonly BlockValue[],
  baseline: readonly BlockValue[],
  analysis: Analysis,
  confidence: number,
  meters?: PlannedComparison["meters"],
): JudgedRatio | PointOnly | Absent {
  const result =
    analysis === "paired" ? paired(candidate, baseline, confidence) : welch(candidate, baseline, confidence);
  if (result.kind === "no-interval") {
    const { candidate: ours, baseline: theirs } = result.n;
    const isPairs = analysis === "paired" && result.reason === "too-few-runs";
    const reason = isPairs
      ? warning("no-interval-too-few-pairs", { pairs: ours })
      : warning(`no-interval-${result.reason}`, { candidate: ours, baseline: theirs });
    if (result.ratio === undefined) return absent(reason);
    return { kind: "point", point: result.ratio, n: Math.min(ours, theirs), reason };
  }
  const bounds = { candidate: widestBounds(candidate), baseline: widestBounds(baseline) };
  return judgedRatio(result, confidence, meters === "shared" ? withoutSharedMeters(bounds) : bounds);
}

/** A ratio with its noise as a verdict needs it: both intervals, widened by the systematic bounds of both sides. */
export function judgedRatio(
  noise: Pick<LogRatio, "ratio" | "low" | "high" | "p" | "df" | "standardErrorLog"> & { readonly method: string },
  confidence: number,
  systematic: RatioEstimate["systematic"],
): JudgedRatio {
  const { ratio, low, high, p, df: degreesOfFreedom, method } = noise;
  const widen = (from: number, to: number) =>
    widenRatio(from, to, combinedBounds(systematic.candidate), combinedBounds(systematic.baseline));
  const widened = widen(low, high);
  const narrow = ratioInterval(noise, EQUIVALENCE_CONFIDENCE);
  const equivalence = widen(narrow.low, narrow.high);
  const widenedEnds = { lowWithSystematic: widened.low, highWithSystematic: widened.high };
  return {
    kind: "judged",
    estimate: { kind: "ratio", ratio, low, high, ...widenedEnds, confidence, p, degreesOfFreedom, method, systematic },
    equivalenceLow: equivalence.low,
    equivalenceHigh: equivalence.high,
  };
}

function welch(candidate: readonly BlockValue[], baseline: readonly BlockValue[], confidence: number): RatioResult {
  return welchLogRatio(candidate.map(numberOf), baseline.map(numberOf), confidence);
}

function paired(candidate: readonly BlockValue[], baseline: readonly BlockValue[], confidence: number): RatioResult {
  return pairedLogRatio(blockPairs(candidate, baseline), confidence);
}

/** The values of the blocks in which both sides have one. */
export function blockPairs(candidate: readonly BlockValue[], baseline: readonly BlockValue[]): readonly RunPair[] {
  const theirs = new Map(baseline.map((run) => [run.repeat, run]));
  return candidate.flatMap((ours) => {
    const partner = theirs.get(ours.repeat);
    return partner === undefined ? [] : [{ candidate: numberOf(ours), baseline: numberOf(partner) }];
  });
}

function numberOf(run: BlockValue): number {
  return run.value.value;
}

/** For each kind of bound the widest that any run has: a bound holds for all runs alike, so it is not averaged. */
export function widestBounds(runs: readonly BlockValue[]): readonly SystematicBound[] {
  const widest = new Map<string, SystematicBound>();
  for (const bound of runs.flatMap((run) => boundsByKind(run.value.systematic))) {
    const sofar = widest.get(boundKey(bound)) ?? bound;
    const factorLow = Math.min(sofar.factorLow, bound.factorLow);
    const factorHigh = Math.max(sofar.factorHigh, bound.factorHigh);
    widest.set(boundKey(bound), { ...sofar, factorLow, factorHigh });
  }
  return [...widest.values()];
}

/** One bound for each kind and source of a run: two bridges that one document describes widen twice. */
function boundsByKind(bounds: readonly SystematicBound[]): readonly SystematicBound[] {
  const combined = new Map<string, SystematicBound>();
  for (const bound of bounds) {
    const sofar = combined.get(boundKey(bound));
    const factorLow = bound.factorLow * (sofar?.factorLow ?? 1);
    const factorHigh = bound.factorHigh * (sofar?.factorHigh ?? 1);
    combined.set(boundKey(bound), { ...bound, factorLow, factorHigh });
  }
  return [...combined.values()];
}

/** The usable values of one side, with their blocks. */
export function blockValues(values: SystemValues, repeatOf: ReadonlyMap<string, number>): readonly BlockValue[] {
  return values.runs.flatMap(({ runId, value }) => {
    const repeat = repeatOf.get(runId);
    return value.kind === "value" && repeat !== undefined ? [{ repeat, value }] : [];
  });
}
