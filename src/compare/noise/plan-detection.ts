import { metricsFor } from "../../metrics/all.js";
import type { Analysis, Plan, PlannedComparison } from "../../model/plan.js";
import type { Workload } from "../../model/workload.js";
import { equalSpread } from "../../statistics/power-analysis.js";
import { familyOf } from "../across-workloads.js";
import { type KnownSpread, knownSpread, type StoredNoise } from "./known-spread.js";
import { detectableDifference, runsNeeded } from "./runs-needed.js";

/** What one primary metric of one comparison on one workload needs to find a difference. */
export interface DetectionLine {
  readonly candidate: string;
  readonly baseline: string;
  readonly workloadId: string;
  readonly metricId: string;
  readonly analysis: Analysis;
  readonly margin: number;
  /** Two-sided; where Holm counts several metrics together, its first step: confidence's alpha over their number. */
  readonly alpha: number;
  /** How many metrics it counts together. */
  readonly together: number;
  /** Absent where no noise of the system is stored. */
  readonly candidateNoise?: KnownSpread | undefined;
  readonly baselineNoise?: KnownSpread | undefined;
  /** Absent where the noise of a side is not known. */
  readonly answer?: DetectionAnswer | undefined;
}

export interface DetectionAnswer {
  /** The one spread that stands for those of both sides, with what their intervals make of it. */
  readonly spread: number;
  readonly spreadLow: number;
  readonly spreadHigh: number;
  /** Runs a side; absent where they are more than 1,000. The range is that of the spread's interval. */
  readonly runs?: number | undefined;
  readonly fewest?: number | undefined;
  readonly most?: number | undefined;
  /** What the plan's own most runs a side would find, relative. */
  readonly detectable: number;
  readonly isEnough: boolean;
}

export interface DetectionAsk {
  readonly difference: number;
  readonly power: number;
}

/** Runs a side that the plan makes at most. */
export function plannedRuns({ repeats, stop }: Pick<Plan, "repeats" | "stop">): number {
  return stop?.maxRuns ?? repeats;
}

/**
 * How many runs a side find a difference, for each comparison, workload and primary metric of a plan, from noise that was measured
 * before, by the analysis that the plan fixed (reference: statistics Q8).
 */
export function planDetection(plan: Plan, stored: StoredNoise, ask: DetectionAsk): readonly DetectionLine[] {
  return plan.comparisons.flatMap((planned, index) =>
    plan.workloads.flatMap((workload) => {
      const together = countedTogether(plan, familyOf(planned, index), workload);
      return primaryOn(planned, workload).map((metricId) =>
        detectionLine(plan, planned, workload, metricId, together, stored, ask),
      );
    }),
  );
}

function detectionLine(
  plan: Plan,
  planned: PlannedComparison,
  workload: Workload,
  metricId: string,
  together: number,
  stored: StoredNoise,
  { difference, power }: DetectionAsk,
): DetectionLine {
  const { candidate, baseline, analysis, confidence, margins } = planned;
  const margin = margins.metrics[metricId] ?? margins.default;
  const alpha = (1 - confidence) / together;
  const noiseOf = (systemId: string) => {
    const system = plan.systems.find(({ id }) => id === systemId);
    return system && knownSpread(stored, system, workload, metricId, analysis);
  };
  const [ours, theirs] = [noiseOf(candidate), noiseOf(baseline)];
  const line = { candidate, baseline, workloadId: workload.id, metricId, analysis, margin, alpha, together };
  const noises = { ...(ours ? { candidateNoise: ours } : {}), ...(theirs ? { baselineNoise: theirs } : {}) };
  if (ours === undefined || theirs === undefined) return { ...line, ...noises };
  // Of pairs the same mean stands: each side gives half of what its own neighbours differ by.
  const [spread, spreadLow, spreadHigh] = [
    equalSpread(ours.point, theirs.point),
    equalSpread(ours.low, theirs.low),
    equalSpread(ours.high, theirs.high),
  ];
  const needed = (at: number) => runsNeeded(at, analysis, { difference, power, alpha, margin });
  const [runs, fewest, most] = [needed(spread), needed(spreadLow), needed(spreadHigh)];
  const own = plannedRuns(plan);
  const answer: DetectionAnswer = {
    spread,
    spreadLow,
    spreadHigh,
    ...(runs === undefined ? {} : { runs }),
    ...(fewest === undefined ? {} : { fewest }),
    ...(most === undefined ? {} : { most }),
    detectable: detectableDifference(spread, Math.max(own, 2), analysis, { power, alpha }),
    isEnough: runs !== undefined && runs <= own,
  };
  return { ...line, ...noises, answer };
}

function primaryOn({ primaryMetrics }: PlannedComparison, workload: Workload): readonly string[] {
  const own = metricsFor(workload.kind).filter(({ better }) => better !== "neither");
  return primaryMetrics.filter((id) => own.some((metric) => metric.id === id));
}

/** Primary metrics of all comparisons of a family on one workload: Holm takes them together. */
function countedTogether(plan: Plan, family: string, workload: Workload): number {
  const members = plan.comparisons.filter((planned, index) => familyOf(planned, index) === family);
  return members.reduce((sum, planned) => sum + primaryOn(planned, workload).length, 0);
}
