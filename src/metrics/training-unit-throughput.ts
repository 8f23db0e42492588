import { trainingMetric } from "./training-metric.js";
import { trainedPerSecond, trainingRate } from "./training-rate.js";

export const trainingUnitThroughput = trainingMetric({
  id: "training-tokens-per-second-per-unit",
  title: { en: "Training throughput per accelerator unit", zh: "每加速单元训练吞吐量" },
  unit: { id: "token/s/unit", symbol: "tok/s/unit", displayScale: 1 },
  better: "higher",
  group: "throughput",
  formula: {
    en: "training throughput / number of accelerators that the job used, in the unit that the system file counts (die, package, node or super-node)",
    zh: "训练吞吐量 / 作业使用的加速单元数（单元即系统文件所计：裸片、封装、节点或超节点）",
  },
  source: "DESIGN section 2: every per-device number names its unit",
  needs: ["unit"],
  compute: (run) => trainingRate(run, trainedPerSecond(run) / run.facts.units),
});
