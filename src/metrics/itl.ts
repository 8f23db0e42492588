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
  formula: {
    en: "every single gap between two successive events with text of one request that ends inside the window; an event may hold several tokens",
    zh: "同一请求相邻两个含文本事件之间的每个间隔（间隔终点落在窗口内）；一个事件可能含多个 token",
  },
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
