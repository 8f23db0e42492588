import type { Plan, Trial } from "../../../src/model/plan.js";
import type { RunManifest } from "../../../src/model/run-record.js";
import type { InferenceWorkload } from "../../../src/model/workload.js";
import { hashOf } from "../../../src/records/hash.js";
import { baselineOptions, KNOWN_WORKLOAD } from "../known-answer-plan.js";
import { pairedPlan } from "../paired-plan.js";

/** Requests a second of the giant run: what a few processes of the load generator can send. */
export const REQUESTS_PER_SECOND = 5000;

/** Requests before the measured window. */
export const WARM_UP_REQUESTS = REQUESTS_PER_SECOND;

/** Processes of the load generator, each of which wrote its own files. */
export const SHARDS = ["client-1", "client-2"] as const;

const NS_PER_SECOND = 1e9;

/** The manifest, still running, of one run of so many requests on one mock system, compared with nothing. */
export function giantManifest(requests: number): RunManifest {
  const measureSeconds = (requests - WARM_UP_REQUESTS) / REQUESTS_PER_SECOND;
  const workload = giantWorkload(measureSeconds);
  const options = baselineOptions(KNOWN_WORKLOAD);
  const { plan: pair } = pairedPlan(1, workload, { candidate: options, baseline: options });
  const { hash: _, ...shared } = pair;
  const systems = shared.systems.slice(0, 1);
  const trials = shared.trials.filter(({ systemId }) => systemId === systems[0]?.id).slice(0, 1);
  const content = { ...shared, systems, trials, comparisons: [], repeats: 1 };
  const plan: Plan = { ...content, hash: hashOf(content) };
  const warmUpNs = (WARM_UP_REQUESTS / REQUESTS_PER_SECOND) * NS_PER_SECOND;
  const endNs = warmUpNs + measureSeconds * NS_PER_SECOND;
  return {
    format: "tokwatt.run",
    version: 2,
    runId: "giant-1",
    executionId: "giant",
    plan,
    trial: trials[0] as Trial,
    adapter: { name: "mock", version: "1", provenance: "simulated", label: { en: "mock", zh: "模拟" } },
    state: "running",
    startedAt: "2026-11-22T00:00:00.000Z",
    shards: SHARDS.map((alias) => ({ alias, wallUnixMs: 0, offsetNs: 0, offsetUncertaintyNs: 0 })),
    windows: { warmUp: { startNs: 0, endNs: warmUpNs }, measure: { startNs: warmUpNs, endNs } },
    client: idleClient(requests),
    environment: { ...MACHINE, nodeVersion: process.version },
    description: {},
    files: {},
  };
}

function giantWorkload(measureSeconds: number): InferenceWorkload {
  const content: Omit<InferenceWorkload, "hash"> = {
    kind: "inference",
    id: "giant",
    version: "1",
    title: { en: "Giant run", zh: "超大规模运行" },
    api: "chat",
    arrival: { kind: "poisson", requestsPerSecond: REQUESTS_PER_SECOND },
    promptWords: { kind: "uniform", low: 100, high: 900 },
    outputTokens: { kind: "fixed", value: 128 },
    outputPolicy: "exact",
    temperature: 0,
    phases: { warmUpSeconds: 1, measureSeconds, coolDownSeconds: 0, drainSeconds: 60 },
    minimum: { windowSeconds: 1, powerSamples: 0 },
    slo: { ttftSeconds: 0.5, tpotSeconds: 0.05, endToEndSeconds: 5 },
    requestTimeoutSeconds: 60,
  };
  return { ...content, hash: hashOf(content) };
}

/** A client that saw nothing wrong with itself, so that the run counts. */
function idleClient(requests: number): NonNullable<RunManifest["client"]> {
  const none = { count: requests, meanMs: 0, p50Ms: 0, p99Ms: 0, maxMs: 0 };
  return {
    scheduleLateness: none,
    eventLoopDelay: none,
    cpuShare: 0.2,
    requestsDue: requests,
    requestsSent: requests,
    transport: "net",
  };
}

const MACHINE = {
  tokwattVersion: "0",
  platform: "virtual",
  arch: "virtual",
  kernel: "virtual",
  cpuModel: "virtual",
  cpuCount: 1,
  memoryBytes: 1,
};
