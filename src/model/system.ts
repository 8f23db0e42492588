import type { Bridge } from "./boundary.js";
import type { LocalizedText } from "./localized-text.js";
import type { Parallelism, TrainingPrecision } from "./training-workload.js";

/** What one accelerator is counted as. An Ascend 910C package is two dies. */
export const ACCELERATOR_UNITS = ["die", "package", "node", "super-node"] as const;
export type AcceleratorUnit = (typeof ACCELERATOR_UNITS)[number];

/** Who starts the endpoint, and whether it is fresh in every run (DESIGN section 2). */
export const LIFECYCLES = ["attached", "reset", "restart"] as const;
export type Lifecycle = (typeof LIFECYCLES)[number];

/** What a chip is. A processor's energy counter beside an accelerator says nothing of the accelerator. */
export const CHIP_KINDS = ["npu", "gpu", "cpu"] as const;
export type ChipKind = (typeof CHIP_KINDS)[number];

export interface Accelerators {
  readonly name: string;
  /** Meters of processors count only where this is `cpu`. */
  readonly kind?: ChipKind | undefined;
  readonly unit: AcceleratorUnit;
  /** How many of that unit serve the workload; what "per unit" divides by. */
  readonly count: number;
}

/** How the accelerators that serve the workload are put together. */
export interface Topology {
  readonly diesPerPackage: number;
  readonly packagesPerNode: number;
  readonly nodes: number;
  /** Absent where there is no scale-up domain larger than a node. */
  readonly superNodes?: number | undefined;
  /** Network inside the scale-up domain, with its speed and per what: `NVLink 4, 450 GB/s each way a package`. */
  readonly scaleUp?: string | undefined;
  /** Network between scale-up domains. */
  readonly scaleOut?: string | undefined;
}

/** Speculative decoding as it is configured. Acceptance changes tokens/s, so it must be known to compare. */
export interface Speculation {
  readonly method: string;
  /** Share of drafted tokens that were accepted, where somebody measured it. */
  readonly acceptance?: number | undefined;
}

/** What is served, as far as it changes what a token costs. */
export interface Serving {
  readonly model: string;
  readonly precision: string;
  readonly tokenizer: string;
  readonly engine?: string | undefined;
  readonly speculation?: Speculation | undefined;
}

/** What one device multiplies at most in a second, dense, where no table knows it. */
export interface StatedPeak {
  readonly precision: TrainingPrecision;
  /** 10^12 FLOP/s of one accelerator of the unit that `accelerators` counts. */
  readonly teraFlops: number;
  readonly source: string;
}

/** The job that runs one training workload on a system. */
export interface TrainingJobSpec {
  /** Id of the workload; of all rungs where it is laddered. */
  readonly workload: string;
  readonly nodes: number;
  /** Accelerators that it uses, in the unit that `accelerators` counts; absent: all of them. */
  readonly units?: number | undefined;
  /** Program and arguments of one task a node; `${name}` stands for a figure of the workload (docs/training.md). */
  readonly command: readonly [string, ...string[]];
  readonly environment: Readonly<Record<string, string>>;
  /** Folder in which it runs, relative to the system file. */
  readonly directory?: string | undefined;
  /** Where they differ from the workload's. */
  readonly precision?: TrainingPrecision | undefined;
  readonly parallelism?: Partial<Parallelism> | undefined;
}

/** How a system trains, as a plan keeps it: redacted. */
export interface SystemTraining {
  /** Framework with its version. */
  readonly framework?: string | undefined;
  /** Job launcher, by its registered name. */
  readonly launcher: { readonly use: string; readonly options: unknown };
  /** Log parser, by its registered name. */
  readonly logs: string;
  /** The peak that MFU is a share of: a device of the table of `model/flops/peaks.ts`, or stated. */
  readonly peak?: { readonly device: string } | StatedPeak | undefined;
  readonly jobs: readonly TrainingJobSpec[];
}

export interface SystemPower {
  readonly bridges: readonly Bridge[];
  /** Power sources read beside those that the adapter brings along, by their registered names. */
  readonly sources: readonly { readonly use: string; readonly options: unknown }[];
}

/** One described machine or cluster, as a plan keeps it: addresses and secrets are redacted, see `suite/redact.ts`. */
export interface SystemSpec {
  readonly id: string;
  readonly title: LocalizedText;
  /** Registered name of the backend adapter. */
  readonly adapter: string;
  /** The adapter's own options, redacted. */
  readonly options: unknown;
  readonly lifecycle: Lifecycle;
  readonly accelerators: Accelerators;
  readonly topology?: Topology | undefined;
  /** Absent where a system only trains. */
  readonly serving?: Serving | undefined;
  /** Absent where a system only serves, or where its adapter trains any workload by itself. */
  readonly training?: SystemTraining | undefined;
  readonly power: SystemPower;
  /**
   * What tokwatt itself did to the system to see whether it would be noticed (a positive control): its answers were delayed, or
   * its job held, so that everything takes longer by this part of the time. Never set by a system file.
   */
  readonly injected?: { readonly slowdown: number } | undefined;
  readonly sources: readonly string[];
  /** SHA-256 of the canonical JSON of the file as it was read, secrets and addresses included. */
  readonly hash: string;
}
