import type { Bridge } from "./boundary.js";
import type { LocalizedText } from "./localized-text.js";

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
  readonly serving: Serving;
  readonly power: SystemPower;
  readonly sources: readonly string[];
  /** SHA-256 of the canonical JSON of the file as it was read, secrets and addresses included. */
  readonly hash: string;
}
