import { type Finding, note, warning } from "../model/finding.js";
import { PEAKS } from "../model/flops/peaks.js";
import type { Plan } from "../model/plan.js";
import type { SystemSpec, SystemTraining } from "../model/system.js";
import { findJob, jobPrecision } from "../model/training-job.js";
import type { TrainingPrecision } from "../model/training-workload.js";
import type { Workload } from "../model/workload.js";
import { MINIMUM_RUNS } from "../statistics/interval-requirements.js";

/** What a plan cannot give, although it is valid: to be said before hours of machine time are spent on it. */
export function planNotes(plan: Plan): readonly Finding[] {
  const findings: Finding[] = [];
  if (plan.repeats < MINIMUM_RUNS) {
    findings.push(warning("plan-too-few-runs", { repeats: plan.repeats, minimum: MINIMUM_RUNS }));
  }
  findings.push(...plan.workloads.flatMap(demonstration));
  findings.push(...plan.systems.flatMap((system) => withoutPeak(system, plan.workloads)));
  if (plan.comparisons.length > 0) findings.push(...plan.workloads.flatMap(changingRate));
  if (plan.comparisons.length === 0) findings.push(note("plan-no-comparison"));
  else if (plan.order === "sequential") findings.push(note("plan-sequential"));
  return findings;
}

/** How long the steps of a training take is not known beforehand, so only their number is looked at. */
function demonstration(workload: Workload): readonly Finding[] {
  const { id, minimum } = workload;
  if (workload.kind === "training") {
    const { steps } = workload;
    if (steps >= workload.minimum.steps) return [];
    return [warning("plan-training-demonstration", { workload: id, steps, minimumSteps: workload.minimum.steps })];
  }
  const seconds = workload.phases.measureSeconds;
  if (seconds >= minimum.windowSeconds) return [];
  return [warning("plan-demonstration", { workload: id, seconds, minimumSeconds: minimum.windowSeconds })];
}

function changingRate(workload: Workload): readonly Finding[] {
  if (workload.kind === "training") return [];
  const { kind } = workload.arrival;
  return kind === "ramp" || kind === "steps" ? [warning("plan-rate-changes", { workload: workload.id })] : [];
}

/** Precisions in which a system trains and of which nobody says how much its accelerators could do: there will be no MFU. */
function withoutPeak({ id, training }: SystemSpec, workloads: readonly Workload[]): readonly Finding[] {
  if (training === undefined) return [];
  const { peak, jobs } = training;
  const precisions = workloads.flatMap((workload) => {
    if (workload.kind === "inference") return [];
    const job = findJob(jobs, workload);
    return job === undefined ? [] : [jobPrecision(workload, job)];
  });
  const unknown = [...new Set(precisions)].filter((precision) => !hasPeak(peak, precision));
  return unknown.map((precision) => note("plan-no-peak", { system: id, precision }));
}

function hasPeak(peak: SystemTraining["peak"], precision: TrainingPrecision): boolean {
  if (peak === undefined) return false;
  if (!("device" in peak)) return peak.precision === precision;
  return PEAKS.some((known) => known.device === peak.device && known.precision === precision);
}
