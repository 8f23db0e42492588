import type { Stamp } from "../model/comparison.js";
import type { RunRecord } from "../model/run-record.js";
import { measuredReports } from "../model/step-windows.js";
import { type TimeWindow, windowSeconds } from "../model/time.js";
import type { Workload } from "../model/workload.js";

/**
 * Stamps that every row must carry. Shared code decides them from the records alone; no adapter is exempt.
 *
 * A run whose window is shorter than the workload's minimum, or holds fewer steps, or whose meters gave fewer samples in it
 * than the minimum, is a demonstration. A run of an adapter that does not measure real hardware is not measured. A run that tokwatt
 * itself slowed down says nothing of the system as it is.
 */
export function stampsOf(records: readonly RunRecord[], workload: Workload): readonly Stamp[] {
  const stamps: Stamp[] = [];
  if (records.some((record) => isDemonstration(record, workload))) stamps.push({ kind: "demonstration" });
  for (const slowdown of new Set(records.flatMap(injectedSlowdown))) {
    stamps.push({ kind: "injected-slowdown", slowdown });
  }
  const labels = new Set<string>();
  for (const { manifest } of records) {
    const { adapter } = manifest;
    if (adapter.provenance === "measured" || labels.has(adapter.name)) continue;
    labels.add(adapter.name);
    stamps.push({ kind: "not-measured", label: adapter.label ?? { en: adapter.name, zh: adapter.name } });
  }
  return stamps;
}

function injectedSlowdown({ manifest }: RunRecord): readonly number[] {
  const system = manifest.plan.systems.find(({ id }) => id === manifest.trial.systemId);
  return system?.injected === undefined ? [] : [system.injected.slowdown];
}

function isDemonstration(record: RunRecord, workload: Workload): boolean {
  const { minimum } = workload;
  const window = record.manifest.windows?.measure;
  if (window === undefined || windowSeconds(window) < minimum.windowSeconds) return true;
  if (workload.kind === "training" && stepsIn(record, window) < workload.minimum.steps) return true;
  return record.power.some((trace) => {
    const inside = trace.timesNs.filter((atNs) => atNs >= window.startNs && atNs < window.endNs).length;
    return inside < minimum.powerSamples;
  });
}

function stepsIn({ steps }: RunRecord, window: TimeWindow): number {
  return measuredReports(steps, window).reduce((sum, report) => sum + report.steps, 0);
}
