import type { EngineSample } from "./engine-series.js";
import type { Finding } from "./finding.js";
import type { LocalizedText } from "./localized-text.js";
import type { Plan, Trial } from "./plan.js";
import type { PowerTrace } from "./power-trace.js";
import type { Provenance } from "./provenance.js";
import type { RequestSample } from "./request-sample.js";
import type { ClientSelfCheck } from "./self-check.js";
import type { StepSample } from "./step-sample.js";
import type { Nanoseconds, TimeWindow } from "./time.js";
import type { BinnedEvents, TokenEvents } from "./token-events.js";
import type { TrainingFacts } from "./training-facts.js";

/** Alias of the shard of the process that drives the load: what it reads itself is stamped by its own clock. */
export const LOCAL_SHARD = "client";

/** What one host recorded. The wall clock only serves to line hosts up. */
export interface Shard {
  /** Never a host name. */
  readonly alias: string;
  /** Wall clock, in milliseconds since 1970, at the run's instant 0 of this shard. */
  readonly wallUnixMs: number;
  /** Offset of this shard's clock against the first shard's, and the bound of its error. */
  readonly offsetNs: Nanoseconds;
  readonly offsetUncertaintyNs: Nanoseconds;
}

/** The machine that drove the load. No host name, no user, no path. */
export interface Environment {
  readonly tokwattVersion: string;
  readonly nodeVersion: string;
  readonly platform: string;
  readonly arch: string;
  readonly kernel: string;
  readonly cpuModel: string;
  readonly cpuCount: number;
  readonly memoryBytes: number;
}

/** State of the git checkout from which the suite was run; absent outside one. */
export interface GitState {
  readonly commit: string;
  readonly dirty: boolean;
}

/** What the adapter could tell of the system, as it was found; free keys, plain values. */
export type SystemDescription = Readonly<Record<string, string | number | boolean>>;

/** Who produced the numbers, as the adapter declares it. */
export interface AdapterStamp {
  readonly name: string;
  readonly version: string;
  readonly provenance: Provenance;
  /** Printed on every row that is not measured on real hardware. */
  readonly label?: LocalizedText | undefined;
}

export type RunState = "running" | "complete" | "failed" | "interrupted";

/** Phases of the run as they were, not as they were planned. Absent for a run that ended before its window did. */
export interface RunWindows {
  readonly warmUp: TimeWindow;
  readonly measure: TimeWindow;
}

/** Size and SHA-256 of a file of the record, taken when the run ended. */
export interface FileHash {
  readonly bytes: number;
  readonly sha256: string;
}

/** `manifest.json` of a run. Version 2 keeps requests and token events by shard, version 1 had one file of each. */
export interface RunManifest {
  readonly format: "tokwatt.run";
  readonly version: 1 | 2;
  readonly runId: string;
  readonly executionId: string;
  readonly plan: Plan;
  readonly trial: Trial;
  readonly adapter: AdapterStamp;
  /** Versions of the npm packages that adapter and power sources came from, by their names; absent where none did. */
  readonly plugins?: Readonly<Record<string, string>> | undefined;
  readonly state: RunState;
  readonly startedAt: string;
  readonly endedAt?: string | undefined;
  readonly shards: readonly Shard[];
  readonly windows?: RunWindows | undefined;
  readonly client?: ClientSelfCheck | undefined;
  readonly environment: Environment;
  readonly git?: GitState | undefined;
  readonly description: SystemDescription;
  /** Names of the endpoints that `RequestSample.endpoint` counts, without addresses; absent where there is only one. */
  readonly endpoints?: readonly string[] | undefined;
  /** Set for training. */
  readonly training?: TrainingFacts | undefined;
  /** Why a run failed or was interrupted. */
  readonly failure?: Finding | undefined;
  readonly files: Readonly<Record<string, FileHash>>;
}

/** A run as it is read back: the only thing that the judging half of tokwatt knows of a measurement. */
export interface RunRecord {
  readonly manifest: RunManifest;
  /** Of a record that was read, each is made when it is asked for: `request-list.ts` goes over all of them without. */
  readonly requests: readonly RequestSample[];
  /** Empty in a giant run, which has `binnedEvents` in its place. */
  readonly tokenEvents: TokenEvents;
  readonly binnedEvents?: BinnedEvents | undefined;
  /** Reports of a training's log, in order; empty for inference. */
  readonly steps: readonly StepSample[];
  readonly power: readonly PowerTrace[];
  /** Second opinions on `power`: counters of devices that are metered there already. Never added to it. */
  readonly crossChecks: readonly PowerTrace[];
  /** The engine's own metrics over the run, first look before the first request; empty where it shows none. */
  readonly engine: readonly EngineSample[];
  /** What was noticed while measuring, and damage found while reading. */
  readonly findings: readonly Finding[];
}
