import type { RunView } from "../contract/metric.js";
import { buildRunView } from "../metrics/run-view.js";
import type { Boundary } from "../model/boundary.js";
import type { ComparedSystem, LoadClients } from "../model/comparison.js";
import { MeasurementError } from "../model/errors.js";
import type { Absent } from "../model/estimate.js";
import { failure } from "../model/finding.js";
import type { Plan } from "../model/plan.js";
import type { RunRecord } from "../model/run-record.js";
import type { SystemSpec } from "../model/system.js";
import type { RunList } from "./list-runs.js";
import { meteringOf } from "./metering.js";
import { trainedSystem } from "./trained-system.js";

/** One system with its used records. */
export interface Side {
  readonly system: SystemSpec;
  readonly records: readonly RunRecord[];
}

/** The used runs of one side as metrics see them, by run id, in the order of execution. */
export interface ViewedSide {
  readonly systemId: string;
  readonly views: ReadonlyMap<string, RunView | Absent>;
  /** True where the client's check of itself was bad enough to cost the verdicts on latency. */
  readonly degraded: boolean;
}

/** @throws MeasurementError where the plan does not describe the system: a record that was changed by hand */
export function sideOf(plan: Plan, list: RunList, systemId: string): Side {
  const system = plan.systems.find((candidate) => candidate.id === systemId);
  if (system === undefined) throw new MeasurementError(failure("plan-inconsistent", { system: systemId }));
  const records = [...list.used.values()].filter((record) => record.manifest.trial.systemId === systemId);
  return { system, records };
}

/** @param boundary where the energy of every run is stated; absent makes energy metrics absent */
export function viewSide(side: Side, list: RunList, boundary: Boundary | Absent): ViewedSide {
  const at = typeof boundary === "string" ? boundary : undefined;
  const views = new Map(side.records.map((record) => [record.manifest.runId, buildRunView(record, at)]));
  const degraded = list.listed.some((run) => views.has(run.runId) && run.validity === "degraded");
  return { systemId: side.system.id, views, degraded };
}

/**
 * The side as a report names it; the adapter's own stamp from its records where there is one.
 *
 * @param viewed its runs on one workload, where the side is of one: how it trained
 */
export function comparedSystem(side: Side, viewed?: ViewedSide): ComparedSystem {
  const { system, records } = side;
  const { id, title, accelerators, topology, adapter, injected } = system;
  const stamp = records[0]?.manifest.adapter ?? { name: adapter, version: "", provenance: "measured" };
  const [metering, load] = [meteringOf(side), loadClientsOf(records)];
  const training = viewed && trainedSystem(viewed);
  const identity = { systemId: id, title, accelerators, topology, metering, ...(injected ? { injected } : {}) };
  return { ...identity, ...(load ? { load } : {}), adapter: stamp, ...(training ? { training } : {}) };
}

/** Records of versions without workers were driven by one process. */
function loadClientsOf(records: readonly RunRecord[]): LoadClients | undefined {
  const clients = records.flatMap(({ manifest }) => manifest.client ?? []);
  if (clients.length === 0) return undefined;
  return {
    transports: [...new Set(clients.map(({ transport }) => transport))],
    workers: [...new Set(clients.map(({ workers }) => workers?.length ?? 1))].sort((a, b) => a - b),
  };
}
