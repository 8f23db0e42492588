import type { BackendAdapter } from "../contract/backend-adapter.js";
import type { Clock } from "../contract/clock.js";
import type { Plan, Trial } from "../model/plan.js";
import { type Environment, type GitState, LOCAL_SHARD, type RunManifest } from "../model/run-record.js";
import { NS_PER_MILLISECOND } from "../model/time.js";

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

/** The manifest of a run that has just begun; this version records on one host, whose clock stamps everything. */
export function startManifest(start: RunStart): RunManifest {
  const { clock, machine, git, adapter, plugins, ...same } = start;
  const { name, version, provenance, label } = adapter;
  return {
    format: "tokwatt.run",
    version: 1,
    ...same,
    adapter: { name, version, provenance, ...(label === undefined ? {} : { label }) },
    ...(Object.keys(plugins).length === 0 ? {} : { plugins }),
    state: "running",
    shards: [
      {
        alias: LOCAL_SHARD,
        wallUnixMs: clock.wallUnixMs() - clock.nowNs() / NS_PER_MILLISECOND,
        offsetNs: 0,
        offsetUncertaintyNs: 0,
      },
    ],
    environment: machine,
    ...(git === undefined ? {} : { git }),
    description: {},
    files: {},
  };
}
