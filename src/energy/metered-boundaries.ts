import type { Boundary } from "../model/boundary.js";
import { type Finding, warning } from "../model/finding.js";
import type { PowerTrace } from "../model/power-trace.js";
import type { ChipKind, SystemSpec } from "../model/system.js";
import { expectedDevices } from "./expected-devices.js";

/** What decides which meters count, and how many there must be. */
export type MeteredSystem = Pick<SystemSpec, "id" | "accelerators" | "topology" | "power">;

/** Everything that was read at one boundary of a system. */
export interface MeteredBoundary {
  readonly boundary: Boundary;
  readonly traces: readonly PowerTrace[];
  /** Devices that must be metered there; undefined where nobody knows. */
  readonly expected?: number | undefined;
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
    return { boundary, traces: here, expected, complete: expected === undefined || expected === here.length };
  });
}

/** Why a boundary with too few or too many meters has no energy. */
export function notAllMetered({ boundary, traces, expected }: MeteredBoundary, { id }: MeteredSystem): Finding {
  const data = { system: id, boundary, metered: traces.length, expected: expected ?? 0 };
  return warning("devices-not-all-metered", data);
}

/**
 * Whether a meter that reads chips of a kind reads a system's accelerators. Where the system does not say what they are,
 * they are anywhere but in its processors.
 */
export function metersAccelerators(kind: ChipKind | undefined, accelerators: SystemSpec["accelerators"]): boolean {
  if (kind === undefined) return true;
  return accelerators.kind === undefined ? kind !== "cpu" : kind === accelerators.kind;
}
