import type { Finding } from "./finding.js";
import type { LadderRung, ServiceLevel } from "./workload.js";

/** What a search was asked. Equal questions are the same search, and may be continued. */
export interface SearchQuestion {
  readonly system: { readonly id: string; readonly hash: string };
  /** As its file has it, not a rung of it. */
  readonly workload: { readonly id: string; readonly hash: string };
  readonly of: LadderRung["of"];
  /** Where the first round begins, and the limits that are never left. */
  readonly start: number;
  readonly low: number;
  readonly high: number;
  /** Share of the requests that must meet the service level. */
  readonly share: number;
  readonly slo: ServiceLevel;
  /** Relative width at which a round ends. */
  readonly resolution: number;
  readonly rounds: number;
  readonly seed: number;
}

/** What a run says about the service level. Figures that the run does not have are absent. */
export interface ProbeJudgement {
  /** `unusable`: the run says nothing about the system, as the client was at fault or the run failed. */
  readonly outcome: "met" | "missed" | "unusable";
  /** Why it was missed or is unusable. */
  readonly reasons: readonly Finding[];
  readonly isDemonstration: boolean;
  readonly requests: number;
  readonly shareWithinSlo?: number | undefined;
  readonly errorRate?: number | undefined;
  readonly outputTokensPerSecond?: number | undefined;
  /** Median over requests. */
  readonly tokensPerSecondPerUser?: number | undefined;
  readonly ttftP99Seconds?: number | undefined;
}

/** One run of a search. */
export interface Probe extends ProbeJudgement {
  /** Of the run's record, in the same results. */
  readonly runId: string;
  readonly value: number;
  /** Bisection that asked for it, from 1. */
  readonly round: number;
  /** From 1; an unusable probe is made again. */
  readonly attempt: number;
}

export type SearchAnswer =
  | {
      readonly kind: "found";
      readonly value: number;
      readonly low: number;
      readonly high: number;
      readonly confidence: number;
      readonly method: "t-log" | "bracket";
      /** The answer of every round. */
      readonly rounds: readonly number[];
    }
  | { readonly kind: "none-meets" | "all-meet"; readonly value: number }
  /** The client or the system kept the search from an answer. */
  | { readonly kind: "stopped"; readonly value: number; readonly reason: Finding };

/** `search-<id>.json` beside the runs: the question, every probe as it ended, and the answer once there is one. */
export interface SearchRecord {
  readonly format: "tokwatt.search";
  readonly version: 1;
  readonly id: string;
  readonly startedAt: string;
  readonly question: SearchQuestion;
  readonly probes: readonly Probe[];
  readonly answer?: SearchAnswer | undefined;
}
