import type { Clock } from "../../src/contract/clock.js";
import type { Plan, Trial } from "../../src/model/plan.js";
import type { RunManifest, RunRecord } from "../../src/model/run-record.js";
import { mergeTokenEvents } from "../../src/records/token-events-codec.js";

/** What a run in virtual time has to say for itself. */
export type VirtualOutcome = Pick<RunManifest, "windows" | "client" | "training"> &
  Partial<Pick<RunRecord, "requests" | "tokenEvents" | "steps" | "findings">> &
  Pick<RunRecord, "power">;

/** The record of a complete run of a mock system in virtual time. */
export function virtualRecord(plan: Plan, trial: Trial, clock: Clock, outcome: VirtualOutcome): RunRecord {
  const { windows, client, training, ...recorded } = outcome;
  return {
    manifest: {
      format: "tokwatt.run",
      version: 1,
      runId: trial.id,
      executionId: "virtual",
      plan,
      trial,
      adapter: { name: "mock", version: "1", provenance: "simulated", label: { en: "mock", zh: "模拟" } },
      state: "complete",
      startedAt: new Date(clock.wallUnixMs()).toISOString(),
      shards: [{ alias: "client", wallUnixMs: clock.wallUnixMs(), offsetNs: 0, offsetUncertaintyNs: 0 }],
      windows,
      client,
      training,
      environment: VIRTUAL_MACHINE,
      description: {},
      files: {},
    },
    requests: [],
    tokenEvents: mergeTokenEvents([]),
    steps: [],
    crossChecks: [],
    engine: [],
    findings: [],
    ...recorded,
  };
}

const VIRTUAL_MACHINE = {
  tokwattVersion: "0",
  nodeVersion: process.version,
  platform: "virtual",
  arch: "virtual",
  kernel: "virtual",
  cpuModel: "virtual",
  cpuCount: 1,
  memoryBytes: 1,
};
