import { UNITS } from "../model/unit.js";
import { engineGaugeMetrics } from "./engine-gauge.js";

export const kvCacheUse = engineGaugeMetrics({
  id: "kv-cache-use",
  gauge: "kvCacheUse",
  title: { en: "KV cache in use", zh: "KV 缓存占用率" },
  unit: UNITS.fractionAsPercent,
  formula: {
    en: "share of the KV cache that is in use, over all engines of the server, looked at every second of the window",
    zh: "服务端全部引擎的 KV 缓存已用比例，窗口内每秒查看一次",
  },
  source: "the engine's own metrics page, see src/engine/engine-names.ts",
});
