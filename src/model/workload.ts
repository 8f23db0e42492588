import type { LengthDistribution } from "./length-distribution.js";
import type { LocalizedText } from "./localized-text.js";

/** How requests arrive. `offline` hands all of them over at the start of the measured window. */
export type Arrival =
  | { readonly kind: "closed-loop"; readonly concurrency: number }
  | { readonly kind: "constant"; readonly requestsPerSecond: number }
  | { readonly kind: "poisson"; readonly requestsPerSecond: number }
  | { readonly kind: "offline"; readonly requests: number };

/** `exact`: the server must produce just the drawn number of tokens (`ignore_eos`); `limit`: at most that number. */
export type OutputPolicy = "exact" | "limit";

/** Bounds that a request must meet to count for goodput; an absent bound is not asked for. */
export interface ServiceLevel {
  readonly ttftSeconds?: number | undefined;
  readonly tpotSeconds?: number | undefined;
  readonly endToEndSeconds?: number | undefined;
}

/** Lengths of a run's phases. `offline` ignores `measureSeconds` and `coolDownSeconds`: its window is the batch. */
export interface PhaseLengths {
  readonly warmUpSeconds: number;
  readonly measureSeconds: number;
  readonly coolDownSeconds: number;
  /** How long unfinished requests are waited for after cool-down before they are cut. */
  readonly drainSeconds: number;
}

/** What a run must have to count as more than a demonstration. */
export interface WorkloadMinimum {
  readonly windowSeconds: number;
  readonly powerSamples: number;
}

export interface InferenceWorkload {
  readonly kind: "inference";
  readonly id: string;
  readonly version: string;
  readonly title: LocalizedText;
  readonly api: "chat" | "completions";
  readonly arrival: Arrival;
  /** Prompt lengths in words: only the server's tokenizer knows tokens, and its `usage` says how many it saw. */
  readonly promptWords: LengthDistribution;
  readonly outputTokens: LengthDistribution;
  readonly outputPolicy: OutputPolicy;
  readonly temperature: number;
  readonly phases: PhaseLengths;
  readonly minimum: WorkloadMinimum;
  readonly slo?: ServiceLevel | undefined;
  readonly requestTimeoutSeconds: number;
  /** SHA-256 of the canonical JSON of everything above. */
  readonly hash: string;
}

/** Training joins with the launchers; until then the only kind is inference. */
export type Workload = InferenceWorkload;
