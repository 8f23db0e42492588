import { UNITS } from "../model/unit.js";
import { trainingMetric } from "./training-metric.js";
import { trainingRate, unitFlopPerSecond } from "./training-rate.js";
import { weakened } from "./values.js";

export const mfu = trainingMetric({
  id: "mfu",
  title: { en: "Model FLOPs utilization (MFU)", zh: "模型算力利用率（MFU）" },
  unit: UNITS.fractionAsPercent,
  better: "higher",
  group: "throughput",
  formula: {
    en: "model FLOP/s per accelerator unit / its peak: the maker's dense peak, without sparsity, at the precision of the job's matrix multiplications, as the system file names or states it (training.peak); what recomputed activations add is not counted",
    zh: "每加速单元的模型 FLOP/s / 该单元的峰值：厂商给出的稠密（非稀疏）峰值，精度为作业矩阵乘法的精度，由系统文件指定或声明（training.peak）；重计算增加的运算量不计入",
  },
  source:
    "MLPerf Training rules: model_tensor_flops / (peak x runtime), recomputation excluded; peaks: src/model/flops/peaks.ts",
  needs: [],
  compute: (run) => {
    const { peak } = run;
    if ("kind" in peak) return peak;
    return weakened(trainingRate(run, unitFlopPerSecond(run) / peak.flopPerSecond), "derived");
  },
});
