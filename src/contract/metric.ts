import type { EngineSample } from "../model/engine-series.js";
import type { Absent } from "../model/estimate.js";
import type { LocalizedText } from "../model/localized-text.js";
import type { MetricGroup } from "../model/metric-group.js";
import type { MetricValue } from "../model/metric-value.js";
import type { Trial } from "../model/plan.js";
import type { Provenance } from "../model/provenance.js";
import type { RequestSample } from "../model/request-sample.js";
import type { SystemSpec } from "../model/system.js";
import type { TimeWindow } from "../model/time.js";
import type { BinnedEvents, TokenEvents } from "../model/token-events.js";
import type { Unit } from "../model/unit.js";
import type { Direction } from "../model/verdict.js";
import type { WindowEnergy } from "../model/window-energy.js";
import type { Workload } from "../model/workload.js";

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

/** A run as metrics see it: one window for tokens and joules alike. */
export interface RunView {
  readonly kind: "view";
  readonly trial: Trial;
  readonly system: SystemSpec;
  readonly workload: Workload;
  /** The token window: half-open, in nanoseconds since the run's start. */
  readonly window: TimeWindow;
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
  readonly energy: WindowEnergy | Absent;
  /** The engine's own metrics over the whole run, of several endpoints as one system; empty where it shows none. */
  readonly engine: readonly EngineSample[];
  /** Of the adapter; a metric may only weaken it. */
  readonly provenance: Provenance;
}

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
  compute(run: RunView): MetricValue | Absent;
}
