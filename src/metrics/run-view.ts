import type { RunView } from "../contract/metric.js";
import { windowEnergy } from "../energy/window-energy.js";
import type { Boundary } from "../model/boundary.js";
import { type Absent, absent } from "../model/estimate.js";
import { failure, warning } from "../model/finding.js";
import type { RunRecord, RunWindows } from "../model/run-record.js";
import type { SystemSpec } from "../model/system.js";
import type { WindowEnergy } from "../model/window-energy.js";
import { binnedOutputTokens } from "./binned-tokens.js";
import { resolveEvents } from "./resolve-events.js";
import { systemLooks } from "./system-looks.js";
import { windowOutputTokens } from "./window-tokens.js";

/**
 * A record as metrics see it, with the energy stated at `boundary`.
 *
 * @param boundary where the energy is wanted; undefined where the caller found none, which makes energy metrics absent
 * @returns absent for a run that ended before its window did
 */
export function buildRunView(record: RunRecord, boundary: Boundary | undefined): RunView | Absent {
  const { plan, trial, windows } = record.manifest;
  const system = plan.systems.find((candidate) => candidate.id === trial.systemId);
  const workload = plan.workloads.find((candidate) => candidate.id === trial.workloadId);
  if (system === undefined || workload === undefined) return absent(failure("trial-not-in-plan", { trial: trial.id }));
  if (windows === undefined) return absent(failure("window-not-reached"));
  const { requests, binnedEvents: binned } = record;
  // The requests of a giant run have their events in the bins, and must not be taken for requests without any.
  const events = binned === undefined ? resolveEvents(requests, record.tokenEvents) : [];
  return {
    kind: "view",
    trial,
    system,
    workload,
    window: windows.measure,
    requests,
    measured: requests.filter((request) => request.phase === "measure"),
    events,
    chunks: record.tokenEvents,
    binned,
    outputTokens:
      binned === undefined
        ? windowOutputTokens(events, windows.measure)
        : binnedOutputTokens(requests, binned, windows.measure),
    energy: energyAt(record, system, windows, boundary),
    engine: systemLooks(record.engine, record.manifest.endpoints?.length ?? 1),
    provenance: record.manifest.adapter.provenance,
  };
}

function energyAt(
  record: RunRecord,
  system: SystemSpec,
  windows: RunWindows,
  boundary: Boundary | undefined,
): WindowEnergy | Absent {
  const { plan, shards } = record.manifest;
  if (record.power.length === 0) return absent(warning("power-not-metered"));
  if (boundary === undefined) return absent(warning("no-common-boundary"));
  return windowEnergy({
    traces: record.power,
    shards,
    window: windows.measure,
    boundary,
    system,
    assumedAccuracy: plan.assumedMeterAccuracy[system.id],
    minimumCoverage: plan.limits.powerCoverage,
  });
}
