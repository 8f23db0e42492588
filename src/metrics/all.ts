import type { MetricDefinition } from "../contract/metric.js";
import { endToEnd } from "./end-to-end.js";
import { errorRate } from "./error-rate.js";
import { goodput } from "./goodput.js";
import { icl } from "./icl.js";
import { itl } from "./itl.js";
import { joules } from "./joules.js";
import { joulesPerToken } from "./joules-per-token.js";
import { kvCacheUse } from "./kv-cache-use.js";
import { meanWatts } from "./mean-watts.js";
import { outputThroughput } from "./output-throughput.js";
import { prefixCacheHitRate } from "./prefix-cache-hit-rate.js";
import { queueLength } from "./queue-length.js";
import { requestThroughput } from "./request-throughput.js";
import { tokensPerJoule } from "./tokens-per-joule.js";
import { totalThroughput } from "./total-throughput.js";
import { tpot } from "./tpot.js";
import { ttft } from "./ttft.js";
import { ttftParts } from "./ttft-parts.js";
import { unitThroughput } from "./unit-throughput.js";
import { userThroughput } from "./user-throughput.js";

/** Every metric, in the order in which reports show them. A new metric is one new file and one line here. */
export const METRICS: readonly MetricDefinition[] = [
  outputThroughput,
  tokensPerJoule,
  unitThroughput,
  totalThroughput,
  requestThroughput,
  ...goodput,
  ...ttft,
  ...ttftParts,
  ...tpot,
  ...itl,
  ...icl,
  ...endToEnd,
  ...userThroughput,
  joulesPerToken,
  meanWatts,
  joules,
  errorRate,
  ...queueLength,
  ...kvCacheUse,
  prefixCacheHitRate,
];

export const METRIC_IDS: readonly string[] = METRICS.map((metric) => metric.id);
