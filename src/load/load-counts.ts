import { type Finding, warning } from "../model/finding.js";
import type { FailureKind } from "../model/request-sample.js";

/** What was counted over the requests of a worker: plain data, so that the counts of several workers can be added up. */
export interface LoadCounts {
  /** Requests that have ended, however. */
  readonly ended: number;
  /** Requests of the measured window that succeeded. */
  readonly succeeded: number;
  readonly failures: readonly FailureCount[];
  /** Checks of the server's token counts: every one of them, also those that found nothing. */
  readonly usage: readonly Finding[];
  /** What is to be known of the list of requests: of one code the same on every worker that met it. */
  readonly requests: readonly Finding[];
}

export interface FailureCount {
  readonly kind: FailureKind;
  readonly requests: number;
  /** Words of the first one. */
  readonly detail: string;
}

/** One finding for each kind of trouble, whatever the number of workers that met it. */
export function findingsOf(counts: readonly LoadCounts[]): readonly Finding[] {
  const of = counts.reduce((sum, { ended }) => sum + ended, 0);
  const failures = addUp(
    counts.flatMap((worker) => worker.failures),
    ({ kind }) => kind,
    (sum, next) => ({ ...sum, requests: sum.requests + next.requests }),
  );
  const usage = addUp(
    counts.flatMap((worker) => worker.usage),
    ({ code }) => code,
    (sum, next) => ({ ...sum, data: addNumbers(sum.data, next.data) }),
  );
  const requests = addUp(
    counts.flatMap((worker) => worker.requests),
    ({ code }) => code,
    (first) => first,
  );
  return [
    ...requests,
    ...failures.map(({ kind, requests, detail }) => warning("requests-failed", { kind, requests, of, detail })),
    ...usage.filter(({ data }) => data["requests"] !== 0),
  ];
}

/** Joins what has the same key, in the order in which keys first came. */
function addUp<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  join: (sum: Item, next: Item) => Item,
): readonly Item[] {
  const sums = new Map<string, Item>();
  for (const item of items) {
    const sum = sums.get(keyOf(item));
    sums.set(keyOf(item), sum === undefined ? item : join(sum, item));
  }
  return [...sums.values()];
}

function addNumbers(first: Finding["data"], second: Finding["data"]): Finding["data"] {
  const added = Object.entries(first).map(([name, value]) => {
    const other = second[name];
    return [name, typeof value === "number" && typeof other === "number" ? value + other : value] as const;
  });
  return Object.fromEntries(added);
}
