import type { LedgerEntry } from "../../src/model/ledger-entry.js";
import type { Plan, Trial } from "../../src/model/plan.js";
import type { PowerTraceHeader } from "../../src/model/power-trace.js";
import type { RequestSample } from "../../src/model/request-sample.js";
import type { RunManifest } from "../../src/model/run-record.js";
import type { SystemSpec } from "../../src/model/system.js";
import type { InferenceWorkload } from "../../src/model/workload.js";
import { hashOf } from "../../src/records/hash.js";
import { tokenEvents } from "./sample-run.js";

/*
 * Values of version 1 in which every field of the model has a value, also the optional ones. The golden record in
 * `fixtures/v1` was written from them: they must not change.
 */

const system: SystemSpec = {
  id: "ascend-like",
  title: { en: "Ascend-like node", zh: "类昇腾节点" },
  adapter: "mock",
  options: {
    baseUrl: "http://127.0.0.1:8000",
    ttft: { kind: "normal", mean: 0.05 },
    apiKey: "<secret>",
    list: [1, null],
  },
  lifecycle: "restart",
  accelerators: { name: "Ascend 910C", unit: "package", count: 8 },
  serving: {
    model: "llama-8b",
    precision: "bf16",
    tokenizer: "llama-3",
    engine: "vllm 0.32.0",
    speculation: { method: "eagle", acceptance: 0.7 },
  },
  power: {
    bridges: [{ from: "package", to: "node-dc", wattsLow: 300, wattsHigh: 450.5, source: "https://example.com/sheet" }],
    sources: [{ use: "rapl", options: { package: 0 } }],
  },
  sources: ["https://example.com/node"],
  hash: "a".repeat(64),
};

const workload: InferenceWorkload = {
  kind: "inference",
  id: "interactive",
  version: "1",
  title: { en: "Interactive", zh: "交互" },
  api: "chat",
  arrival: { kind: "poisson", requestsPerSecond: 2.5 },
  promptWords: { kind: "normal", mean: 100, sd: 10, low: 10, high: 200 },
  outputTokens: { kind: "uniform", low: 1, high: 9 },
  outputPolicy: "exact",
  temperature: 0,
  phases: { warmUpSeconds: 0.5, measureSeconds: 2, coolDownSeconds: 0.5, drainSeconds: 5 },
  minimum: { windowSeconds: 60, powerSamples: 120 },
  slo: { ttftSeconds: 0.5, tpotSeconds: 0.05, endToEndSeconds: 10 },
  requestTimeoutSeconds: 30,
  hash: "b".repeat(64),
};

const trial: Trial = {
  index: 0,
  id: "ascend-like--interactive--1",
  systemId: "ascend-like",
  workloadId: "interactive",
  repeat: 1,
  arrivalSeed: "7:interactive:1",
};

const planContent: Omit<Plan, "hash"> = {
  format: "tokwatt.plan",
  version: 1,
  suite: { id: "golden", version: "1", title: { en: "Golden", zh: "基准" } },
  seed: 7,
  repeats: 1,
  order: "interleaved",
  systems: [system],
  workloads: [workload],
  trials: [trial, { ...trial, index: 1, id: "ascend-like--interactive--2", repeat: 2, arrivalSeed: "7:interactive:2" }],
  comparisons: [
    {
      candidate: "ascend-like",
      baseline: "ascend-like",
      analysis: "paired",
      confidence: 0.95,
      margins: { default: 0.02, metrics: { "tokens-per-joule": 0.05 } },
      primaryMetrics: ["output-tokens-per-second"],
    },
  ],
  assumedMeterAccuracy: { "ascend-like": 0.05 },
  limits: {
    scheduleLatenessP99DegradedMs: 10,
    scheduleLatenessP99InvalidMs: 100,
    eventLoopDelayP99DegradedMs: 25,
    eventLoopDelayP99InvalidMs: 250,
    clientCpuDegraded: 0.5,
    clientCpuInvalid: 0.9,
    sentOverDueDegraded: 0.99,
    sentOverDueInvalid: 0.9,
    errorRate: 0.001,
    powerCoverage: 0.99,
  },
};

export const fullPlan: Plan = { ...planContent, hash: hashOf(planContent) };

const delays = { count: 3, meanMs: 0.1, p50Ms: 0.1, p99Ms: 0.4, maxMs: 0.5 };

/** As it stands before the run's end; `endOfFullRun` completes it. */
export const fullStart: RunManifest = {
  format: "tokwatt.run",
  version: 1,
  runId: "golden-000",
  executionId: "golden-20261122t000000z",
  plan: fullPlan,
  trial,
  adapter: { name: "mock", version: "0.1.0", provenance: "simulated", label: { en: "mock", zh: "模拟" } },
  state: "running",
  startedAt: "2026-11-22T00:00:00.000Z",
  shards: [{ alias: "client", wallUnixMs: 1_795_305_600_000.25, offsetNs: -5, offsetUncertaintyNs: 1000 }],
  environment: {
    tokwattVersion: "0.1.0",
    nodeVersion: "v20.20.2",
    platform: "linux",
    arch: "x64",
    kernel: "5.10.0-136.12.0.86.h1",
    cpuModel: "Kunpeng 920",
    cpuCount: 2,
    memoryBytes: 8_589_934_592,
  },
  git: { commit: "0123456789abcdef0123456789abcdef01234567", dirty: true },
  description: {},
  files: {},
};

export const endOfFullRun = {
  state: "failed",
  endedAt: "2026-11-22T00:00:03.500Z",
  windows: { warmUp: { startNs: 0, endNs: 500_000_000 }, measure: { startNs: 500_000_000, endNs: 2_500_000_000 } },
  client: {
    scheduleLateness: delays,
    eventLoopDelay: delays,
    cpuShare: 0.125,
    requestsDue: 3,
    requestsSent: 2,
    transport: "node-http",
  },
  description: { engine: "vllm 0.32.0", slots: 8, speculative: true },
  failure: { code: "process-ended", severity: "error", data: { exitCode: 137, stderr: "Killed" } },
} as const;

export const fullRequests: readonly RequestSample[] = [
  {
    index: 1,
    phase: "measure",
    scheduledNs: 600_000_000,
    sentNs: 600_000_100,
    firstByteNs: 610_000_000,
    firstTokenNs: 620_000_000,
    lastTokenNs: 640_000_001,
    endNs: 640_100_000,
    status: "ok",
    promptTokens: { count: 102, from: "usage" },
    outputTokens: { count: 3, from: "events" },
    requestedOutputTokens: 3,
    contentEvents: 3,
    finishReason: "length",
  },
  {
    index: 0,
    phase: "warm-up",
    scheduledNs: 100_000_000,
    sentNs: 100_000_100,
    endNs: 700_000_000,
    status: "failed",
    failure: { kind: "http-status", httpStatus: 503, detail: "令牌不足 — no slots" },
    promptTokens: { count: 0, from: "none" },
    outputTokens: { count: 0, from: "none" },
    requestedOutputTokens: 5,
    contentEvents: 0,
  },
  {
    index: 2,
    phase: "cool-down",
    scheduledNs: 2_600_000_000,
    endNs: 3_000_000_000,
    status: "cut",
    promptTokens: { count: 0, from: "none" },
    outputTokens: { count: 2, from: "none" },
    requestedOutputTokens: 9,
    contentEvents: 1,
  },
];

export const fullHeader: PowerTraceHeader = {
  id: "package-0",
  source: "rapl",
  device: "package 0",
  boundary: "package",
  quantity: "joules",
  shard: "client",
  averagingNs: 1_000_000,
  intervalNs: 50_000_000,
  resolution: 0.000015,
  accuracy: { relative: 0.05, absoluteWatts: 0.5, source: "https://example.com/rapl", assumed: true },
};

export const fullDeviceState = { capWatts: 350, clockHz: 1.8e9, temperatureCelsius: 61.5, throttled: "thermal" };

export const fullLedgerEntry: LedgerEntry = {
  format: "tokwatt.ledger",
  version: 1,
  sequence: 0,
  runId: "golden-000",
  executionId: "golden-20261122t000000z",
  planHash: fullPlan.hash,
  trialId: trial.id,
  startedAt: "2026-11-22T00:00:00.000Z",
  previousHash: "0".repeat(64),
  hash: "c".repeat(64),
};

/** Events of the full run's requests: request 1 in two blocks, request 2 with a count for its event. */
export const fullBlocks = [
  tokenEvents(1, [620_000_000, 630_000_000], [1, 1]),
  tokenEvents(2, [2_700_000_000], [2]),
  tokenEvents(1, [640_000_001], [1]),
];
