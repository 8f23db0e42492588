import type { MetricDefinition } from "../../contract/metric.js";
import { metricsFor } from "../../metrics/all.js";
import type { ListedRun } from "../../model/comparison.js";
import { type Finding, failure, warning } from "../../model/finding.js";
import type { Fingerprint } from "../../model/fingerprint.js";
import type { MetricNoise, NoiseControl, NoiseEntry } from "../../model/noise.js";
import type { RunRecord } from "../../model/run-record.js";
import type { SystemSpec } from "../../model/system.js";
import type { Workload } from "../../model/workload.js";
import type { Results } from "../../records/results-reader.js";
import { commonBoundary } from "../common-boundary.js";
import { listRuns, type RunList } from "../list-runs.js";
import { type Execution, type Selection, selectExecution } from "../select-execution.js";
import { steadinessObstacles, steadinessOfRuns } from "../steady-runs.js";
import { systemValues } from "../system-values.js";
import { sideOf, type ViewedSide, viewSide } from "../viewed-side.js";
import { findControl, isBlind } from "./find-control.js";
import { isFalseAlarm, MINIMUM_NOISE_RUNS, type MissingNoise, metricNoise } from "./metric-noise.js";
import { oneEnvironment } from "./one-environment.js";

const CONFIDENCE = 0.95;

/** How much the runs of one system on one workload differ, and what is to be said about it. */
export interface CellNoise {
  readonly system: SystemSpec;
  readonly workload: Workload;
  /** Metrics that the suite decides by, of this kind of workload. */
  readonly primary: readonly MetricDefinition[];
  /** Runs of the system itself: those of the plan, and those that count. */
  readonly planned: number;
  readonly used: number;
  /** What a history keeps, with the facts of its fingerprint; absent where no metric has a noise. */
  readonly measured?: { readonly entry: NoiseEntry; readonly fingerprint: Fingerprint } | undefined;
  /** Primary metrics without a noise, each with the reason. */
  readonly missing: readonly { readonly metricId: string; readonly reason: Finding }[];
  /** Set where a control was asked for: true where no primary metric found it. */
  readonly isBlind?: boolean | undefined;
  readonly findings: readonly Finding[];
}

/**
 * The noise of every untouched system of an A/A execution on every workload. Each is judged on its own, at the narrowest boundary
 * that its meters reach, by runs of one environment.
 *
 * @param primaryMetrics ids of the metrics that the suite decides by, for a system's id
 * @throws MeasurementError where the results hold no such execution
 */
export function measureNoise(
  results: Results,
  selection: Selection,
  primaryMetrics: (systemId: string) => readonly string[],
): readonly CellNoise[] {
  const execution = selectExecution(results, selection);
  const { systems, workloads } = execution.plan;
  return systems
    .filter(({ injected }) => injected === undefined)
    .flatMap((system) =>
      workloads.map((workload) => cellNoise(results, execution, system, workload, primaryMetrics(system.id))),
    );
}

function cellNoise(
  results: Results,
  execution: Execution,
  system: SystemSpec,
  workload: Workload,
  primaryIds: readonly string[],
): CellNoise {
  const { plan } = execution;
  const list = listRuns(results, execution, workload.id, [system.id]);
  const { fingerprint, inside, findings: mixed } = oneEnvironment(list, system.id);
  const side = sideOf(plan, inside, system.id);
  const viewed = viewSide(side, inside, commonBoundary([side]));
  const metrics = metricsFor(workload.kind).filter(({ better }) => better !== "neither");
  // Latencies that a busy client measured are its own noise.
  const measurable = metrics.filter(({ group }) => !(viewed.degraded && group === "latency"));
  const noises = measurable.map((metric) => [metric.id, metricNoise(numbersOf(metric, viewed))] as const);
  const told = noises.filter((one): one is readonly [string, MetricNoise] => typeof one[1] !== "string");
  const primary = metrics.filter(({ id }) => primaryIds.includes(id));
  const used = inside.used.size;
  const [first] = inside.used.values();
  const { control, findings: ofControl } = controlOf(results, execution, system, workload, metrics);
  const measured =
    told.length === 0 || first === undefined || fingerprint === undefined
      ? undefined
      : { entry: entryOf(first, execution, fingerprint, told, control), fingerprint };
  const blind =
    control &&
    isBlind(
      control,
      primary.map(({ id }) => id),
    );
  return {
    system,
    workload,
    primary,
    planned: plan.trials.filter(({ systemId, workloadId }) => systemId === system.id && workloadId === workload.id)
      .length,
    used,
    ...(measured === undefined ? {} : { measured }),
    missing: primary.flatMap(({ id }) => {
      const noise = noises.find(([metricId]) => metricId === id)?.[1] ?? "client-degraded";
      return typeof noise === "string" ? [{ metricId: id, reason: whyMissing(noise, system.id, used) }] : [];
    }),
    ...(blind === undefined ? {} : { isBlind: blind }),
    findings: [
      ...leftOut(list),
      ...mixed,
      ...steadinessObstacles(system.id, steadinessOfRuns(side, viewed, plan)),
      ...falseAlarms(told, primary, system.id, workload.id),
      ...ofControl,
      ...(blind === true
        ? [failure("noise-blind", { system: system.id, workload: workload.id, slowdown: control?.slowdown ?? 0 })]
        : []),
    ],
  };
}

function entryOf(
  { manifest }: RunRecord,
  { executionId }: Execution,
  { hash: fingerprint }: Fingerprint,
  told: readonly (readonly [string, MetricNoise])[],
  control: NoiseControl | undefined,
): NoiseEntry {
  const { systemId, workloadId } = manifest.trial;
  return {
    format: "tokwatt.noise",
    version: 1,
    systemId,
    workloadId,
    fingerprint,
    at: manifest.startedAt,
    executionId,
    metrics: Object.fromEntries(told),
    ...(control === undefined ? {} : { control }),
  };
}

function numbersOf(metric: MetricDefinition, side: ViewedSide): readonly number[] {
  const { runs } = systemValues(metric, side, CONFIDENCE);
  return runs.flatMap(({ value }) => (value.kind === "value" ? [value.value] : []));
}

/** The comparison of the system's slowed copy with itself, where the plan has one. */
function controlOf(
  results: Results,
  execution: Execution,
  system: SystemSpec,
  workload: Workload,
  metrics: readonly MetricDefinition[],
): { readonly control?: NoiseControl | undefined; readonly findings: readonly Finding[] } {
  const { plan } = execution;
  for (const planned of plan.comparisons) {
    const copy = plan.systems.find(({ id }) => id === planned.candidate);
    if (planned.baseline !== system.id || copy?.injected === undefined) continue;
    const list = listRuns(results, execution, workload.id, [copy.id, system.id]);
    const sides = [sideOf(plan, list, copy.id), sideOf(plan, list, system.id)] as const;
    const boundary = commonBoundary(sides);
    const repeatOf = new Map(list.listed.map(({ runId, repeat }) => [runId, repeat]));
    const viewed = {
      slowed: viewSide(sides[0], list, boundary),
      untouched: viewSide(sides[1], list, boundary),
      repeatOf,
    };
    const control = findControl(copy.injected.slowdown, metrics, viewed, planned);
    return { control, findings: whatWentWrong(list.listed.filter(({ systemId }) => systemId === copy.id)) };
  }
  return { findings: [] };
}

/** Why slowed runs do not count, and that they were not slowed as was asked: each reason once. */
function whatWentWrong(slowed: readonly ListedRun[]): readonly Finding[] {
  const all = slowed.flatMap(({ leftOut: reason, findings }) => [
    ...(reason === undefined ? [] : [reason]),
    ...findings.filter(({ code, severity }) => code.startsWith("injected-") && severity !== "note"),
  ]);
  return [...new Map(all.map((finding) => [finding.code, finding])).values()];
}

function whyMissing(why: MissingNoise | "client-degraded", system: string, runs: number): Finding {
  return warning(`noise-${why}`, { system, runs, minimum: MINIMUM_NOISE_RUNS });
}

function leftOut({ listed }: RunList): readonly Finding[] {
  return listed.flatMap(({ leftOut: reason }) => (reason === undefined ? [] : [reason]));
}

function falseAlarms(
  told: readonly (readonly [string, MetricNoise])[],
  primary: readonly MetricDefinition[],
  system: string,
  workload: string,
): readonly Finding[] {
  return told
    .filter(([metricId, noise]) => primary.some(({ id }) => id === metricId) && isFalseAlarm(noise))
    .map(([metricId]) => warning("noise-false-alarm", { system, workload, metric: metricId }));
}
