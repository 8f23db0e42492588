import { aiperf } from "./aiperf.js";
import { guidellm } from "./guidellm.js";
import { inferencePerf } from "./inference-perf.js";
import { mlperfEndpoints } from "./mlperf-endpoints.js";
import type { Rival } from "./rival.js";
import { vllm } from "./vllm.js";

export const RIVALS: readonly Rival[] = [vllm, mlperfEndpoints, aiperf, guidellm, inferencePerf];
