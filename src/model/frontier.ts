import type { Boundary } from "./boundary.js";
import type { ComparedSystem, Comparison, ComparisonRow, SystemValues } from "./comparison.js";
import type { Absent, Estimate, PointOnly } from "./estimate.js";
import type { Finding } from "./finding.js";
import type { InferenceWorkload, LadderRung } from "./workload.js";

/** A metric that rungs are shown with. */
export type FrontierMetric = Pick<ComparisonRow, "metricId" | "title" | "group" | "unit" | "better" | "formula">;

/** What one system did on one rung. */
export interface FrontierPoint {
  /** Concurrency or requests per second. */
  readonly rung: number;
  readonly workload: Pick<InferenceWorkload, "id" | "title" | "hash">;
  /** One for each of the frontier's metrics, in their order. */
  readonly values: readonly SystemValues[];
  /** Used runs. */
  readonly runs: number;
  /** No other rung of the system has both more throughput and more interactivity, by the means over runs. */
  readonly onFrontier: boolean;
  /** What a reader of the point must know, such as runs that were not steady. */
  readonly findings: readonly Finding[];
}

export interface SystemFrontier {
  readonly system: ComparedSystem;
  /** By ascending rung. */
  readonly points: readonly FrontierPoint[];
  /** Where more load gave less throughput, or more interactivity, beyond the noise. */
  readonly findings: readonly Finding[];
}

/** Throughput of one system at an interactivity that is given. */
export interface InterpolatedThroughput {
  readonly systemId: string;
  /** Output tokens/s of one accelerator unit. */
  readonly perUnit: Estimate | PointOnly | Absent;
  /** False where a rung of the system has just this interactivity: then the value was measured there. */
  readonly interpolated: boolean;
}

/** What the systems of a ladder do at one and the same interactivity: derived, and never a verdict. */
export interface EqualInteractivity {
  /** Output tokens per second and user. */
  readonly interactivity: number;
  /** One for each system, in the frontier's order. */
  readonly throughput: readonly InterpolatedThroughput[];
}

/** Throughput against interactivity over the rungs of one ladder. */
export interface Frontier
  extends Pick<Comparison, "planHash" | "suiteTitle" | "executionId" | "confidence" | "stamps"> {
  readonly format: "tokwatt.frontier";
  readonly version: 1;
  readonly ladder: Pick<LadderRung, "ladder" | "of">;
  /** Where the energy of all points is stated. */
  readonly boundary: Boundary | Absent;
  readonly metrics: readonly FrontierMetric[];
  readonly systems: readonly SystemFrontier[];
  /** Empty for a single system, and where the systems have no interactivity in common. */
  readonly equalInteractivity: readonly EqualInteractivity[];
}
