import { randomInt } from "d3-random";
import { namedRandom } from "../../contract/random.js";
import { type Finding, warning } from "../../model/finding.js";
import type { PromptDataset } from "../../model/workload.js";
import type { DatasetEntry } from "../prompts/dataset-entry.js";

/** The entries of a data set in an order that the seed has drawn, over and over again. */
export interface DatasetOrder {
  at(place: number): DatasetEntry;
  /** Says so once entries were used a second time: a prefix cache may know them by then. */
  findings(): readonly Finding[];
}

/** @throws Error when the data set was not read, or is empty */
export function createDatasetOrder(
  dataset: PromptDataset,
  entries: readonly DatasetEntry[] | undefined,
  seed: string,
): DatasetOrder {
  const order = shuffled(entries ?? [], seed);
  let isExhausted = false;
  return {
    at: (place) => {
      const entry = order[place % order.length];
      if (entry === undefined) throw new Error(`The data set ${dataset.file.name} was not read.`);
      isExhausted ||= place >= order.length;
      return entry;
    },
    findings: () =>
      isExhausted ? [warning("dataset-exhausted", { dataset: dataset.file.name, entries: order.length })] : [],
  };
}

/** Fisher and Yates. */
function shuffled(entries: readonly DatasetEntry[], seed: string): readonly DatasetEntry[] {
  const random = namedRandom(seed, "dataset");
  const order = [...entries];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = randomInt.source(random)(last + 1)();
    const [a, b] = [order[last], order[other]];
    if (a === undefined || b === undefined) break;
    order[last] = b;
    order[other] = a;
  }
  return order;
}
