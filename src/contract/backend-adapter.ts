import type { ZodType } from "zod";
import type { Finding } from "../model/finding.js";
import type { AdapterStamp, SystemDescription } from "../model/run-record.js";
import type { Lifecycle, SystemSpec } from "../model/system.js";
import type { TrainingWorkload } from "../model/training-workload.js";
import type { Clock } from "./clock.js";
import type { Endpoint, EndpointGroup } from "./endpoint.js";
import type { JobLauncher } from "./job-launcher.js";
import type { LogParserDefinition } from "./log-parser.js";
import type { DeclaredMeter, PowerSource, PowerSourceContext } from "./power-source.js";

/** Version of this contract. An adapter that was built for another one is refused with both versions named. */
export const API_VERSION = 1;

export interface OpenRequest<Options> {
  readonly system: SystemSpec;
  /** Validated by `optionsSchema`, not redacted. */
  readonly options: Options;
  /** Seed of this run for whatever the adapter draws; differs between runs and systems. */
  readonly seed: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Environment for `${NAME}` in options; adapters never read `process.env` themselves. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where the words of a child process may go (one line a call), for people who watch. */
  readonly log: (line: string) => void;
}

/** A system that is ready for one run. The abilities that it lacks are absent. */
export interface OpenSystem {
  /** One server, or several that are one system together. */
  readonly endpoint?: Endpoint | EndpointGroup | undefined;
  readonly powerSources: readonly PowerSource[];
  describe(): Promise<SystemDescription>;
  /** Resolves with the reason when the system dies by itself; stays pending as long as it lives. */
  readonly died?: Promise<Finding> | undefined;
  /** Releases everything that `open` acquired, also after a death. */
  close(): Promise<void>;
}

/** What one training run is opened with. */
export interface TrainRequest<Options> extends OpenRequest<Options> {
  readonly workload: TrainingWorkload;
  /** The trial's arrival seed, for whatever stands for the data that is trained on: the same on all systems of a block. */
  readonly dataSeed: string;
}

/** A system that is ready for one training job. */
export interface OpenTraining {
  /** The adapter's own launcher with the parser of what its jobs print; absent: those that the system file names. */
  readonly own?: { readonly launcher: JobLauncher; readonly logs: LogParserDefinition } | undefined;
  /** Meters that are read on this machine from before the job until after it. */
  readonly powerSources: readonly PowerSource[];
  /**
   * Meters that are read on one of the job's nodes, once it runs and where its launcher can start tasks there. Absent where the
   * meters are all on this machine.
   */
  nodeMeters?(context: PowerSourceContext): readonly PowerSource[];
  describe(): Promise<SystemDescription>;
  close(): Promise<void>;
}

/** How tokwatt talks to one kind of system: what a third party implements. */
export interface BackendAdapter<Options = unknown> extends AdapterStamp {
  readonly apiVersion: number;
  readonly optionsSchema: ZodType<Options>;
  readonly lifecycles: readonly Lifecycle[];
  /** Names of those `${NAME}` in options that the adapter fills itself, such as a free port; all others must be set. */
  readonly variables?: readonly string[] | undefined;
  /**
   * Options that are paths of files, by the end of their place: `apiKey.file`. They are written relative to the system
   * file, must be there before a run begins, and come to `open` as absolute paths.
   */
  readonly files?: readonly string[] | undefined;
  /** What the power sources of a system with these options will read; empty where it will have none. */
  meters?(options: Options): readonly DeclaredMeter[];
  /** Throws `MeasurementError` when the system cannot be reached or started. Called once for each run. */
  open(request: OpenRequest<Options>): Promise<OpenSystem>;
  /** Readies a system for one training job. Absent where the adapter cannot train; throws as `open` does. */
  train?(request: TrainRequest<Options>): Promise<OpenTraining>;
  /** True where `train` brings its own launcher, so that no system file needs to say which command trains a workload. */
  readonly trainsByItself?: boolean | undefined;
}
