import type { Boundary } from "../model/boundary.js";
import type { SystemSpec } from "../model/system.js";
import type { TrainingFacts } from "../model/training-facts.js";

/** What a training job used of its system. */
export type JobPart = Pick<TrainingFacts, "nodes" | "nodeCount" | "units">;

/** What of a system works: all of it where it serves, the nodes and accelerators of its job where it trains. */
export interface SystemInUse extends Pick<SystemSpec, "accelerators" | "topology"> {
  readonly job?: JobPart | undefined;
}

/**
 * How many devices a boundary has in the part of a system that works; undefined where the system file does not say. A board
 * counts like a package: nvidia-smi and npu-smi give one reading for each.
 *
 * Nothing is expected of wider boundaries: one meter may feed several nodes.
 */
export function expectedDevices(system: SystemInUse, boundary: Boundary): number | undefined {
  const { package: packages, die: dies } =
    system.job === undefined ? devicesOfAll(system) : devicesOfJob(system, system.job);
  if (boundary === "package" || boundary === "board") return packages;
  return boundary === "die" ? dies : undefined;
}

interface DeviceCounts {
  readonly package?: number | undefined;
  readonly die?: number | undefined;
}

function devicesOfAll({ accelerators, topology }: SystemInUse): DeviceCounts {
  if (topology === undefined) return countedAs(accelerators.unit, accelerators.count);
  const packages = topology.packagesPerNode * topology.nodes;
  return { package: packages, die: packages * topology.diesPerPackage };
}

/** A package of which only some dies work is metered as a whole. */
function devicesOfJob({ accelerators: { unit }, topology }: SystemInUse, { units, nodeCount }: JobPart): DeviceCounts {
  if (topology === undefined) return countedAs(unit, units);
  const { diesPerPackage, packagesPerNode } = topology;
  if (unit === "die") return { package: nodeCount * Math.ceil(units / nodeCount / diesPerPackage), die: units };
  const packages = unit === "package" ? units : nodeCount * packagesPerNode;
  return { package: packages, die: packages * diesPerPackage };
}

function countedAs(unit: SystemSpec["accelerators"]["unit"], count: number): DeviceCounts {
  return unit === "package" || unit === "die" ? { [unit]: count } : {};
}
