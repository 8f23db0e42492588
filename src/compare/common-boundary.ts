import { reachableBoundaries } from "../energy/bridge-path.js";
import { BOUNDARIES, type Boundary } from "../model/boundary.js";
import { type Absent, absent } from "../model/estimate.js";
import { warning } from "../model/finding.js";
import type { RunRecord } from "../model/run-record.js";
import type { SystemSpec } from "../model/system.js";

/** One side of a comparison with its used records. */
export interface Side {
  readonly system: SystemSpec;
  readonly records: readonly RunRecord[];
}

/**
 * The narrowest boundary that both systems reach in all their runs, measured or bridged. Two boundaries are never put
 * into one ratio as they stand; where there is no common one the reason says what each has.
 */
export function commonBoundary(candidate: Side, baseline: Side): Boundary | Absent {
  const [ours, theirs] = [reached(candidate), reached(baseline)];
  const common = BOUNDARIES.find((boundary) => ours.has(boundary) && theirs.has(boundary));
  if (common !== undefined) return common;
  if ([...candidate.records, ...baseline.records].every((record) => record.power.length === 0)) {
    return absent(warning("power-not-metered"));
  }
  const names = (side: Side): string => [...reached(side)].join(", ") || "-";
  return absent(
    warning("boundaries-differ", {
      candidate: candidate.system.id,
      candidateReaches: names(candidate),
      baseline: baseline.system.id,
      baselineReaches: names(baseline),
    }),
  );
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
