import type { SystemSpec } from "./system.js";
import type { Workload } from "./workload.js";

/** How the runs of two systems are compared: independent samples, or pairs by block. */
export const ANALYSES = ["welch", "paired"] as const;
export type Analysis = (typeof ANALYSES)[number];

/** One cell of the plan: one fresh run of one workload on one system. */
export interface Trial {
  /** Place in the order of execution, from 0. */
  readonly index: number;
  readonly id: string;
  readonly systemId: string;
  readonly workloadId: string;
  /** From 1. Equal repeats of compared systems form a block and replay the same arrival list. */
  readonly repeat: number;
  /** Name of the random stream for arrivals and prompts: the same on every system. */
  readonly arrivalSeed: string;
}

/** A practical margin: a relative difference smaller than it does not matter. 0.02 is 2 %. */
export interface Margins {
  readonly default: number;
  /** By metric id, where it differs. */
  readonly metrics: Readonly<Record<string, number>>;
}

export interface PlannedComparison {
  readonly candidate: string;
  readonly baseline: string;
  readonly analysis: Analysis;
  readonly confidence: number;
  readonly margins: Margins;
  /** Ids of the metrics that the decision rests on; all others are shown beside them. */
  readonly primaryMetrics: readonly string[];
  /**
   * Comparisons of one number stand in one entry of the suite (several candidates against one baseline, or all pairs): Holm
   * counts all their primary metrics together. Absent where the entry is one comparison.
   */
  readonly family?: number | undefined;
  /** `shared`: both sides were read by the same meters, so that their gain cancels in a ratio. Absent: independent. */
  readonly meters?: "shared" | undefined;
  /** Where the suite states them: margins of the equivalence test and of the test that the candidate is not inferior. */
  readonly equivalence?: Margins | undefined;
  readonly nonInferiority?: Margins | undefined;
  /** How much each workload counts in the mean over workloads, by id; 1 where none is stated. */
  readonly weights?: Readonly<Record<string, number>> | undefined;
}

/**
 * When to stop repeating: `repeats` blocks are run in any case, further ones until the interval of every primary metric is so
 * narrow, or there are `maxRuns` of them. Never until p is small.
 */
export interface StopRule {
  /** Relative half-width of the noise-only interval of the ratio: high / ratio − 1. 0.02 is 2 %. */
  readonly width: number;
  readonly maxRuns: number;
}

/** What a gate holds a system against that has nothing beside it. */
export interface PlannedGate {
  readonly history?: PlannedHistoryGate | undefined;
  readonly requirements: readonly Requirement[];
}

export interface PlannedHistoryGate {
  readonly metrics: readonly string[];
  readonly margins: Margins;
  readonly confidence: number;
  /** Facts of the fingerprint that are what is under test, so that a change of theirs begins no new environment. */
  readonly vary: readonly string[];
}

/** A fixed requirement on one metric, in the metric's own unit. */
export interface Requirement {
  readonly metric: string;
  readonly bound: "at-least" | "at-most";
  readonly limit: number;
  /** Ids; absent: all systems, all workloads that have the metric. */
  readonly system?: string | undefined;
  readonly workload?: string | undefined;
}

/** Published limits on the harness's check of itself (docs/method.md), fixed with the plan. */
export interface ValidityLimits {
  /** p99 of (sent - scheduled): above the first a run is degraded, above the second invalid. */
  readonly scheduleLatenessP99DegradedMs: number;
  readonly scheduleLatenessP99InvalidMs: number;
  readonly eventLoopDelayP99DegradedMs: number;
  readonly eventLoopDelayP99InvalidMs: number;
  /** CPU seconds of the client per second of the window, of the one core that it can use. */
  readonly clientCpuDegraded: number;
  readonly clientCpuInvalid: number;
  /** Requests sent over requests due in the window, at least. */
  readonly sentOverDueDegraded: number;
  readonly sentOverDueInvalid: number;
  /** p99 of the receive path's lag. The limits from here on are absent from plans of older versions. */
  readonly receiveLagP99DegradedMs?: number | undefined;
  readonly receiveLagP99InvalidMs?: number | undefined;
  /** Share of the window in which the event loop was ready to run and had no processor. */
  readonly processorWaitDegraded?: number | undefined;
  readonly processorWaitInvalid?: number | undefined;
  /** Share of the bursts that were handled late. */
  readonly lateBurstsDegraded?: number | undefined;
  readonly lateBurstsInvalid?: number | undefined;
  /** Requests or events per second over this client's own ceiling, whichever is more. */
  readonly ceilingShareDegraded?: number | undefined;
  readonly ceilingShareInvalid?: number | undefined;
  /** Failed over finished requests; above it throughput is not comparable. */
  readonly errorRate: number;
  /** Share of the window that power samples must cover without over-long gaps. */
  readonly powerCoverage: number;
}

/** Everything that is fixed before the first run. */
export interface Plan {
  readonly format: "tokwatt.plan";
  readonly version: 1;
  readonly suite: { readonly id: string; readonly version: string; readonly title: { en: string; zh: string } };
  readonly seed: number;
  /** Runs of every cell; the fewest where there is a `stop` rule. */
  readonly repeats: number;
  /** Set where the number of runs depends on how much they differ; `trials` then holds the most that may be run. */
  readonly stop?: StopRule | undefined;
  readonly order: "interleaved" | "sequential";
  readonly systems: readonly SystemSpec[];
  readonly workloads: readonly Workload[];
  readonly trials: readonly Trial[];
  readonly comparisons: readonly PlannedComparison[];
  /** Set where the suite says what a gate is to hold its systems against besides one another. */
  readonly gate?: PlannedGate | undefined;
  /** Relative meter bound by system id, assumed by the suite where a meter's accuracy is unknown. */
  readonly assumedMeterAccuracy: Readonly<Record<string, number>>;
  readonly limits: ValidityLimits;
  /** SHA-256 of the canonical JSON of everything above. */
  readonly hash: string;
}
