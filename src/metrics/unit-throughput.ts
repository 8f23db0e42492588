import { windowSeconds } from "../model/time.js";
import { inferenceMetric } from "./inference-metric.js";
import { metricValue } from "./values.js";

export const unitThroughput = inferenceMetric({
  id: "output-tokens-per-second-per-unit",
  title: { en: "Output throughput per accelerator unit", zh: "每加速单元输出吞吐量" },
  unit: { id: "token/s/unit", symbol: "tok/s/unit", displayScale: 1 },
  better: "higher",
  group: "throughput",
  formula: {
    en: "output throughput / number of accelerator units that the system file counts (die, package, node or super-node)",
    zh: "输出吞吐量 / 系统文件所计的加速单元数（裸片、封装、节点或超节点）",
  },
  source: "DESIGN section 2: every per-device number names its unit",
  needs: ["unit"],
  compute: (run) => {
    const { tokens, events } = run.outputTokens;
    return metricValue(run, tokens / windowSeconds(run.window) / run.system.accelerators.count, events);
  },
});
