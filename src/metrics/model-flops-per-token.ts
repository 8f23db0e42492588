import { UNITS } from "../model/unit.js";
import { trainingMetric } from "./training-metric.js";
import { measuredSteps } from "./training-rate.js";
import { metricValue, weakened } from "./values.js";

export const modelFlopsOfToken = trainingMetric({
  id: "model-flops-per-token",
  title: { en: "Model FLOPs per token", zh: "每 token 模型 FLOP 数" },
  unit: UNITS.flopPerTokenAsGiga,
  better: "neither",
  group: "throughput",
  formula: {
    en: "6 x weights that one token passes (attention, feed-forward, output) + 3 x causal attention proper, from the workload's model and sequence length; where only adapters learn, 4 x frozen weights + 6 x adapters; no measurement",
    zh: "6 × 单个 token 经过的权重数（注意力、前馈、输出）+ 3 × 因果注意力本身，由工作负载的模型与序列长度得出；仅训练适配器时为 4 × 冻结权重 + 6 × 适配器权重；并非测量值",
  },
  source: "Megatron-LM num_floating_point_operations; docs/training.md",
  needs: [],
  compute: (run) => weakened(metricValue(run, run.flopsPerToken, measuredSteps(run)), "derived"),
});
