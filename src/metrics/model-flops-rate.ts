import { trainingMetric } from "./training-metric.js";
import { trainingRate, unitFlopPerSecond } from "./training-rate.js";
import { weakened } from "./values.js";

export const modelFlopsRate = trainingMetric({
  id: "model-flops-per-second-per-unit",
  title: { en: "Model FLOP/s per accelerator unit", zh: "每加速单元的模型 FLOP/s" },
  unit: { id: "FLOP/s/unit", symbol: "TFLOP/s/unit", displayScale: 1e-12 },
  better: "higher",
  group: "throughput",
  formula: {
    en: "training throughput x model FLOPs per token / number of accelerators that the job used; the same formula for every system, recomputation not counted",
    zh: "训练吞吐量 × 每 token 模型 FLOP 数 / 作业使用的加速单元数；各系统公式相同，不计重计算",
  },
  source: "docs/training.md",
  needs: ["unit"],
  compute: (run) => weakened(trainingRate(run, unitFlopPerSecond(run)), "derived"),
});
