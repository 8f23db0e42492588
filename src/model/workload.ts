import type { LengthDistribution } from "./length-distribution.js";
import type { LocalizedText } from "./localized-text.js";
import type { TrainingWorkload } from "./training-workload.js";

/** What a user of a closed loop does between an answer and the next request. */
export type ThinkTime =
  | { readonly kind: "fixed"; readonly seconds: number }
  | { readonly kind: "exponential"; readonly meanSeconds: number };

/** A file beside the workload. Its content belongs to the workload, its place does not. */
export interface WorkloadFile {
  /** Name without its folder. */
  readonly name: string;
  /** Of its bytes, in lower-case hexadecimal digits. */
  readonly sha256: string;
}

/** Published request traces: what a line says is in `load/arrivals/traces`. */
export const TRACE_FORMATS = ["mooncake", "azure", "burstgpt"] as const;
export type TraceFormat = (typeof TRACE_FORMATS)[number];

/** Rate of one stretch of time. */
export interface RateStep {
  readonly requestsPerSecond: number;
  readonly seconds: number;
}

/**
 * How requests arrive. All open-loop kinds are drawn over warm-up, window and cool-down together.
 *
 * - `gamma`: independent gamma-distributed gaps of mean 1/rate and shape `burstiness`; 1 is Poisson, less is burstier.
 * - `ramp`: a Poisson process whose rate changes linearly from the load's start to its end.
 * - `steps`: a Poisson process whose rate changes by steps; the last one lasts on.
 * - `trace`: arrivals and lengths of a trace from its first line on, its times divided by `speed`.
 * - `conversations`: `concurrency` users who each hold one conversation after the other; a request carries what was
 *   said before.
 * - `offline`: all requests at the start of the measured window.
 */
export type Arrival =
  | { readonly kind: "closed-loop"; readonly concurrency: number; readonly thinkTime?: ThinkTime | undefined }
  | { readonly kind: "constant"; readonly requestsPerSecond: number }
  | { readonly kind: "poisson"; readonly requestsPerSecond: number }
  | { readonly kind: "gamma"; readonly requestsPerSecond: number; readonly burstiness: number }
  | {
      readonly kind: "ramp";
      readonly fromRequestsPerSecond: number;
      readonly toRequestsPerSecond: number;
    }
  | { readonly kind: "steps"; readonly steps: readonly RateStep[] }
  | { readonly kind: "trace"; readonly file: WorkloadFile; readonly format: TraceFormat; readonly speed: number }
  | {
      readonly kind: "conversations";
      readonly concurrency: number;
      /** Requests in one conversation. */
      readonly turns: LengthDistribution;
      readonly thinkTime?: ThinkTime | undefined;
      /** Tokens (words, where prompts are counted in words) of a system prompt that all conversations share; 0: none. */
      readonly systemPromptLength: number;
    }
  | { readonly kind: "offline"; readonly requests: number };

/**
 * What prompts have in common. `unique`: every prompt begins like no other of any run, so that prefix caches cannot help.
 * `shared`: the first `share` of each prompt's length is one of `groups` common texts.
 */
export type PromptPrefix =
  | { readonly kind: "unique" }
  | { readonly kind: "shared"; readonly share: number; readonly groups: number };

/** Forms of a data set in JSON lines: a prompt a line, or the conversations of ShareGPT. */
export const DATASET_FORMS = ["plain", "sharegpt"] as const;

export interface PromptDataset {
  readonly file: WorkloadFile;
  readonly form: (typeof DATASET_FORMS)[number];
}

/** Place of a workload that was made from another one: one rung of a ladder of rates or concurrencies. */
export interface LadderRung {
  /** Id of the workload that the rungs were made from. */
  readonly ladder: string;
  readonly of: "concurrency" | "requestsPerSecond";
  readonly value: number;
}

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
  /**
   * What prompts are made of, exactly one of: lengths in words, lengths in tokens (of the text alone, without what a chat
   * template adds), texts of a data set, or the lengths of the arrival's trace.
   */
  readonly promptWords?: LengthDistribution | undefined;
  readonly promptTokens?: LengthDistribution | undefined;
  readonly dataset?: PromptDataset | undefined;
  /** `unique` where absent. Not for data sets and traces, which bring their own. */
  readonly promptPrefix?: PromptPrefix | undefined;
  /** Absent where a trace says how long outputs are. A data set's own lengths come before it. */
  readonly outputTokens?: LengthDistribution | undefined;
  /** Correlation of prompt and output lengths in [-1, 1] (of the normal variables behind both draws); 0 where absent. */
  readonly lengthCorrelation?: number | undefined;
  readonly outputPolicy: OutputPolicy;
  readonly temperature: number;
  /** Further fields of every request's body, e.g. `top_p`; they come last and win. */
  readonly extraBody?: Readonly<Record<string, unknown>> | undefined;
  readonly phases: PhaseLengths;
  readonly minimum: WorkloadMinimum;
  readonly slo?: ServiceLevel | undefined;
  readonly requestTimeoutSeconds: number;
  /** Set where this workload is a rung of a ladder. */
  readonly rung?: LadderRung | undefined;
  /** SHA-256 of the canonical JSON of everything above. */
  readonly hash: string;
}

export type Workload = InferenceWorkload | TrainingWorkload;

export const WORKLOAD_KINDS = ["inference", "training"] as const;
export type WorkloadKind = (typeof WORKLOAD_KINDS)[number];
