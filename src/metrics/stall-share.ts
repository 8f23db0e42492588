import type { TrainingView } from "../contract/metric.js";
import { type Absent, absent } from "../model/estimate.js";
import { warning } from "../model/finding.js";
import { windowSeconds } from "../model/time.js";
import { UNITS } from "../model/unit.js";
import {
  isBetterTimed,
  medianStepSeconds,
  type StepDuration,
  stampedDurations,
  timedDurations,
  whyTooLoose,
} from "./step-durations.js";
import { trainingMetric } from "./training-metric.js";
import { metricValue } from "./values.js";

/** A step that takes longer than so many usual ones is slow. */
const SLOW = 1.5;

/** Fewer reports have no usual step. */
const FEWEST_REPORTS = 3;

export const stallShare = trainingMetric({
  id: "stall-share",
  title: { en: "Share of time in stalls", zh: "停顿时间占比" },
  unit: UNITS.fractionAsPercent,
  better: "lower",
  group: "quality",
  formula: {
    en: "time of the slow steps beyond the median step / length of the window; slow is longer than 1.5 x the median of the measured steps, or the first after a checkpoint or a restart. A step's time is that since the report before it, or the framework's timer where stamps are too loose or came in bursts; where a report stands for several steps, their mean is looked at",
    zh: "慢步超出中位步时的时间 / 窗口时长；慢步指用时超过被测步中位数 1.5 倍的步，以及检查点或重启之后的首步。步时取与前一报告的间隔，若时间戳过粗或成批到达则取框架自身计时；一条报告含多步时按其均值判断",
  },
  source: "step times of the log; what a checkpoint, an evaluation, a slow read or a straggler cost",
  needs: [],
  compute: (run) => {
    const { length: reports } = run.measured;
    if (reports < FEWEST_REPORTS) {
      return absent(warning("too-few-reports-in-window", { count: reports, needed: FEWEST_REPORTS }));
    }
    const durations = durationsOf(run);
    if ("kind" in durations) return durations;
    const median = medianStepSeconds(durations);
    const lost = durations.map(({ report, seconds }) => {
      const isSlow = seconds > SLOW * median || report.after !== undefined;
      return isSlow ? Math.max(0, seconds - median) * report.steps : 0;
    });
    const seconds = lost.reduce((sum, own) => sum + own, 0);
    return metricValue(run, seconds / windowSeconds(run.window), reports);
  },
});

/** By the timer only where it tells more than the stamps. */
function durationsOf(run: TrainingView): readonly StepDuration[] | Absent {
  const timed = isBetterTimed(run) ? timedDurations(run) : undefined;
  return timed ?? whyTooLoose(run) ?? stampedDurations(run);
}
