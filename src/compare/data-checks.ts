import { type Finding, warning } from "../model/finding.js";
import { roundDigits } from "../model/round-digits.js";
import { isBimodal, outlierIndices } from "../statistics/outliers.js";
import { trendInOrder } from "../statistics/spearman.js";

/** p below which a trend within the runs of one system is told (statistics.md Q11). */
const TREND_P = 0.01;
/** Fewer values than these say nothing of modes or steps. */
const FEWEST = 4;

/** As few as give an interval: that so many agree to the last digit is no chance. */
const FEWEST_IDENTICAL = 3;

/** One run's value of a metric, in the order of execution. */
export interface OrderedValue {
  /** Number of the repeat, from 1. */
  readonly repeat: number;
  readonly value: number;
}

/**
 * Whether the runs of one system look like runs of one thing: no trend in their order, none far off, one mode, not a few steps of
 * a coarse meter. Nothing is taken out: an outlier that is real is part of the system.
 */
export function dataFindings(system: string, runs: readonly OrderedValue[]): readonly Finding[] {
  const values = runs.map(({ value }) => value);
  if (values.length >= FEWEST_IDENTICAL && new Set(values).size === 1) {
    return [warning("runs-identical", { system, runs: values.length })];
  }
  if (values.length < FEWEST) return [];
  const findings: Finding[] = [];
  const trend = trendInOrder(values);
  if (trend !== undefined && trend.p < TREND_P)
    findings.push(warning("runs-trend", { system, rho: roundDigits(trend.rho, 3) }));
  const outliers = outlierIndices(values).map((index) => runs[index]?.repeat ?? 0);
  if (outliers.length > 0) findings.push(warning("runs-outlying", { system, repeats: outliers.join(", ") }));
  if (isBimodal(values)) findings.push(warning("runs-bimodal", { system }));
  const distinct = new Set(values).size;
  if (distinct < values.length / 2) {
    findings.push(warning("runs-quantised", { system, distinct, runs: values.length }));
  }
  return findings;
}
