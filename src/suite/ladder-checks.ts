import type { Workload } from "../model/workload.js";
import { type LadderKind, ladderOf } from "./ladder.js";
import type { Mistake } from "./mistake.js";
import { listAt, valueAt } from "./peek.js";
import { nodeLadderMistakes } from "./training/node-ladder-checks.js";

const OF_INFERENCE: readonly LadderKind[] = ["concurrency", "requestsPerSecond"];
const OF_TRAINING = ["nodes", "scaling"] as const;

/**
 * What is wrong with the ladder of entry `index` of a suite's workloads, on a value that may be wrong in any other way.
 *
 * @param workload that the entry names; undefined where it could not be read
 */
export function ladderMistakes(suite: unknown, index: number, workload: Workload | undefined): readonly Mistake[] {
  const path = ["workloads", index];
  const isGiven = (key: string): boolean => valueAt(suite, ...path, key) !== undefined;
  const [ofInference, ofTraining] = [OF_INFERENCE.filter(isGiven), OF_TRAINING.filter(isGiven)];
  const second = ofInference[1];
  if (second !== undefined) {
    return [{ path: [...path, second], at: "key", code: "two-ladders", data: {}, hint: "one-ladder" }];
  }
  const repeated = [...ofInference, "nodes"].flatMap((kind) => repeatedRungs(suite, [...path, kind]));
  if (workload === undefined) return repeated;
  if (workload.kind === "training") {
    const ofOther = ofInference.map((key) => notOfKind([...path, key], key, workload));
    return [...repeated, ...ofOther, ...nodeLadderMistakes(suite, path, workload)];
  }
  return [
    ...repeated,
    ...ofTraining.map((key) => notOfKind([...path, key], key, workload)),
    ...ofInference.flatMap((kind) => unfitting([...path, kind], kind, workload.arrival.kind)),
  ];
}

function repeatedRungs(suite: unknown, path: readonly PropertyKey[]): readonly Mistake[] {
  const rungs = listAt(suite, ...path);
  return rungs.flatMap((rung, place): readonly Mistake[] =>
    typeof rung !== "number" || rungs.indexOf(rung) === place
      ? []
      : [{ path: [...path, place], at: "value", code: "duplicate-entry", data: { name: rung } }],
  );
}

function notOfKind(path: readonly PropertyKey[], key: string, { id, kind }: Workload): Mistake {
  const hint = kind === "training" ? "ladder-of-nodes" : "ladder-arrivals";
  return { path, at: "key", code: "ladder-not-of-kind", data: { key, workload: id, kind }, hint };
}

function unfitting(path: readonly PropertyKey[], kind: LadderKind, arrival: string): readonly Mistake[] {
  const fitting = ladderOf(arrival);
  if (fitting === kind) return [];
  const hint = fitting === undefined ? "ladder-arrivals" : "ladder-key";
  return [
    { path, at: "key", code: "ladder-not-of-arrival", data: { key: kind, arrival, fitting: fitting ?? "" }, hint },
  ];
}
