import { reachableBoundaries } from "../energy/bridge-path.js";
import { BOUNDARIES, type Boundary } from "../model/boundary.js";
import { type Absent, absent } from "../model/estimate.js";
import { warning } from "../model/finding.js";
import type { Side } from "./viewed-side.js";

/**
 * The narrowest boundary that all systems reach in all their runs, measured or bridged. Two boundaries are never put
 * into one ratio as they stand; where there is no common one the reason says what each has.
 */
export function commonBoundary(sides: readonly Side[]): Boundary | Absent {
  const reaches = sides.map(reached);
  const common = BOUNDARIES.find((boundary) => reaches.every((boundaries) => boundaries.has(boundary)));
  if (common !== undefined) return common;
  if (sides.every((side) => side.records.every((record) => record.power.length === 0))) {
    return absent(warning("power-not-metered"));
  }
  const list = sides.map((side, index) => `${side.system.id}: ${[...(reaches[index] ?? [])].join(", ") || "-"}`);
  return absent(warning("boundaries-differ", { list: list.join("; ") }));
}

function reached({ system, records }: Side): ReadonlySet<Boundary> {
  const everywhere = BOUNDARIES.filter(
    (boundary) =>
      records.length > 0 &&
      records.every((record) => {
        const metered = record.power.map((trace) => trace.header.boundary);
        return reachableBoundaries(system.power.bridges, metered).has(boundary);
      }),
  );
  return new Set(everywhere);
}
