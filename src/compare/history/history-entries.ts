import { metricsFor } from "../../metrics/all.js";
import type { ListedRun } from "../../model/comparison.js";
import { type Finding, warning } from "../../model/finding.js";
import type { Fingerprint } from "../../model/fingerprint.js";
import type { HistoryEntry, HistoryMetric } from "../../model/history.js";
import { weakestProvenance } from "../../model/provenance.js";
import type { SystemSpec } from "../../model/system.js";
import type { Workload } from "../../model/workload.js";
import { fingerprintOf } from "../../records/fingerprint.js";
import { stampEntry } from "../../records/history/entry-id.js";
import type { Results } from "../../records/results-reader.js";
import { commonBoundary } from "../common-boundary.js";
import { findDifferences } from "../differences.js";
import { listRuns, type RunList } from "../list-runs.js";
import { type Execution, type Selection, selectExecution } from "../select-execution.js";
import { stampsOf } from "../stamps.js";
import { steadinessObstacles, steadinessOfRuns } from "../steady-runs.js";
import { systemValues } from "../system-values.js";
import { type Side, sideOf, type ViewedSide, viewSide } from "../viewed-side.js";

export interface HistoryAsk {
  /** What was under test. */
  readonly commit: string;
  /** Facts of the fingerprint that are what is under test; those that the plan's gate names where it is left out. */
  readonly vary?: readonly string[] | undefined;
  readonly selection?: Selection | undefined;
}

/** What a history is to keep of one execution. */
export interface HistoryEntries {
  readonly entries: readonly { readonly entry: HistoryEntry; readonly fingerprint: Fingerprint }[];
  /** Cells that cannot be a point of a history, with the reason, and cells that are several. */
  readonly findings: readonly Finding[];
}

/** A confidence has to be stated; only the values are kept. */
const CONFIDENCE = 0.95;

/**
 * One entry for each system and workload of an execution: every metric that has a value, one value a used run. What a comparison
 * would refuse (runs that were not steady, too many failed requests) is no point of a history either, nor is a latency that a
 * busy client measured. Runs that were made in several environments make one entry each.
 *
 * @throws MeasurementError where the results hold no such execution
 */
export function historyEntries(results: Results, ask: HistoryAsk): HistoryEntries {
  const execution = selectExecution(results, ask.selection ?? {});
  const { systems, workloads } = execution.plan;
  // What tokwatt itself slowed down says nothing of a system.
  const untouched = systems.filter(({ injected }) => injected === undefined);
  const cells = untouched.flatMap((system) =>
    workloads.map((workload) => entriesOf(results, execution, system, workload, ask)),
  );
  return {
    entries: cells.flatMap(({ entries }) => entries),
    findings: cells.flatMap(({ findings }) => findings),
  };
}

function entriesOf(
  results: Results,
  execution: Execution,
  system: SystemSpec,
  workload: Workload,
  { commit, vary }: HistoryAsk,
): HistoryEntries {
  const { plan, executionId } = execution;
  const list = listRuns(results, execution, workload.id, [system.id]);
  if (list.listed.length === 0) return { entries: [], findings: [] };
  const cell = { system: system.id, workload: workload.id };
  const side = sideOf(plan, list, system.id);
  const all = viewSide(side, list, commonBoundary([side]));
  const [obstacle] = obstaclesOf(side, all, workload, execution);
  if (obstacle !== undefined) {
    return { entries: [], findings: [warning("history-cell-left-out", cell), obstacle] };
  }
  const environments = byEnvironment(side, vary ?? plan.gate?.history?.vary ?? []);
  const [first, ...others] = environments;
  if (first === undefined) return { entries: [], findings: [warning("history-cell-unused", cell)] };
  const differing = differingFacts([first, ...others].map(({ fingerprint }) => fingerprint));
  const several = { ...cell, count: environments.length, facts: differing.join(", ") };
  return {
    entries: environments.map(({ fingerprint, side: own }) => ({
      fingerprint,
      entry: stampEntry({
        systemId: system.id,
        workloadId: workload.id,
        fingerprint: fingerprint.hash,
        commit,
        at: startOf(own),
        executionId,
        planHash: plan.hash,
        ...stamped(own, workload),
        metrics: metricsOf(own, list, workload),
      }),
    })),
    findings: others.length === 0 ? [] : [warning("history-environments-mixed", several)],
  };
}

/** Why the figures of a side are of nothing that it would do again. */
function obstaclesOf(side: Side, viewed: ViewedSide, workload: Workload, { plan }: Execution): readonly Finding[] {
  const steadiness = steadinessObstacles(side.system.id, steadinessOfRuns(side, viewed, plan));
  // A side differs from itself in nothing; what is left are the failures that stand in the way of any comparison.
  const failures = workload.kind === "inference" ? findDifferences(side, side, workload, plan.limits.errorRate) : [];
  return [...steadiness, ...failures.filter(({ severity }) => severity === "error")];
}

interface Environment {
  readonly fingerprint: Fingerprint;
  readonly side: Side;
}

/** The runs of a side by the environment that they were made in, in the order of the first run of each. */
function byEnvironment(side: Side, vary: readonly string[]): readonly Environment[] {
  const environments = new Map<string, Environment>();
  for (const record of side.records) {
    const fingerprint = fingerprintOf(record.manifest, vary);
    const before = environments.get(fingerprint.hash)?.side.records ?? [];
    environments.set(fingerprint.hash, { fingerprint, side: { ...side, records: [...before, record] } });
  }
  return [...environments.values()];
}

function differingFacts(fingerprints: readonly Fingerprint[]): readonly string[] {
  const names = new Set(fingerprints.flatMap(({ facts }) => Object.keys(facts)));
  return [...names].filter((name) => new Set(fingerprints.map(({ facts }) => facts[name])).size > 1);
}

function stamped(side: Side, workload: Workload): Pick<HistoryEntry, "stamps"> {
  const stamps = stampsOf(side.records, workload);
  return stamps.length === 0 ? {} : { stamps };
}

/** Runs of one entry lie in the order of execution. */
function startOf({ records }: Side): string {
  return records[0]?.manifest.startedAt ?? "";
}

function metricsOf(side: Side, list: RunList, workload: Workload): HistoryEntry["metrics"] {
  const boundary = commonBoundary([side]);
  const viewed = viewSide(side, list, boundary);
  const degraded = new Set(list.listed.filter(isDegraded).map(({ runId }) => runId));
  const metrics: Record<string, HistoryMetric> = {};
  for (const { needs, ...metric } of metricsFor(workload.kind)) {
    const { runs } = systemValues({ ...metric, needs }, viewed, CONFIDENCE);
    const kept = metric.group === "latency" ? runs.filter(({ runId }) => !degraded.has(runId)) : runs;
    const found = kept.flatMap(({ value }) => (value.kind === "value" && Number.isFinite(value.value) ? [value] : []));
    if (found.length === 0) continue;
    const metered = needs.includes("energy") && typeof boundary === "string" ? { boundary } : {};
    const weakest = weakestProvenance(["measured", ...found.map(({ provenance }) => provenance)]);
    const unmeasured = weakest === "measured" ? {} : { provenance: weakest };
    const values = found.map(({ value }) => value);
    metrics[metric.id] = { unit: metric.unit.id, better: metric.better, ...metered, ...unmeasured, values };
  }
  return metrics;
}

/** Its client was too busy to be believed about latencies. */
function isDegraded({ validity }: ListedRun): boolean {
  return validity === "degraded";
}
