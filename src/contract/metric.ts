import type { EngineSample } from "../model/engine-series.js";
import type { Absent } from "../model/estimate.js";
import type { LocalizedText } from "../model/localized-text.js";
import type { MetricGroup } from "../model/metric-group.js";
import type { MetricValue } from "../model/metric-value.js";
import type { Trial } from "../model/plan.js";
import type { Provenance } from "../model/provenance.js";
import type { RequestSample } from "../model/request-sample.js";
import type { StepSample } from "../model/step-sample.js";
import type { SystemSpec } from "../model/system.js";
import type { TimeWindow } from "../model/time.js";
import type { BinnedEvents, TokenEvents } from "../model/token-events.js";
import type { TrainingFacts } from "../model/training-facts.js";
import type { TrainingWorkload } from "../model/training-workload.js";
import type { Unit } from "../model/unit.js";
import type { Direction } from "../model/verdict.js";
import type { WindowEnergy } from "../model/window-energy.js";
import type { InferenceWorkload, WorkloadKind } from "../model/workload.js";

/** One content event with its tokens resolved: as the server counted, or its request's `usage` spread over its events. */
export interface ResolvedEvents {
  readonly request: RequestSample;
  readonly timesNs: Float64Array;
  /** Tokens of each event; may be fractions where a count was spread. */
  readonly tokens: Float64Array;
  /** False where the run's mean tokens per event had to stand in (no `usage` and no per-event count). */
  readonly counted: boolean;
  /** Whole tokens of each event where they are known and nothing had to be spread (`knownTokens`); else undefined. */
  readonly known: ArrayLike<number> | undefined;
}

/** Output tokens of the events inside the window. */
export interface WindowTokens {
  /** Those of unfinished requests included; NaN where nobody counted. */
  readonly tokens: number;
  readonly events: number;
  /** Share of `tokens` that no count of the server backs. */
  readonly estimatedShare: number;
}

/** What runs of every kind have: one window for tokens and joules alike. */
interface WindowView {
  readonly kind: "view";
  readonly trial: Trial;
  readonly system: SystemSpec;
  /** The window of tokens and joules: half-open, in nanoseconds since the run's start. */
  readonly window: TimeWindow;
  readonly energy: WindowEnergy | Absent;
  /** Of the adapter; a metric may only weaken it. */
  readonly provenance: Provenance;
}

/** An inference run as metrics see it. */
export interface InferenceView extends WindowView {
  readonly of: "inference";
  readonly workload: InferenceWorkload;
  readonly requests: readonly RequestSample[];
  /** Requests that were scheduled in the measure phase. */
  readonly measured: readonly RequestSample[];
  /** Content events with their tokens, by request; empty in a giant run, which has `binned` in their place. */
  readonly events: readonly ResolvedEvents[];
  /** Every chunk event as it was read, empty ones included, for definitions that count those as well. */
  readonly chunks: TokenEvents;
  /** Sums of the events of a giant run; undefined where the run has `events`. */
  readonly binned: BinnedEvents | undefined;
  readonly outputTokens: WindowTokens;
  /** The engine's own metrics over the whole run, of several endpoints as one system; empty where it shows none. */
  readonly engine: readonly EngineSample[];
}

/** What MFU is a share of, of one accelerator of the unit that the system counts. */
export interface UnitPeak {
  readonly flopPerSecond: number;
  readonly precision: string;
  readonly source: string;
}

/** A training run as metrics see it. */
export interface TrainingView extends WindowView {
  readonly of: "training";
  readonly workload: TrainingWorkload;
  readonly facts: TrainingFacts;
  /** All reports of the log, those of the warm-up included. */
  readonly steps: readonly StepSample[];
  /** Reports whose steps lie in the window: it begins with the last report before the first of them, and ends with the last. */
  readonly measured: readonly StepSample[];
  /** Of the measured steps, of the whole job. */
  readonly tokens: number;
  /** By how much the window may be longer or shorter than it is stated, as its edges were stamped late: at most, in seconds. */
  readonly edgeSeconds: number;
  /** By `modelFlopsPerToken`, the same formula for every system. */
  readonly flopsPerToken: number;
  /** Absent with the reason where nobody knows the peak at this precision. */
  readonly peak: UnitPeak | Absent;
}

export type RunView = InferenceView | TrainingView;

/**
 * What a metric rests on: the energy of the window, the workload's SLO, the definition of the accelerator unit. Shared
 * code decides by it what is absent and what cannot be compared.
 */
export type MetricNeed = "energy" | "slo" | "unit";

/** What a metric is: one file in `metrics/`, one line in its list. */
export interface MetricDefinition {
  readonly id: string;
  readonly title: LocalizedText;
  readonly unit: Unit;
  readonly better: Direction;
  readonly group: MetricGroup;
  /** The formula in words, for the report and docs/metrics.md. */
  readonly formula: LocalizedText;
  /** Where the definition comes from. */
  readonly source: string;
  readonly needs: readonly MetricNeed[];
  /** Kinds of workloads that it is a metric of. */
  readonly of: readonly WorkloadKind[];
  /** Of a run of another kind: absent. */
  compute(run: RunView): MetricValue | Absent;
}
