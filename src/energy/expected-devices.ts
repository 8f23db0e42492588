import type { Boundary } from "../model/boundary.js";
import type { SystemSpec } from "../model/system.js";

/**
 * How many devices a boundary has in the part of a system that serves the workload; undefined where the system file does
 * not say. A board counts like a package: nvidia-smi and npu-smi give one reading for each.
 *
 * Nothing is expected of wider boundaries: one meter may feed several nodes.
 */
export function expectedDevices(
  { accelerators, topology }: Pick<SystemSpec, "accelerators" | "topology">,
  boundary: Boundary,
): number | undefined {
  const packages =
    topology === undefined ? countOf(accelerators, "package") : topology.packagesPerNode * topology.nodes;
  if (boundary === "package" || boundary === "board") return packages;
  if (boundary !== "die") return undefined;
  return packages === undefined || topology === undefined
    ? countOf(accelerators, "die")
    : packages * topology.diesPerPackage;
}

function countOf({ unit, count }: SystemSpec["accelerators"], wanted: "die" | "package"): number | undefined {
  return unit === wanted ? count : undefined;
}
