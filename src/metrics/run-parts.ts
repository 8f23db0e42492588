import type { RunView } from "../contract/metric.js";
import { meteredSystem } from "../energy/metered-boundaries.js";
import { windowEnergy } from "../energy/window-energy.js";
import type { Boundary } from "../model/boundary.js";
import { type Absent, absent } from "../model/estimate.js";
import { failure, warning } from "../model/finding.js";
import type { RunRecord } from "../model/run-record.js";
import type { SystemSpec } from "../model/system.js";
import type { TimeWindow } from "../model/time.js";
import type { WindowEnergy } from "../model/window-energy.js";
import type { Workload } from "../model/workload.js";

/** What the views of runs of every kind have. */
export interface RunParts extends Pick<RunView, "kind" | "trial" | "system" | "window" | "energy" | "provenance"> {
  readonly workload: Workload;
}

/** @returns absent for a run that ended before its window did, or that is not of the plan in its record */
export function runParts(record: RunRecord, boundary: Boundary | undefined): RunParts | Absent {
  const { plan, trial, windows, adapter } = record.manifest;
  const system = plan.systems.find((candidate) => candidate.id === trial.systemId);
  const workload = plan.workloads.find((candidate) => candidate.id === trial.workloadId);
  if (system === undefined || workload === undefined) return absent(failure("trial-not-in-plan", { trial: trial.id }));
  if (windows === undefined) return absent(failure("window-not-reached"));
  const window = windows.measure;
  const energy = energyAt(record, system, window, boundary);
  return { kind: "view", trial, system, workload, window, energy, provenance: adapter.provenance };
}

function energyAt(
  record: RunRecord,
  system: SystemSpec,
  window: TimeWindow,
  boundary: Boundary | undefined,
): WindowEnergy | Absent {
  const { plan, shards, training } = record.manifest;
  if (record.power.length === 0) return absent(warning("power-not-metered"));
  if (training?.stamps === "log-timer") return absent(warning("job-times-unknown"));
  if (boundary === undefined) return absent(warning("no-common-boundary"));
  return windowEnergy({
    traces: record.power,
    shards,
    window,
    boundary,
    system: meteredSystem(system, training),
    assumedAccuracy: plan.assumedMeterAccuracy[system.id],
    minimumCoverage: plan.limits.powerCoverage,
  });
}
