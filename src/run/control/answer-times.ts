import type { Nanoseconds } from "../../model/time.js";

/** How long whole answers took, summed. */
export interface AnswerTimes {
  /** From when the requests were sent on until the servers had answered whole. */
  readonly serverNs: Nanoseconds;
  /** From when the requests came in until all was forwarded. */
  readonly forwardedNs: Nanoseconds;
}

/** Time that was added to the answers of all endpoints, over the time that they took; 0 where there was no answer. */
export function addedShare(all: readonly AnswerTimes[]): number {
  const sum = (value: (times: AnswerTimes) => Nanoseconds): Nanoseconds =>
    all.reduce((total, one) => total + value(one), 0);
  const serverNs = sum((times) => times.serverNs);
  return serverNs === 0 ? 0 : sum((times) => times.forwardedNs) / serverNs - 1;
}
