import type { RatioEstimate, SystemValues } from "../model/comparison.js";
import { type Absent, absent, type PointOnly, type SystematicBound } from "../model/estimate.js";
import { warning } from "../model/finding.js";
import type { MetricValue } from "../model/metric-value.js";
import type { Analysis } from "../model/plan.js";
import { EQUIVALENCE_CONFIDENCE } from "../statistics/equivalence.js";
import { pairedLogRatio } from "../statistics/paired-log-ratio.js";
import { type RatioResult, ratioInterval } from "../statistics/ratio-estimate.js";
import { combinedBounds, widenRatio } from "../statistics/systematic.js";
import { welchLogRatio } from "../statistics/welch-log-ratio.js";

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
 */
export function estimateRatio(
  candidate: readonly BlockValue[],
  baseline: readonly BlockValue[],
  analysis: Analysis,
  confidence: number,
): JudgedRatio | PointOnly | Absent {
  const result =
    analysis === "paired" ? paired(candidate, baseline, confidence) : welch(candidate, baseline, confidence);
  if (result.kind === "no-interval") {
    const { candidate: ours, baseline: theirs } = result.n;
    const reason = warning(`no-interval-${result.reason}`, { candidate: ours, baseline: theirs });
    if (result.ratio === undefined) return absent(reason);
    return { kind: "point", point: result.ratio, n: Math.min(ours, theirs), reason };
  }
  const systematic = { candidate: widestBounds(candidate), baseline: widestBounds(baseline) };
  const widen = (low: number, high: number) =>
    widenRatio(low, high, combinedBounds(systematic.candidate), combinedBounds(systematic.baseline));
  const widened = widen(result.low, result.high);
  const narrow = ratioInterval(result, EQUIVALENCE_CONFIDENCE);
  const equivalence = widen(narrow.low, narrow.high);
  return {
    kind: "judged",
    estimate: {
      kind: "ratio",
      ratio: result.ratio,
      low: result.low,
      high: result.high,
      lowWithSystematic: widened.low,
      highWithSystematic: widened.high,
      confidence,
      p: result.p,
      degreesOfFreedom: result.df,
      method: result.method,
      systematic,
    },
    equivalenceLow: equivalence.low,
    equivalenceHigh: equivalence.high,
  };
}

function welch(candidate: readonly BlockValue[], baseline: readonly BlockValue[], confidence: number): RatioResult {
  return welchLogRatio(candidate.map(numberOf), baseline.map(numberOf), confidence);
}

function paired(candidate: readonly BlockValue[], baseline: readonly BlockValue[], confidence: number): RatioResult {
  const theirs = new Map(baseline.map((run) => [run.repeat, run]));
  const pairs = candidate.flatMap((ours) => {
    const partner = theirs.get(ours.repeat);
    return partner === undefined ? [] : [{ candidate: numberOf(ours), baseline: numberOf(partner) }];
  });
  return pairedLogRatio(pairs, confidence);
}

function numberOf(run: BlockValue): number {
  return run.value.value;
}

/** For each kind of bound the widest that any run has: a bound holds for all runs alike, so it is not averaged. */
function widestBounds(runs: readonly BlockValue[]): readonly SystematicBound[] {
  const widest = new Map<string, SystematicBound>();
  for (const bound of runs.flatMap((run) => boundsByKind(run.value.systematic))) {
    const sofar = widest.get(keyOf(bound)) ?? bound;
    const factorLow = Math.min(sofar.factorLow, bound.factorLow);
    const factorHigh = Math.max(sofar.factorHigh, bound.factorHigh);
    widest.set(keyOf(bound), { ...sofar, factorLow, factorHigh });
  }
  return [...widest.values()];
}

/** One bound for each kind and source of a run: two bridges that one document describes widen twice. */
function boundsByKind(bounds: readonly SystematicBound[]): readonly SystematicBound[] {
  const combined = new Map<string, SystematicBound>();
  for (const bound of bounds) {
    const sofar = combined.get(keyOf(bound));
    const factorLow = bound.factorLow * (sofar?.factorLow ?? 1);
    const factorHigh = bound.factorHigh * (sofar?.factorHigh ?? 1);
    combined.set(keyOf(bound), { ...bound, factorLow, factorHigh });
  }
  return [...combined.values()];
}

function keyOf({ kind, source, assumed }: SystematicBound): string {
  return JSON.stringify([kind, source, assumed]);
}

/** The usable values of one side, with their blocks. */
export function blockValues(values: SystemValues, repeatOf: ReadonlyMap<string, number>): readonly BlockValue[] {
  return values.runs.flatMap(({ runId, value }) => {
    const repeat = repeatOf.get(runId);
    return value.kind === "value" && repeat !== undefined ? [{ repeat, value }] : [];
  });
}
