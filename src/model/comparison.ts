import type { Boundary } from "./boundary.js";
import type { DefinitionStamp } from "./definition-stamp.js";
import type { SystemEndpoints } from "./endpoint-results.js";
import type { Absent, Estimate, PointOnly, SystematicBound } from "./estimate.js";
import type { Finding } from "./finding.js";
import type { LocalizedText } from "./localized-text.js";
import type { LossComparison } from "./loss-comparison.js";
import type { MetricGroup } from "./metric-group.js";
import type { MetricValue } from "./metric-value.js";
import type { Analysis } from "./plan.js";
import type { Provenance } from "./provenance.js";
import type { AdapterStamp } from "./run-record.js";
import type { Accelerators, SystemSpec, Topology } from "./system.js";
import type { TrainedSystem, TrainedWorkload } from "./trained-system.js";
import type { Unit } from "./unit.js";
import type { Direction, Validity, Verdict } from "./verdict.js";

/** A run in the list of all runs of the plan, used or not. */
export interface ListedRun {
  readonly runId: string;
  readonly trialId: string;
  readonly systemId: string;
  readonly workloadId: string;
  readonly repeat: number;
  readonly startedAt: string;
  readonly validity: Validity | "absent";
  /** Why the validity is not `valid`, and whatever else was noticed. */
  readonly findings: readonly Finding[];
  readonly used: boolean;
  /** Why the run is left out; absent for a used one. */
  readonly leftOut?: Finding | undefined;
}

/** A ratio candidate / baseline with its intervals. */
export interface RatioEstimate {
  readonly kind: "ratio";
  readonly ratio: number;
  /** Noise-only interval at `confidence`. */
  readonly low: number;
  readonly high: number;
  /** The same widened by every systematic bound of both sides; the verdict rests on it. */
  readonly lowWithSystematic: number;
  readonly highWithSystematic: number;
  readonly confidence: number;
  /** Two-sided p-value of "no difference", noise only. */
  readonly p: number;
  readonly degreesOfFreedom: number;
  readonly method: string;
  readonly systematic: {
    readonly candidate: readonly SystematicBound[];
    readonly baseline: readonly SystematicBound[];
  };
}

/** Values of one metric over the used runs of one system. */
export interface SystemValues {
  readonly systemId: string;
  /** In the order of execution; absent ones with their reason. */
  readonly runs: readonly { readonly runId: string; readonly value: MetricValue | Absent }[];
  /** Mean over runs with its interval: geometric, or arithmetic where a value is zero. */
  readonly summary: Estimate | PointOnly | Absent;
  readonly provenance: Provenance;
}

/** A test against a margin that the suite stated beforehand, besides the verdict. */
export interface MarginTest {
  /** `equivalence`: within the margin on both sides (TOST). `non-inferiority`: not worse by more than the margin. */
  readonly kind: "equivalence" | "non-inferiority";
  readonly margin: number;
  /** The two-sided 90 % interval of candidate / baseline, systematic bounds included: its ends are the one-sided tests at 5 %. */
  readonly low: number;
  readonly high: number;
  /** One-sided p, noise only; of equivalence the larger of the two. */
  readonly p: number;
  readonly isShown: boolean;
}

/** One metric of one comparison. */
export interface ComparisonRow {
  readonly metricId: string;
  readonly title: LocalizedText;
  readonly unit: Unit;
  readonly better: Direction;
  readonly group: MetricGroup;
  readonly formula: LocalizedText;
  readonly primary: boolean;
  readonly margin: number;
  readonly candidate: SystemValues;
  readonly baseline: SystemValues;
  /** A point only where there are too few runs for an interval, or runs that do not differ. */
  readonly ratio: RatioEstimate | PointOnly | Absent;
  /** Of the primary metrics where there are several: p adjusted for their number (Holm), over all comparisons of the plan's family. */
  readonly adjustedP?: number | undefined;
  /** `none` for a metric that has no better direction. */
  readonly verdict: Verdict | "none";
  /** Why the verdict is what it is, where that is not plain from the interval. */
  readonly reasons: readonly Finding[];
  /** Where the suite states margins for them. */
  readonly tests?: readonly MarginTest[] | undefined;
  /** Of a primary metric: what its runs say by other means (ranks, trends, outliers). It decides nothing. */
  readonly beside?: readonly Finding[] | undefined;
}

/**
 * What must be printed on every row: the rows are a demonstration, not measured on real hardware, or of a system that tokwatt itself
 * slowed down.
 */
export interface Stamp {
  readonly kind: "demonstration" | "not-measured" | "injected-slowdown";
  /** The adapter's label for `not-measured`. */
  readonly label?: LocalizedText | undefined;
  /** For `injected-slowdown`: by which part of the time everything was made to take longer. */
  readonly slowdown?: number | undefined;
}

/** Meters of one system at one boundary, over all of its used runs. */
export interface Metering {
  readonly boundary: Boundary;
  /** Kinds of meters, such as `npu-smi`. */
  readonly sources: readonly string[];
  readonly meters: number;
  /** Readings a second of the slowest one in its slowest run. */
  readonly rateHz: number;
}

/** What drove the load of a system's used runs. */
export interface LoadClients {
  /** Names of the transports that carried the bytes; more than one where the runs differ. */
  readonly transports: readonly string[];
  /** Numbers of processes, ascending; more than one where the runs differ. */
  readonly workers: readonly number[];
}

/** One side of a comparison. */
export interface ComparedSystem {
  readonly systemId: string;
  readonly title: LocalizedText;
  readonly accelerators: Accelerators;
  readonly topology?: Topology | undefined;
  /** How its power was read, from the narrowest boundary to the widest; empty where nothing was. */
  readonly metering: readonly Metering[];
  /** Absent where no run is used. */
  readonly load?: LoadClients | undefined;
  readonly adapter: AdapterStamp;
  /** How it trained, where the workload is one of training and a run is used. */
  readonly training?: TrainedSystem | undefined;
  /** Set where tokwatt itself slowed it down. */
  readonly injected?: SystemSpec["injected"];
}

/** What a comparison of trainings is of. */
export interface ComparedTraining {
  readonly workload: TrainedWorkload;
  /** Absent where no used run tells its loss. */
  readonly losses?: LossComparison | undefined;
}

/** Candidate against baseline on one workload. */
export interface Comparison {
  readonly format: "tokwatt.comparison";
  readonly version: 1;
  readonly planHash: string;
  readonly suiteTitle: LocalizedText;
  readonly executionId: string;
  readonly workload: { readonly id: string; readonly title: LocalizedText; readonly hash: string };
  /** Set where the workload is one of training. */
  readonly training?: ComparedTraining | undefined;
  readonly candidate: ComparedSystem;
  readonly baseline: ComparedSystem;
  readonly analysis: Analysis;
  readonly confidence: number;
  /** Of the plan: comparisons of one number stand in one entry of the suite, and Holm counts their primary metrics together. */
  readonly family?: number | undefined;
  readonly stamps: readonly Stamp[];
  /** Energy boundary at which both are compared; absent where there is none, with what must be metered. */
  readonly boundary: Boundary | Absent;
  /** For each side whose energy a bridge brought to that boundary: from where, by how much, what would narrow it. */
  readonly energyBasis: readonly Finding[];
  /** What differs between the two: warnings limit the verdict, errors make the rows not comparable. */
  readonly differences: readonly Finding[];
  readonly rows: readonly ComparisonRow[];
  /** Whose definitions the rows follow; absent where they are ours. */
  readonly definitions?: DefinitionStamp | undefined;
  /** Results of each endpoint, of the systems that have several; absent where none has. */
  readonly endpoints?: readonly SystemEndpoints[] | undefined;
  /** Every run of the plan for these two systems and this workload. */
  readonly runs: readonly ListedRun[];
  /** What a reader must know: lifecycle, order, ledger, other executions of the same plan. */
  readonly caveats: readonly Finding[];
}
