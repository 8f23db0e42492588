import type { HistoryChange, HistoryEvent, HistoryPoint, HistorySeries } from "../../model/history.js";
import { type ChangePoint, changePointAt, findChangePoints } from "../../statistics/change-points.js";

export interface ChangeOptions {
  /** Changes smaller than this part of the level are none; 0.02 is 2 %. */
  readonly leastRelative?: number | undefined;
  /** Most p of the t test between both levels. */
  readonly mostP?: number | undefined;
}

/** Least change that is told: the margin that comparisons have where a suite states none. */
export const LEAST_RELATIVE = 0.02;

/** A change that was seen with few points behind it may move by so many places as more come: it stays the same change. */
const SAME_WITHIN = 2;

/**
 * Changes of level within each environment, on the logarithmic scale (statistics.md Q7), with what became known of them. An
 * environment that comes back, as where two machines take turns, is still one: what was measured in others in between does not
 * interrupt it. One that was confirmed or acknowledged stays where it is, also where later points made it too small to be found.
 *
 * @param points of one series, oldest first, all positive
 */
export function findChanges(
  name: Pick<HistorySeries, "systemId" | "workloadId" | "metricId">,
  points: readonly HistoryPoint[],
  events: readonly HistoryEvent[],
  { leastRelative = LEAST_RELATIVE, mostP }: ChangeOptions = {},
): readonly HistoryChange[] {
  return environmentsOf(points)
    .flatMap((indices) => {
      const values = indices.map((index) => (points[index] as HistoryPoint).value);
      const places = new Map(indices.map((index, place) => [changeId(name, points[index]?.entryId ?? ""), place]));
      const seen = findChangePoints(values, { leastRelative, mostP, scale: "log" });
      const found = [...seen, ...keptPoints(values, seen, knownPlaces(places, events))].map(
        ({ index, p, relative }) => {
          const [before, after] = [points[indices[index - 1] as number], points[indices[index] as number]];
          const [lastBefore, firstAfter] = [before?.commit ?? "", after?.commit ?? ""];
          const id = changeId(name, after?.entryId ?? "");
          return { place: index, id, index: indices[index] as number, lastBefore, firstAfter, ratio: 1 + relative, p };
        },
      );
      const states = statesOf(found, places, events);
      return found.map(({ place: _, ...change }) => ({ ...change, state: states.get(change.id) ?? "candidate" }));
    })
    .sort((a, b) => a.index - b.index);
}

/** Indices of the points of each environment, in the order in which the environments first occur. */
export function environmentsOf(points: readonly HistoryPoint[]): readonly (readonly number[])[] {
  const environments = new Map<string, number[]>();
  for (const [index, { fingerprint, boundary }] of points.entries()) {
    const key = `${fingerprint} ${boundary ?? ""}`;
    const indices = environments.get(key) ?? [];
    indices.push(index);
    environments.set(key, indices);
  }
  return [...environments.values()];
}

function changeId(
  { systemId, workloadId, metricId }: Pick<HistorySeries, "systemId" | "workloadId" | "metricId">,
  entryId: string,
): string {
  return `${systemId}/${workloadId}/${metricId}@${entryId}`;
}

/** Places of changes that were confirmed or acknowledged, by the latest event of each. */
function knownPlaces(places: ReadonlyMap<string, number>, events: readonly HistoryEvent[]): readonly number[] {
  let known: readonly { readonly place: number; readonly kind: HistoryEvent["kind"] }[] = [];
  for (const { change, kind } of events) {
    const place = places.get(change);
    if (place === undefined) continue;
    known = [...known.filter((other) => !isSame(other.place, place)), { place, kind }];
  }
  return known.flatMap(({ place, kind }) => (kind === "refuted" || place === 0 ? [] : [place]));
}

/** Of the known places those at which no change is seen any more; a baseline would else go back behind them without a word. */
function keptPoints(values: readonly number[], seen: readonly ChangePoint[], known: readonly number[]) {
  const lost = known.filter((place) => !seen.some(({ index }) => isSame(index, place)));
  const bounds = [...seen.map(({ index }) => index), ...lost];
  return lost.map((place) =>
    changePointAt(values, place, {
      start: Math.max(0, ...bounds.filter((bound) => bound < place)),
      end: Math.min(values.length, ...bounds.filter((bound) => bound > place)),
      scale: "log",
    }),
  );
}

function isSame(place: number, other: number): boolean {
  return Math.abs(place - other) <= SAME_WITHIN;
}

/** Of each change the latest event; one that names a place nearby is that of the nearest change. */
function statesOf(
  changes: readonly { readonly id: string; readonly place: number }[],
  places: ReadonlyMap<string, number>,
  events: readonly HistoryEvent[],
): ReadonlyMap<string, HistoryChange["state"]> {
  const states = new Map<string, HistoryChange["state"]>();
  for (const { change, kind } of events) {
    const named = places.get(change);
    if (named === undefined) continue;
    const [nearest] = changes
      .map(({ id, place }) => ({ id, distance: Math.abs(place - named) }))
      .filter(({ distance }) => distance <= SAME_WITHIN)
      .sort((a, b) => a.distance - b.distance);
    if (nearest !== undefined) states.set(nearest.id, kind);
  }
  return states;
}
