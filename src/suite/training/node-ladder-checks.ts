import { roundDigits } from "../../model/round-digits.js";
import { SCALINGS, type TrainingWorkload } from "../../model/training-workload.js";
import type { Mistake } from "../mistake.js";
import { listAt, textAt, valueAt } from "../peek.js";
import { rungBatch } from "./node-ladder.js";

/** What is wrong with the ladder of node counts of a suite's entry at `path`. */
export function nodeLadderMistakes(
  suite: unknown,
  path: readonly PropertyKey[],
  { globalBatch }: Pick<TrainingWorkload, "globalBatch">,
): readonly Mistake[] {
  const [hasNodes, hasScaling] = ["nodes", "scaling"].map((key) => valueAt(suite, ...path, key) !== undefined);
  if (hasNodes && !hasScaling) {
    const data = { key: "scaling", expected: SCALINGS.join(" | ") };
    return [{ path: [...path, "scaling"], at: "value", code: "missing-key", data, hint: "weak-or-strong" }];
  }
  if (hasScaling && !hasNodes) {
    return [{ path: [...path, "scaling"], at: "key", code: "scaling-without-nodes", data: {} }];
  }
  const scaling = SCALINGS.find((known) => known === textAt(suite, ...path, "scaling"));
  const nodes = listAt(suite, ...path, "nodes");
  const first = nodes[0];
  if (scaling === undefined || !isCount(first)) return [];
  return nodes.flatMap((value, place): readonly Mistake[] => {
    if (!isCount(value)) return [];
    const batch = rungBatch(globalBatch, scaling, value, first);
    if (Number.isInteger(batch)) return [];
    const data = { globalBatch, nodes: value, first, batch: roundDigits(batch, 6) };
    return [{ path: [...path, "nodes", place], at: "value", code: "rung-batch-not-whole", data, hint: "first-rung" }];
  });
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 1;
}
