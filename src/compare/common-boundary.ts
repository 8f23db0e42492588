import { reachableBoundaries } from "../energy/bridge-path.js";
import { type MeteredBoundary, meteredBoundaries, meteredSystem, notAllMetered } from "../energy/metered-boundaries.js";
import { BOUNDARIES, type Boundary, compareBoundaries } from "../model/boundary.js";
import { type Absent, absent } from "../model/estimate.js";
import { type Finding, warning } from "../model/finding.js";
import type { Side } from "./viewed-side.js";

/**
 * The narrowest boundary that all systems reach in all their runs, measured or bridged. Two boundaries are never put
 * into one ratio as they stand, and one at which devices are missing counts for nothing; where there is no common one the
 * reason says what must be metered or declared.
 */
export function commonBoundary(sides: readonly Side[]): Boundary | Absent {
  const reaches = sides.map((side) => ({ side, boundaries: reachedBy(side) }));
  const common = BOUNDARIES.find((boundary) => reaches.every(({ boundaries }) => boundaries.includes(boundary)));
  if (common !== undefined) return common;
  if (sides.every((side) => side.records.every((record) => record.power.length === 0))) {
    return absent(warning("power-not-metered"));
  }
  const unreached = reaches.find(({ boundaries }) => boundaries.length === 0);
  return absent(unreached === undefined ? boundariesDiffer(reaches) : whyNothing(unreached.side));
}

interface Reach {
  readonly side: Side;
  readonly boundaries: readonly Boundary[];
}

/** From the narrowest to the widest. */
function reachedBy({ system, records }: Side): readonly Boundary[] {
  const reaches = records.map((record) => {
    const metered = meteredBoundaries(record.power, meteredSystem(system, record.manifest.training)).filter(
      ({ complete }) => complete,
    );
    return reachableBoundaries(
      system.power.bridges,
      metered.map(({ boundary }) => boundary),
    );
  });
  if (reaches.length === 0) return [];
  return BOUNDARIES.filter((boundary) => reaches.every((reached) => reached.has(boundary)));
}

/** Why no boundary of a system can be used. */
function whyNothing({ system, records }: Side): Finding {
  const read = records.map((record) => {
    const inUse = meteredSystem(system, record.manifest.training);
    return { record, inUse, metered: meteredBoundaries(record.power, inUse) };
  });
  const incomplete = read.flatMap(({ metered, inUse }) => metered.map((one) => ({ one, inUse }))).find(isIncomplete);
  if (incomplete !== undefined) return notAllMetered(incomplete.one, incomplete.inUse);
  const foreign = read.find(({ record, metered }) => record.power.length > 0 && metered.length === 0);
  if (foreign === undefined) return warning("system-not-metered", { system: system.id });
  const kinds = [...new Set(foreign.record.power.map(({ header }) => header.kind ?? "?"))].join(", ");
  return warning("accelerators-not-metered", { system: system.id, kinds });
}

function isIncomplete({ one }: { readonly one: MeteredBoundary }): boolean {
  return !one.complete;
}

/** Each system reaches something: the one whose narrowest boundary is the widest decides where they can meet. */
function boundariesDiffer(reaches: readonly Reach[]): Finding {
  const list = reaches.map(({ side, boundaries }) => `${side.system.id}: ${boundaries.join(", ")}`).join("; ");
  const narrowest = reaches.flatMap(({ boundaries }) => boundaries.slice(0, 1)).sort(compareBoundaries);
  const boundary = narrowest.at(-1) as Boundary;
  const lacking = reaches.find(({ boundaries }) => !boundaries.includes(boundary)) as Reach;
  const metered = lacking.boundaries.filter((reached) => compareBoundaries(reached, boundary) < 0).at(-1) as Boundary;
  const system = lacking.side.system.id;
  return warning("boundaries-differ", { list, system, metered, boundary, meter: meterOf(boundary) });
}

/** Key of the word that says what reads a boundary. */
export function meterOf(boundary: Boundary): `meter-${Boundary}` {
  return `meter-${boundary}`;
}
