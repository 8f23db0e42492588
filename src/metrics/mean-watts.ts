import { UNITS } from "../model/unit.js";
import { energyMetric } from "./energy-metric.js";
import { metricValue } from "./values.js";

export const meanWatts = energyMetric({
  id: "mean-watts",
  title: { en: "Mean power", zh: "平均功率" },
  unit: UNITS.watts,
  better: "neither",
  formula: { en: "joules of the window / length of the window", zh: "窗口能耗（焦耳）/ 窗口时长" },
  source: "reference: power-and-mlperf 5.2",
  compute: (run, energy) => metricValue(run, energy.meanWatts, energy.samples, energy.systematic),
});
