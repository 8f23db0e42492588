import type { Plan } from "../../src/model/plan.js";
import type { RequestSample } from "../../src/model/request-sample.js";
import type { RunManifest } from "../../src/model/run-record.js";
import type { RequestTokenEvents } from "../../src/model/token-events.js";
import type { InferenceWorkload } from "../../src/model/workload.js";
import { hashOf } from "../../src/records/hash.js";
import type { TokenSidecarKind } from "../../src/records/token-sidecar.js";
import { endOfFullRun, fullPlan, fullRequests, fullStart } from "./full-run.js";

/*
 * Values of version 2: what version 1 had (`full-run.ts`) and every field that was added to it. The golden records in
 * `fixtures/v2` were written from them: they must not change.
 */

const file = { name: "trace.jsonl", sha256: "e".repeat(64) };
const length = { kind: "fixed", value: 10 } as const;

/** Two workloads that no system could have at once, so that every field has a value. */
const [chat] = fullPlan.workloads as readonly [InferenceWorkload];
const workloads: readonly InferenceWorkload[] = [
  chat,
  {
    ...chat,
    id: "conversations--c8",
    arrival: {
      kind: "conversations",
      concurrency: 8,
      turns: { kind: "lognormal", median: 4, sigma: 0.5, low: 1, high: 16 },
      thinkTime: { kind: "exponential", meanSeconds: 2 },
      systemPromptLength: 100,
    },
    promptTokens: { kind: "empirical", values: [10, 20], weights: [1, 3] },
    dataset: { file, form: "sharegpt" },
    promptPrefix: { kind: "shared", share: 0.5, groups: 4 },
    lengthCorrelation: -0.25,
    extraBody: { top_p: 0.9, stop: ["\n"] },
    rung: { ladder: "conversations", of: "concurrency", value: 8 },
  },
  {
    ...chat,
    id: "replayed",
    arrival: { kind: "trace", file, format: "mooncake", speed: 2 },
    promptWords: undefined,
    outputTokens: undefined,
  },
  {
    ...chat,
    id: "stepped",
    arrival: { kind: "steps", steps: [{ requestsPerSecond: 1, seconds: 5 }] },
  },
  { ...chat, id: "bursty", arrival: { kind: "gamma", requestsPerSecond: 1, burstiness: 0.5 } },
  {
    ...chat,
    id: "growing",
    arrival: { kind: "ramp", fromRequestsPerSecond: 1, toRequestsPerSecond: 9 },
    promptWords: length,
  },
];

const planContent: Omit<Plan, "hash"> = {
  ...(({ hash: _, ...content }) => content)(fullPlan),
  workloads,
  limits: {
    ...fullPlan.limits,
    receiveLagP99DegradedMs: 5,
    receiveLagP99InvalidMs: 50,
    lateBurstsDegraded: 0.01,
    lateBurstsInvalid: 0.1,
    ceilingShareDegraded: 0.5,
    ceilingShareInvalid: 0.9,
  },
};
export const planV2: Plan = { ...planContent, hash: hashOf(planContent) };

const SHARD = { wallUnixMs: 1_795_305_600_000.25, offsetNs: 0, offsetUncertaintyNs: 0 };
export const WORKERS = ["client-1", "client-2"] as const;

export const startV2: RunManifest = {
  ...fullStart,
  version: 2,
  runId: "golden2-000",
  plan: planV2,
  plugins: { "tokwatt-power-lamp": "1.2.3" },
  shards: ["client", ...WORKERS].map((alias) => ({ ...SHARD, alias })),
  endpoints: ["super-node-a", "super-node-b"],
};

const delays = { count: 20, meanMs: 0.05, p50Ms: 0.04, p99Ms: 1.5, maxMs: 2.25 };
const bursts = { bursts: 4, late: 1, longestMs: 6.5 };
const worker = { requestsSent: 2, eventsRead: 6, cpuShare: 0.25, eventLoopDelay: delays, receiveLag: delays, bursts };

export const endV2 = {
  ...endOfFullRun,
  client: {
    ...endOfFullRun.client,
    transport: "net",
    receiveLag: delays,
    bursts: { ...bursts, bursts: 8, late: 2 },
    offeredRequestsPerSecond: 2,
    achievedRequestsPerSecond: 1.5,
    eventsPerSecond: 5.5,
    largestBacklog: 3,
    workers: WORKERS.map((alias) => ({ alias, ...worker })),
    ceiling: { workers: 2, requestsPerSecond: 8000, eventsPerSecond: 150_000 },
  },
} as const;

/** Those of version 1, one that reasoned before it answered, and one whose tokens nobody counted; at two endpoints. */
export const requestsV2: readonly RequestSample[] = [
  ...fullRequests.map((request) => ({ ...request, endpoint: request.index % 2 })),
  {
    index: 3,
    phase: "measure",
    scheduledNs: 1_000_000_000,
    sentNs: 1_000_000_100,
    firstByteNs: 1_010_000_000,
    firstTokenNs: 1_020_000_000,
    lastTokenNs: 1_050_000_000,
    firstReasoningNs: 1_020_000_000,
    firstAnswerNs: 1_040_000_000,
    endNs: 1_060_100_000,
    status: "ok",
    promptTokens: { count: 11, from: "usage" },
    outputTokens: { count: 5, from: "usage" },
    requestedOutputTokens: 9,
    contentEvents: 4,
    finishReason: "stop",
    endpoint: 1,
  },
  {
    index: 4,
    phase: "measure",
    scheduledNs: 2_000_000_000,
    sentNs: 2_000_000_100,
    firstByteNs: 2_100_000_000,
    firstTokenNs: 2_100_000_000,
    lastTokenNs: 2_600_000_000,
    firstAnswerNs: 2_100_000_000,
    endNs: 3_000_000_000,
    status: "cut",
    promptTokens: { count: 0, from: "none" },
    outputTokens: { count: 0, from: "none" },
    requestedOutputTokens: 9,
    contentEvents: 3,
    endpoint: 0,
  },
];

const CONTENT = 0;
const REASONING = 1;
const TOOL_CALL = 2;
const EMPTY = 3;

function block(request: number, events: readonly (readonly [atNs: number, tokens: number, kind: number])[]) {
  return {
    request,
    timesNs: Float64Array.from(events, ([atNs]) => atNs),
    tokens: Uint16Array.from(events, ([, tokens]) => tokens),
    kinds: Uint8Array.from(events, ([, , kind]) => kind),
  };
}

/** Blocks as they came: those of odd requests are the first worker's. */
export const blocksV2: readonly RequestTokenEvents[] = [
  block(1, [
    [610_000_000, 0, EMPTY],
    [620_000_000, 1, CONTENT],
    [630_000_000, 1, CONTENT],
  ]),
  block(2, [[2_700_000_000, 2, TOOL_CALL]]),
  block(1, [[640_000_001, 1, CONTENT]]),
  block(3, [
    [1_010_000_000, 0, EMPTY],
    [1_020_000_000, 0, REASONING],
    [1_030_000_000, 0, REASONING],
    [1_040_000_000, 0, CONTENT],
    [1_050_000_000, 0, TOOL_CALL],
    [1_060_000_000, 0, EMPTY],
  ]),
  block(4, [
    [2_100_000_000, 0, CONTENT],
    [2_150_000_000, 0, CONTENT],
    [2_600_000_000, 0, CONTENT],
  ]),
];

/** Bins of 10 ms over the measured window. */
export const BINS: TokenSidecarKind = { kind: "binned", window: endV2.windows.measure, binNs: 10_000_000 };
