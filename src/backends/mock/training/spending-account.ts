import type { Nanoseconds } from "../../../model/time.js";
import { type Spending, spentJoules } from "../energy-ledger.js";

/** Account of spendings that are known beforehand. */
export interface SpendingAccount {
  /** Joules spent until `atNs`, which never goes back from call to call. */
  joules(atNs: Nanoseconds): number;
  /** What is not spent until `atNs` never is. */
  stop(atNs: Nanoseconds): void;
}

/** @param spendings in order, none of them beginning before the one before it has ended */
export function accountOf(spendings: readonly Spending[]): SpendingAccount {
  let next = 0;
  let closedJoules = 0;
  let stoppedNs = Number.POSITIVE_INFINITY;
  return {
    joules: (atNs) => {
      const untilNs = Math.min(atNs, stoppedNs);
      for (let spending = spendings[next]; spending !== undefined; spending = spendings[next]) {
        if (spending.endNs > untilNs) return closedJoules + spentJoules(spending, untilNs);
        closedJoules += spending.joules;
        next += 1;
      }
      return closedJoules;
    },
    stop: (atNs) => {
      stoppedNs = Math.min(stoppedNs, atNs);
    },
  };
}
