import { UNITS } from "../model/unit.js";
import { engineGaugeMetrics } from "./engine-gauge.js";

export const queueLength = engineGaugeMetrics({
  id: "queue-length",
  gauge: "requestsWaiting",
  title: { en: "Requests waiting in the server", zh: "服务端排队请求数" },
  unit: UNITS.requests,
  formula: {
    en: "requests that wait in the engine's queue, looked at every second of the window",
    zh: "引擎队列中等待的请求数，窗口内每秒查看一次",
  },
  source: "the engine's own metrics page, see src/engine/engine-names.ts",
});
