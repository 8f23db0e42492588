import type { UnitPeak } from "../contract/metric.js";
import { type Absent, absent } from "../model/estimate.js";
import { note } from "../model/finding.js";
import { findPeak, PEAK_PRECISIONS, type Peak, peakPer } from "../model/flops/peaks.js";
import type { SystemSpec } from "../model/system.js";
import type { TrainingPrecision } from "../model/training-workload.js";

type PeakedSystem = Pick<SystemSpec, "id" | "accelerators" | "topology" | "training">;

/**
 * What one accelerator of a system multiplies at most in a second at a precision, dense: as its file states it, or of the
 * device of the table that it names, brought to the unit that the file counts.
 *
 * @returns absent where nobody knows it: no peak in the file, another precision, or nodes of unknown size
 */
export function unitPeak(system: PeakedSystem, precision: TrainingPrecision): UnitPeak | Absent {
  const found = statedPeak(system, precision) ?? tablePeak(system, precision);
  return found ?? absent(note("peak-unknown", { system: system.id, precision }));
}

function statedPeak({ training }: PeakedSystem, precision: TrainingPrecision): UnitPeak | undefined {
  const peak = training?.peak;
  if (peak === undefined || !("teraFlops" in peak) || peak.precision !== precision) return undefined;
  return { flopPerSecond: peak.teraFlops * 1e12, precision, source: peak.source };
}

function tablePeak(system: PeakedSystem, precision: TrainingPrecision): UnitPeak | undefined {
  const named = system.training?.peak;
  const ofTable = PEAK_PRECISIONS.find((one) => one === precision);
  if (named === undefined || !("device" in named) || ofTable === undefined) return undefined;
  const peak = findPeak(named.device, ofTable);
  const flopPerSecond = peak === undefined ? undefined : perUnit(peak, system);
  if (peak === undefined || flopPerSecond === undefined) return undefined;
  return { flopPerSecond, precision, source: `${peak.device}: ${peak.source}` };
}

function perUnit(peak: Peak, { accelerators: { unit, count }, topology }: PeakedSystem): number | undefined {
  if (unit === "die" || unit === "package") return peakPer(peak, unit).flopPerSecond;
  if (topology === undefined) return undefined;
  const nodes = unit === "node" ? 1 : topology.nodes / count;
  return nodes * topology.packagesPerNode * peakPer(peak, "package").flopPerSecond;
}
