import { absent } from "../model/estimate.js";
import { note } from "../model/finding.js";
import { UNITS } from "../model/unit.js";
import { looksAround, prefixCacheShare } from "./engine-growth.js";
import { inferenceMetric } from "./inference-metric.js";
import { metricValue } from "./values.js";

export const prefixCacheHitRate = inferenceMetric({
  id: "prefix-cache-hit-rate",
  title: { en: "Prefix-cache hit rate", zh: "前缀缓存命中率" },
  unit: UNITS.fractionAsPercent,
  better: "neither",
  group: "server",
  formula: {
    en: "growth of the hits / growth of the queries of the engine's prefix cache, from the last look before the window to the first one after it",
    zh: "引擎前缀缓存命中量的增量 / 查询量的增量，自窗口前最后一次查看至窗口后第一次查看",
  },
  source: "the engine's own metrics page, see src/engine/engine-names.ts",
  needs: [],
  compute: (run) => {
    const looks = looksAround(run.engine, run.window);
    const share = prefixCacheShare(looks);
    return share === undefined ? absent(note("engine-metric-missing")) : metricValue(run, share, looks.length);
  },
});
