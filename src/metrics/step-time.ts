import type { TrainingView } from "../contract/metric.js";
import type { Absent } from "../model/estimate.js";
import type { MetricValue } from "../model/metric-value.js";
import { windowSeconds } from "../model/time.js";
import { UNITS } from "../model/unit.js";
import { percentileMetrics } from "./distribution.js";
import { singleDurations, timedDurations } from "./step-durations.js";
import { windowBounds } from "./step-stamps.js";
import { trainingMetric } from "./training-metric.js";
import { edgesTooLoose, measuredSteps } from "./training-rate.js";
import { metricValue } from "./values.js";

const SAME = {
  unit: UNITS.secondsAsMilliseconds,
  better: "lower",
  group: "latency",
  source: "reference: power-and-mlperf 6; a framework's timer may leave out what happens between steps",
} as const;

/** Duration of a step. The mean is of all steps, however they are reported; percentiles need every step by itself. */
export const stepTime = [
  trainingMetric({
    ...SAME,
    id: "step-time.mean",
    title: { en: "Step time, mean", zh: "步时（均值）" },
    formula: {
      en: "mean over the measured steps by the framework's timer, where it timed all of them; else length of the window / measured steps",
      zh: "框架对全部被测步计时的，取其均值；否则为窗口时长 / 被测步数",
    },
    needs: [],
    compute: meanStepTime,
  }),
  ...percentileMetrics(
    trainingMetric,
    {
      ...SAME,
      id: "step-time",
      title: { en: "Step time", zh: "步时" },
      formula: {
        en: "duration of each measured step by the framework's timer, where it timed all of them; else time since the report of the step before. Absent where a report stands for several steps",
        zh: "框架对全部被测步计时的，取每步计时；否则取与前一步报告的间隔。一条报告含多步时不给出",
      },
      observe: (run) => {
        const durations = singleDurations(run);
        if ("kind" in durations) return durations;
        return { values: Float64Array.from(durations, ({ seconds }) => seconds), censored: 0 };
      },
    },
    ["p50", "p99"],
  ),
];

function meanStepTime(run: TrainingView): MetricValue | Absent {
  const steps = measuredSteps(run);
  const timed = timedDurations(run);
  if (timed !== undefined) {
    const seconds = timed.reduce((sum, duration) => sum + duration.seconds * duration.report.steps, 0);
    return metricValue(run, seconds / steps, steps);
  }
  const bounds = windowBounds(run);
  if (bounds === undefined) return edgesTooLoose(run);
  return metricValue(run, windowSeconds(run.window) / steps, steps, bounds);
}
