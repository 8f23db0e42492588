import { type Nanoseconds, NS_PER_SECOND } from "../../model/time.js";

/** Joules that are spent evenly over a stretch of time. */
export interface Spending {
  readonly startNs: Nanoseconds;
  readonly endNs: Nanoseconds;
  readonly joules: number;
}

/** Exact account of energy over time: idle watts and the spendings of what is being served. */
export interface EnergyLedger {
  begin(spending: Spending): void;
  /** Closes a spending as it was planned. */
  finish(spending: Spending): void;
  /** Closes a spending at `atNs`; what it had not spent until then is never spent. */
  cutOff(spending: Spending, atNs: Nanoseconds): void;
  /** Joules since `startNs`; `atNs` may not lie before the start of any spending that was finished. */
  joules(atNs: Nanoseconds): number;
}

export function createEnergyLedger(idleWatts: number, startNs: Nanoseconds): EnergyLedger {
  const open = new Set<Spending>();
  let closedJoules = 0;
  const close = (spending: Spending, joules: number): void => {
    if (open.delete(spending)) closedJoules += joules;
  };
  return {
    begin: (spending) => {
      open.add(spending);
    },
    finish: (spending) => close(spending, spending.joules),
    cutOff: (spending, atNs) => close(spending, spentJoules(spending, atNs)),
    joules: (atNs) => {
      let joules = closedJoules + idleWatts * ((atNs - startNs) / NS_PER_SECOND);
      for (const spending of open) joules += spentJoules(spending, atNs);
      return joules;
    },
  };
}

/** Joules of a spending that are spent at `atNs`. */
export function spentJoules({ startNs, endNs, joules }: Spending, atNs: Nanoseconds): number {
  if (atNs >= endNs) return joules;
  return joules * Math.max(0, (atNs - startNs) / (endNs - startNs));
}
