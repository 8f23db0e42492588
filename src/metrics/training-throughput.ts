import { UNITS } from "../model/unit.js";
import { trainingMetric } from "./training-metric.js";
import { trainedPerSecond, trainingRate } from "./training-rate.js";

export const trainingThroughput = trainingMetric({
  id: "training-tokens-per-second",
  title: { en: "Training throughput", zh: "训练吞吐量" },
  unit: UNITS.tokensPerSecond,
  better: "higher",
  group: "throughput",
  formula: {
    en: "tokens of the measured steps, of the whole job / length of the window: from the report of the last warm-up step to that of the last measured step, pauses included",
    zh: "整个作业在被测步内的 token 数 / 窗口时长；窗口自最后一个预热步的报告起，至最后一个被测步的报告止，含其间的停顿",
  },
  source: "reference: power-and-mlperf 6; no time to train to a quality, which is what MLPerf Training reports",
  needs: [],
  compute: (run) => trainingRate(run, trainedPerSecond(run)),
});
