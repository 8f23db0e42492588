import { absent } from "../model/estimate.js";
import { note } from "../model/finding.js";
import { UNITS } from "../model/unit.js";
import { distributionMetrics } from "./distribution.js";
import { tokenGaps, unknownTokens } from "./gap-observations.js";

export const itl = distributionMetrics({
  id: "itl",
  title: { en: "Inter-token latency (ITL)", zh: "token 间时延（ITL）" },
  unit: UNITS.secondsAsMilliseconds,
  better: "lower",
  group: "latency",
  formula: {
    en: "every single gap between two successive output tokens of one request that ends inside the window; n tokens that come in one event after a gap g are n gaps of g / n; absent unless the tokens of every event are known: counted by the server event by event, or as many in all as there are events (one more where the model ended by itself)",
    zh: "同一请求相邻两个输出 token 之间的每个间隔（间隔终点落在窗口内）；间隔 g 之后同一事件带来 n 个 token 时计为 n 个 g / n；仅在每个事件的 token 数均已知时给出：服务端逐事件计数，或总数等于事件数（模型自行结束时可多一个）",
  },
  source:
    "percentiles are those of gaps, never of per-request means: those are tpot; vLLM bench serve divides no gap, see icl",
  observe: (run) => {
    const { unknown, requests } = unknownTokens(run);
    return unknown > 0 ? absent(note("tokens-per-chunk-unknown", { unknown, requests })) : tokenGaps(run);
  },
});
