import type { Boundary } from "../model/boundary.js";
import { type Finding, warning } from "../model/finding.js";
import type { PowerTrace } from "../model/power-trace.js";
import type { ChipKind, SystemSpec } from "../model/system.js";
import type { TrainingFacts } from "../model/training-facts.js";
import { expectedDevices, type SystemInUse } from "./expected-devices.js";

/** What decides which meters count, and how many there must be. */
export interface MeteredSystem extends SystemInUse, Pick<SystemSpec, "id" | "power"> {}

/** A system as one run used it: all of it where it served, what its job used where it trained. */
export function meteredSystem(system: MeteredSystem, training: TrainingFacts | undefined): MeteredSystem {
  return training === undefined ? system : { ...system, job: training };
}

/** Everything that was read at one boundary of a system. */
export interface MeteredBoundary {
  readonly boundary: Boundary;
  readonly traces: readonly PowerTrace[];
  /** Devices that must be metered there; undefined where nobody knows. */
  readonly expected?: number | undefined;
  /** Nodes of the job without a meter here, by alias, where other nodes have one; empty where nobody can say. */
  readonly unmetered: readonly string[];
  /** False where devices are missing, or metered twice: the sum is not the system's energy. */
  readonly complete: boolean;
}

/**
 * The boundaries at which a system's accelerators were metered, in the order of their traces.
 *
 * Traces of another kind of chip are left out: a processor's energy counter beside an accelerator says nothing of the
 * accelerator. A trace that names a kind is one device; one that names none may be of any number of devices, so that
 * nothing can be counted where such a trace stands.
 */
export function meteredBoundaries(traces: readonly PowerTrace[], system: MeteredSystem): readonly MeteredBoundary[] {
  const counted = traces.filter(({ header }) => metersAccelerators(header.kind, system.accelerators));
  const boundaries = [...new Set(counted.map((trace) => trace.header.boundary))];
  return boundaries.map((boundary) => {
    const here = counted.filter((trace) => trace.header.boundary === boundary);
    const expected = here.every((trace) => trace.header.kind !== undefined)
      ? expectedDevices(system, boundary)
      : undefined;
    const unmetered = unmeteredNodes(here, system.job?.nodes ?? []);
    const counts = expected === undefined || expected === here.length;
    return { boundary, traces: here, expected, unmetered, complete: counts && unmetered.length === 0 };
  });
}

/** A meter on a node is of that node alone; one that was read from elsewhere may be of any of them. */
function unmeteredNodes(traces: readonly PowerTrace[], nodes: readonly string[]): readonly string[] {
  const shards = new Set(traces.map(({ header }) => header.shard));
  return nodes.some((node) => shards.has(node)) ? nodes.filter((node) => !shards.has(node)) : [];
}

/** Why a boundary with too few or too many meters has no energy; nodes of a job that have none are named. */
export function notAllMetered(metered: MeteredBoundary, { id, job }: MeteredSystem): Finding {
  const { boundary, traces, expected, unmetered } = metered;
  if (unmetered.length > 0) {
    return warning("job-nodes-not-metered", { system: id, boundary, nodes: unmetered.join(", ") });
  }
  const data = { system: id, boundary, metered: traces.length, expected: expected ?? 0 };
  return warning(job === undefined ? "devices-not-all-metered" : "job-devices-not-all-metered", data);
}

/**
 * Whether a meter that reads chips of a kind reads a system's accelerators. Where the system does not say what they are,
 * they are anywhere but in its processors.
 */
export function metersAccelerators(kind: ChipKind | undefined, accelerators: SystemSpec["accelerators"]): boolean {
  if (kind === undefined) return true;
  return accelerators.kind === undefined ? kind !== "cpu" : kind === accelerators.kind;
}
