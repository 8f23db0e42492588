import type { Bridge } from "./boundary.js";
import type { LocalizedText } from "./localized-text.js";

/** What one accelerator is counted as. An Ascend 910C package is two dies. */
export const ACCELERATOR_UNITS = ["die", "package", "node", "super-node"] as const;
export type AcceleratorUnit = (typeof ACCELERATOR_UNITS)[number];

/** Who starts the endpoint, and whether it is fresh in every run (DESIGN section 2). */
export const LIFECYCLES = ["attached", "reset", "restart"] as const;
export type Lifecycle = (typeof LIFECYCLES)[number];

export interface Accelerators {
  readonly name: string;
  readonly unit: AcceleratorUnit;
  /** How many of that unit serve the workload; what "per unit" divides by. */
  readonly count: number;
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
  readonly serving: Serving;
  readonly power: SystemPower;
  readonly sources: readonly string[];
  /** SHA-256 of the canonical JSON of the file as it was read, secrets and addresses included. */
  readonly hash: string;
}
