import { type Finding, note, warning } from "../../model/finding.js";
import type { HistorySeries } from "../../model/history.js";
import { rawNeighbourCorrelation } from "../../statistics/effective-size.js";
import { mean } from "../../statistics/summary.js";
import { arePositive } from "./central-value.js";
import { levelsOf } from "./levels.js";

/** Correlation of neighbours above which changes are found where there are none (statistics.md Q7). */
const MOST_CORRELATION = 0.3;
/** Of fewer residuals the correlation is mostly chance. */
const FEWEST_RESIDUALS = 20;

/** What must be known before the changes of a series are believed. */
export function seriesFindings(series: HistorySeries): readonly Finding[] {
  const data = { system: series.systemId, workload: series.workloadId, metric: series.metricId };
  if (!arePositive(series.points.map(({ value }) => value))) return [note("history-not-positive", data)];
  const residuals = levelsOf(series).map(({ indices }) => {
    const logs = indices.map((index) => Math.log(series.points[index]?.value ?? Number.NaN));
    const centre = mean(logs);
    return logs.map((log) => log - centre);
  });
  if (residuals.flat().length < FEWEST_RESIDUALS) return [];
  const correlation = rawNeighbourCorrelation(residuals) ?? 0;
  if (correlation <= MOST_CORRELATION) return [];
  return [warning("history-autocorrelated", { ...data, correlation: correlation.toFixed(2) })];
}
