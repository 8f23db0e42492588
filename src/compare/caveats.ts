import { meteredBoundaries, meteredSystem } from "../energy/metered-boundaries.js";
import type { ComparisonRow, ListedRun, Stamp } from "../model/comparison.js";
import type { SystemEndpoints } from "../model/endpoint-results.js";
import { type Finding, note, warning } from "../model/finding.js";
import { percentText } from "../model/percent-text.js";
import type { Plan, PlannedComparison } from "../model/plan.js";
import type { RunRecord } from "../model/run-record.js";
import type { SystemSpec } from "../model/system.js";
import type { Workload } from "../model/workload.js";
import { clientChanges, clientDifferences, descriptionChanges } from "./description-changes.js";
import { endpointFindings } from "./endpoint-results.js";
import { engineCaveats } from "./engine-check.js";
import { controlCaveats, type KnownNoise } from "./known-noise.js";
import { orderFindings } from "./order-check.js";
import { powerCaveats } from "./power-caveats.js";
import type { Execution } from "./select-execution.js";
import { hasUnsharedMeter } from "./shared-meters.js";
import { trainingCaveats } from "./training-caveats.js";
import type { Side, ViewedSide } from "./viewed-side.js";

/** Fewest runs a side below which a report says that they are few. */
const LOW_RUNS = 5;

/** Share of a run's tokens that nobody counted above which a reader is told. */
const ESTIMATED_SHARE = 0.001;

/** What caveats are found in. */
export interface CaveatContext {
  readonly execution: Execution;
  readonly workload: Workload;
  readonly sides: readonly Side[];
  readonly viewed: readonly ViewedSide[];
  readonly listed: readonly ListedRun[];
  readonly ledgerFindings: readonly Finding[];
  readonly stamps: readonly Stamp[];
  /** Which systems had runs that were not steady. */
  readonly steadiness: readonly Finding[];
  /** Results of each endpoint, of the systems that have several. */
  readonly endpoints: readonly SystemEndpoints[];
  /** Workloads of the plan that are left out, as the definitions that are asked for know none of their kind. */
  readonly undefinedWorkloads: readonly string[];
  /** Set where the systems are compared. */
  readonly compared?: ComparedContext | undefined;
}

/** What is said of two systems that are compared, besides each of them. */
export interface ComparedContext {
  readonly planned: PlannedComparison;
  readonly rows: readonly ComparisonRow[];
  /** Noise that was measured before, by system; absent where no history is looked at. */
  readonly known: ReadonlyMap<string, KnownNoise> | undefined;
}

/** What a reader who was not there must know before believing the rows. */
export function findCaveats(context: CaveatContext): readonly Finding[] {
  const { execution, workload, sides, listed, stamps } = context;
  const { plan, others } = execution;
  const findings: Finding[] = [...context.ledgerFindings];
  if (stamps.some((stamp) => stamp.kind === "demonstration")) {
    findings.push(demonstration(workload));
  }
  for (const { system, records } of sides) {
    // A job is a fresh start wherever it runs.
    const isAttached = system.lifecycle === "attached" && workload.kind === "inference";
    if (isAttached) findings.push(warning("attached-excludes-starts", { system: system.id }));
    if (records.length < LOW_RUNS) findings.push(warning("few-runs", { system: system.id, runs: records.length }));
    const assumed = plan.assumedMeterAccuracy[system.id];
    if (assumed !== undefined && records.some((record) => hasUnknownMeter(record, system))) {
      findings.push(warning("meter-accuracy-assumed", { system: system.id, bound: percentText(assumed) }));
    }
  }
  for (const side of sides) {
    findings.push(...descriptionChanges(side), ...clientChanges(side), ...powerCaveats(side, plan));
  }
  findings.push(...context.viewed.flatMap(estimatedTokens), ...sides.flatMap(engineCaveats), ...context.steadiness);
  findings.push(...context.endpoints.flatMap(endpointFindings), ...context.viewed.flatMap(trainingCaveats));
  findings.push(...sides.flatMap((side) => degradedRuns(side, listed)));
  const leftOut = listed.filter((run) => !run.used).length;
  const { undefinedWorkloads } = context;
  if (undefinedWorkloads.length > 0) {
    findings.push(note("workloads-without-definitions", { workloads: undefinedWorkloads.join(", ") }));
  }
  if (leftOut > 0) findings.push(warning("runs-left-out", { leftOut, runs: listed.length }));
  const missing = plan.trials.filter(
    (trial) =>
      trial.workloadId === workload.id &&
      sides.some((side) => side.system.id === trial.systemId) &&
      !listed.some((run) => run.trialId === trial.id),
  ).length;
  if (missing > 0) findings.push(warning("trials-not-run", { missing }));
  if (plan.order === "sequential" && hasSeveralSystems(plan, workload)) findings.push(warning("order-sequential"));
  if (context.compared !== undefined) findings.push(...comparedCaveats(context, context.compared));
  if (others.length > 0) findings.push(warning("other-executions", { count: others.length, list: others.join(", ") }));
  findings.push(note("one-machine-each"));
  return findings;
}

function comparedCaveats(
  { execution, sides, listed }: CaveatContext,
  { planned, rows, known }: ComparedContext,
): readonly Finding[] {
  const [candidate, baseline] = sides;
  const isInterleaved = execution.plan.order === "interleaved";
  return [
    ...(candidate === undefined || baseline === undefined ? [] : clientDifferences(candidate, baseline)),
    ...(isInterleaved ? orderFindings(listed, planned.candidate, planned.baseline) : []),
    ...(planned.meters === "shared" ? sharedMeterCaveats(rows) : []),
    ...sides.flatMap((side) => {
      const of = known?.get(side.system.id);
      return of === undefined ? [] : controlCaveats(side, planned.primaryMetrics, of);
    }),
  ];
}

/** That the meters' gain was taken out; or that a side has a meter's bound of its own, so that the meters are not the same ones. */
function sharedMeterCaveats(rows: readonly ComparisonRow[]): readonly Finding[] {
  const energy = rows.filter(({ group, ratio }) => group === "energy" && ratio.kind === "ratio");
  if (energy.length === 0) return [];
  const isContradicted = energy.some(({ ratio }) => ratio.kind === "ratio" && hasUnsharedMeter(ratio.systematic));
  return [isContradicted ? warning("meters-not-shared") : note("meters-shared")];
}

/** Runs in which the client was at its limits are used: their latencies are not judged, and their throughput is with this caveat. */
function degradedRuns({ system }: Side, listed: readonly ListedRun[]): readonly Finding[] {
  const used = listed.filter((run) => run.used && run.systemId === system.id);
  const degraded = used.filter(({ validity }) => validity === "degraded").length;
  return degraded === 0 ? [] : [warning("runs-degraded", { system: system.id, degraded, runs: used.length })];
}

/** One system alone has nothing that could be confounded with time. */
function hasSeveralSystems({ trials }: Plan, { id }: Workload): boolean {
  return new Set(trials.filter(({ workloadId }) => workloadId === id).map(({ systemId }) => systemId)).size > 1;
}

function demonstration(workload: Workload): Finding {
  const { windowSeconds: seconds, powerSamples: samples } = workload.minimum;
  if (workload.kind === "inference") return warning("demonstration-window", { seconds, samples });
  return warning("demonstration-training", { seconds, samples, steps: workload.minimum.steps });
}

function hasUnknownMeter(record: RunRecord, system: SystemSpec): boolean {
  const traces = meteredBoundaries(record.power, meteredSystem(system, record.manifest.training)).flatMap(
    (metered) => metered.traces,
  );
  return traces.some((trace) => trace.header.accuracy === "unknown");
}

/** Tokens of requests that the run's end cut and that the server never counted stand for their events. */
function estimatedTokens({ systemId, views }: ViewedSide): readonly Finding[] {
  const shares = [...views.values()].map((view) =>
    view.kind === "view" && view.of === "inference" ? view.outputTokens.estimatedShare : 0,
  );
  const share = Math.max(0, ...shares);
  return share > ESTIMATED_SHARE ? [warning("tokens-estimated", { system: systemId, share })] : [];
}
