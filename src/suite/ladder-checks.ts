import { type LadderKind, ladderOf } from "./ladder.js";
import type { Mistake } from "./mistake.js";
import { listAt, valueAt } from "./peek.js";

const KINDS: readonly LadderKind[] = ["concurrency", "requestsPerSecond"];

/**
 * What is wrong with the ladder of entry `index` of a suite's workloads, on a value that may be wrong in any other way.
 *
 * @param arrivalKind of the workload that the entry names; undefined where it could not be read
 */
export function ladderMistakes(suite: unknown, index: number, arrivalKind: string | undefined): readonly Mistake[] {
  const path = ["workloads", index];
  const given = KINDS.filter((kind) => valueAt(suite, ...path, kind) !== undefined);
  const second = given[1];
  if (second !== undefined) {
    return [{ path: [...path, second], at: "key", code: "two-ladders", data: {}, hint: "one-ladder" }];
  }
  return given.flatMap((kind) => [
    ...repeatedRungs(suite, [...path, kind]),
    ...(arrivalKind === undefined ? [] : unfitting([...path, kind], kind, arrivalKind)),
  ]);
}

function repeatedRungs(suite: unknown, path: readonly PropertyKey[]): readonly Mistake[] {
  const rungs = listAt(suite, ...path);
  return rungs.flatMap((rung, place): readonly Mistake[] =>
    typeof rung !== "number" || rungs.indexOf(rung) === place
      ? []
      : [{ path: [...path, place], at: "value", code: "duplicate-entry", data: { name: rung } }],
  );
}

function unfitting(path: readonly PropertyKey[], kind: LadderKind, arrival: string): readonly Mistake[] {
  const fitting = ladderOf(arrival);
  if (fitting === kind) return [];
  const hint = fitting === undefined ? "ladder-arrivals" : "ladder-key";
  return [
    { path, at: "key", code: "ladder-not-of-arrival", data: { key: kind, arrival, fitting: fitting ?? "" }, hint },
  ];
}
