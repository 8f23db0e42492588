import { type Finding, warning } from "../model/finding.js";
import type { FailureKind, RequestSample } from "../model/request-sample.js";

/** Counts failures by kind and keeps the first one's words: one finding a kind. */
export interface FailureTally {
  add(sample: RequestSample): void;
  findings(): readonly Finding[];
}

export function createFailureTally(): FailureTally {
  const kinds = new Map<FailureKind, { requests: number; readonly detail: string }>();
  let of = 0;
  return {
    add: ({ failure }) => {
      of += 1;
      if (failure === undefined) return;
      const { kind, httpStatus, detail } = failure;
      const tally = kinds.get(kind) ?? { requests: 0, detail: [httpStatus ?? [], detail].flat().join(" ") };
      tally.requests += 1;
      kinds.set(kind, tally);
    },
    findings: () =>
      [...kinds].map(([kind, { requests, detail }]) => warning("requests-failed", { kind, requests, of, detail })),
  };
}
