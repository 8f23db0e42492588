import type { MetricDefinition } from "../contract/metric.js";
import type { WorkloadKind } from "../model/workload.js";
import { endToEnd } from "./end-to-end.js";
import { errorRate } from "./error-rate.js";
import { finalLoss } from "./final-loss.js";
import { frameworkClaims } from "./framework-claims.js";
import { goodput } from "./goodput.js";
import { icl } from "./icl.js";
import { itl } from "./itl.js";
import { joules } from "./joules.js";
import { joulesPerToken } from "./joules-per-token.js";
import { joulesPerTrainingToken } from "./joules-per-training-token.js";
import { kvCacheUse } from "./kv-cache-use.js";
import { meanWatts } from "./mean-watts.js";
import { mfu } from "./mfu.js";
import { modelFlopsOfToken } from "./model-flops-per-token.js";
import { modelFlopsRate } from "./model-flops-rate.js";
import { outputThroughput } from "./output-throughput.js";
import { prefixCacheHitRate } from "./prefix-cache-hit-rate.js";
import { queueLength } from "./queue-length.js";
import { requestThroughput } from "./request-throughput.js";
import { stallShare } from "./stall-share.js";
import { stepTime } from "./step-time.js";
import { stepTimeVariation } from "./step-time-variation.js";
import { tokensPerJoule } from "./tokens-per-joule.js";
import { totalThroughput } from "./total-throughput.js";
import { tpot } from "./tpot.js";
import { trainingThroughput } from "./training-throughput.js";
import { trainingTokensPerJoule } from "./training-tokens-per-joule.js";
import { trainingUnitThroughput } from "./training-unit-throughput.js";
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
  trainingThroughput,
  trainingTokensPerJoule,
  trainingUnitThroughput,
  mfu,
  modelFlopsRate,
  modelFlopsOfToken,
  ...stepTime,
  stepTimeVariation,
  joulesPerToken,
  joulesPerTrainingToken,
  meanWatts,
  joules,
  errorRate,
  stallShare,
  finalLoss,
  ...queueLength,
  ...kvCacheUse,
  prefixCacheHitRate,
  ...frameworkClaims,
];

/** Metrics that a workload of this kind has, in the same order. */
export function metricsFor(kind: WorkloadKind): readonly MetricDefinition[] {
  return METRICS.filter((metric) => metric.of.includes(kind));
}

export const METRIC_IDS: readonly string[] = METRICS.map((metric) => metric.id);
