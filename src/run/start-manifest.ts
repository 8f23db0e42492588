import type { BackendAdapter } from "../contract/backend-adapter.js";
import type { Clock } from "../contract/clock.js";
import { shardOf } from "../load/workers/shard-of.js";
import type { Plan, Trial } from "../model/plan.js";
import { type Environment, type GitState, LOCAL_SHARD, type RunManifest } from "../model/run-record.js";
import { RUN_VERSION } from "../records/migrate.js";

export interface RunStart {
  readonly runId: string;
  readonly executionId: string;
  readonly startedAt: string;
  readonly plan: Plan;
  readonly trial: Trial;
  readonly adapter: BackendAdapter;
  readonly plugins: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly machine: Environment;
  readonly git: GitState | undefined;
}

/** The manifest of a run that has just begun: its meters are read by this process. Workers add their shards at its end. */
export function startManifest(start: RunStart): RunManifest {
  const { clock, machine, git, adapter, plugins, ...same } = start;
  const { name, version, provenance, label } = adapter;
  return {
    format: "tokwatt.run",
    version: RUN_VERSION,
    ...same,
    adapter: { name, version, provenance, ...(label === undefined ? {} : { label }) },
    ...(Object.keys(plugins).length === 0 ? {} : { plugins }),
    state: "running",
    shards: [shardOf(clock, LOCAL_SHARD)],
    environment: machine,
    ...(git === undefined ? {} : { git }),
    description: {},
    files: {},
  };
}
