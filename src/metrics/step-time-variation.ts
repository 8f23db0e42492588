import { absent } from "../model/estimate.js";
import { warning } from "../model/finding.js";
import { UNITS } from "../model/unit.js";
import { mean, sampleStandardDeviation } from "../statistics/summary.js";
import { singleDurations } from "./step-durations.js";
import { trainingMetric } from "./training-metric.js";
import { metricValue } from "./values.js";

/** Fewer values have no spread. */
const FEWEST_STEPS = 2;

export const stepTimeVariation = trainingMetric({
  id: "step-time.cv",
  title: { en: "Step time, coefficient of variation", zh: "步时（变异系数）" },
  unit: UNITS.fractionAsPercent,
  better: "lower",
  group: "latency",
  formula: {
    en: "standard deviation / mean of the durations of the measured steps, as the percentiles take them; slow steps are in it",
    zh: "被测步用时的标准差 / 均值，步时取法与分位数相同，含慢步",
  },
  source: "divisor n - 1; reference: statistics",
  needs: [],
  compute: (run) => {
    const durations = singleDurations(run);
    if ("kind" in durations) return durations;
    const { length: count } = durations;
    if (count < FEWEST_STEPS) return absent(warning("too-few-reports-in-window", { count, needed: FEWEST_STEPS }));
    const seconds = durations.map((duration) => duration.seconds);
    return metricValue(run, sampleStandardDeviation(seconds) / mean(seconds), count);
  },
});
