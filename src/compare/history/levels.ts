import type { HistorySeries } from "../../model/history.js";
import { centralValue } from "./central-value.js";
import { environmentsOf } from "./level-changes.js";

/** Points of one environment between two changes. */
export interface Level {
  /** Indices of the points, ascending; those of other environments in between are left out. */
  readonly indices: readonly number[];
  /** Geometric mean of the points; arithmetic where one is not positive. */
  readonly value: number;
}

/** The levels that a series has, refuted changes apart: they were none. */
export function levelsOf({ points, changes }: HistorySeries): readonly Level[] {
  const starts = new Set(changes.filter(({ state }) => state !== "refuted").map(({ index }) => index));
  return environmentsOf(points).flatMap((environment) => {
    const levels: number[][] = [];
    for (const index of environment) {
      const current = levels.at(-1);
      if (current === undefined || starts.has(index)) levels.push([index]);
      else current.push(index);
    }
    return levels.map((indices) => ({
      indices,
      value: centralValue(indices.map((index) => points[index]?.value ?? 0)),
    }));
  });
}
