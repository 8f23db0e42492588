import type { Nanoseconds } from "../../../model/time.js";
import { type Spending, spentJoules } from "../energy-ledger.js";

/** Account of spendings that are known beforehand, and are later by as long as they are held. */
export interface SpendingAccount {
  /** Joules spent until `atNs`, which never goes back from call to call. */
  joules(atNs: Nanoseconds): number;
  /** Nothing is spent from now on, until it goes on. */
  hold(atNs: Nanoseconds): void;
  /** What is left is spent from now on. */
  resume(atNs: Nanoseconds): void;
  /** What is not spent until `atNs` never is. */
  stop(atNs: Nanoseconds): void;
}

/** @param spendings in order, none of them beginning before the one before it has ended */
export function accountOf(spendings: readonly Spending[]): SpendingAccount {
  let next = 0;
  let closedJoules = 0;
  let stoppedNs = Number.POSITIVE_INFINITY;
  let heldNs: Nanoseconds = 0;
  let heldSinceNs = Number.POSITIVE_INFINITY;
  return {
    joules: (atNs) => {
      const untilNs = Math.min(atNs, stoppedNs, heldSinceNs) - heldNs;
      for (let spending = spendings[next]; spending !== undefined; spending = spendings[next]) {
        if (spending.endNs > untilNs) return closedJoules + spentJoules(spending, untilNs);
        closedJoules += spending.joules;
        next += 1;
      }
      return closedJoules;
    },
    hold: (atNs) => {
      heldSinceNs = atNs;
    },
    resume: (atNs) => {
      heldNs += atNs - heldSinceNs;
      heldSinceNs = Number.POSITIVE_INFINITY;
    },
    stop: (atNs) => {
      stoppedNs = Math.min(stoppedNs, atNs);
    },
  };
}
