import type { Boundary } from "../../model/boundary.js";
import type { HistoryChange, HistoryPoint, HistorySeries } from "../../model/history.js";

/** What a new result of an environment is held against. */
export interface StableSegment {
  /** Oldest first. */
  readonly points: readonly HistoryPoint[];
  readonly firstCommit: string;
  readonly lastCommit: string;
  /** Where the points were metered, of a metric that rests on energy. */
  readonly boundary?: Boundary | undefined;
  /** Changes within it that nobody confirmed, acknowledged or refuted: the segment may hold two levels. */
  readonly candidates: readonly HistoryChange[];
}

/**
 * The points of one environment since its last change that was confirmed or acknowledged. A candidate does not end it: what the
 * same data chose and tested must not move the baseline by itself. Nor does a refuted one.
 *
 * @param boundary where the new result was metered, for a metric that rests on energy: points of another one are left out. The
 *   one of the last point where it is not given
 * @returns undefined where the environment has no point
 */
export function stableSegment(
  { points, changes }: HistorySeries,
  fingerprint: string,
  boundary: Boundary | undefined = points.filter((point) => point.fingerprint === fingerprint).at(-1)?.boundary,
): StableSegment | undefined {
  const isOfIt = (point: HistoryPoint | undefined): boolean =>
    point?.fingerprint === fingerprint && point.boundary === boundary;
  const own = changes.filter(({ index }) => isOfIt(points[index]));
  const start = own.filter(isKnown).at(-1)?.index ?? 0;
  const segment = points.filter((point, index) => index >= start && isOfIt(point));
  const [first, last] = [segment[0], segment.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const candidates = own.filter(({ index, state }) => index > start && state === "candidate");
  const metered = boundary === undefined ? {} : { boundary };
  return { points: segment, firstCommit: first.commit, lastCommit: last.commit, ...metered, candidates };
}

function isKnown({ state }: HistoryChange): boolean {
  return state === "confirmed" || state === "acknowledged";
}
