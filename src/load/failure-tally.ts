import type { FailureKind, RequestSample } from "../model/request-sample.js";
import type { FailureCount } from "./load-counts.js";

/** Counts failures by kind and keeps the first one's words. */
export interface FailureTally {
  add(sample: RequestSample): void;
  counts(): readonly FailureCount[];
}

export function createFailureTally(): FailureTally {
  const kinds = new Map<FailureKind, { requests: number; readonly detail: string }>();
  return {
    add: ({ failure }) => {
      if (failure === undefined) return;
      const { kind, httpStatus, detail } = failure;
      const tally = kinds.get(kind) ?? { requests: 0, detail: [httpStatus ?? [], detail].flat().join(" ") };
      tally.requests += 1;
      kinds.set(kind, tally);
    },
    counts: () => [...kinds].map(([kind, { requests, detail }]) => ({ kind, requests, detail })),
  };
}
