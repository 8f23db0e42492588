import type { RunView } from "../contract/metric.js";
import { isInside, NS_PER_SECOND } from "../model/time.js";
import { UNITS } from "../model/unit.js";
import { distributionMetrics, type Observations } from "./distribution.js";

export const itl = distributionMetrics({
  id: "itl",
  title: { en: "Inter-token latency (ITL)", zh: "token 间时延（ITL）" },
  unit: UNITS.secondsAsMilliseconds,
  better: "lower",
  group: "latency",
  formula:
    "every single gap between two successive events with text of one request that ends inside the window; an event may hold several tokens",
  source: "vLLM and AIPerf (as inter-chunk latency); percentiles are those of gaps, never of per-request means",
  observe: gapsInside,
});

function gapsInside(run: RunView): Observations {
  const values: number[] = [];
  for (const { timesNs } of run.events) {
    for (let index = 1; index < timesNs.length; index += 1) {
      const atNs = timesNs[index] as number;
      if (isInside(run.window, atNs)) values.push((atNs - (timesNs[index - 1] as number)) / NS_PER_SECOND);
    }
  }
  return { values, censored: 0 };
}
