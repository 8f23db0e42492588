import { absent } from "../model/estimate.js";
import { note, warning } from "../model/finding.js";
import type { StepSample } from "../model/step-sample.js";
import { UNITS } from "../model/unit.js";
import { mean } from "../statistics/summary.js";
import { trainingMetric } from "./training-metric.js";
import { metricValue } from "./values.js";

export const finalLoss = trainingMetric({
  id: "final-loss",
  title: { en: "Training loss at the end", zh: "末段训练损失" },
  unit: UNITS.natsPerToken,
  better: "neither",
  group: "quality",
  formula: {
    en: "mean of the loss as the log prints it, over the last tenth of the measured reports that have one (at least one report); a check that the work was done, not a race",
    zh: "日志所打印损失的均值，取含损失的被测报告的最后十分之一（至少一条）；用于核实训练确实有效，不作为竞赛指标",
  },
  source: "the workload's rule of loss (loss.fallsBy, loss.band)",
  needs: [],
  compute: (run) => {
    const losses = lastLosses(run.measured);
    if (losses.length === 0) return absent(note("no-loss-reported"));
    const finite = losses.filter((loss) => typeof loss === "number");
    if (finite.length < losses.length) return absent(warning("last-loss-not-finite"));
    return metricValue(run, mean(finite), finite.length);
  },
});

/** Losses of the last tenth of the reports that have one. */
function lastLosses(reports: readonly StepSample[]): readonly NonNullable<StepSample["loss"]>[] {
  const losses = reports.flatMap(({ loss }) => loss ?? []);
  return losses.slice(-sizeOfTenth(losses.length));
}

/** How many of the reports that have a loss are put together at an end of a training: a single one is mostly noise. At least one. */
export function sizeOfTenth(reports: number): number {
  return Math.max(1, Math.floor(reports / 10));
}
