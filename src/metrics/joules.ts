import { UNITS } from "../model/unit.js";
import { energyMetric } from "./energy-metric.js";
import { metricValue } from "./values.js";

export const joules = energyMetric({
  id: "joules",
  title: { en: "Energy of the window", zh: "测量窗口能耗" },
  unit: UNITS.joules,
  better: "neither",
  formula: {
    en: "trapezoid of the power readings over exactly the token window, interpolated at both edges",
    zh: "对功率读数按梯形法积分，积分区间恰为 token 窗口，两端线性插值",
  },
  source: "reference: power-and-mlperf 5.2",
  compute: (run, energy) => metricValue(run, energy.joules, energy.samples, energy.systematic),
});
