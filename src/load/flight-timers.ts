import type { Clock } from "../contract/clock.js";
import { type Nanoseconds, NS_PER_MILLISECOND } from "../model/time.js";
import type { Flight } from "./flight.js";

/** These timers may be so much late: exact ones cost a busy client too much. */
const LEEWAY_NS = NS_PER_MILLISECOND;

const VISIT_INTERVAL_NS = 50 * NS_PER_MILLISECOND;
const INTERVALS_A_ROUND = 20;

/** Requests under way, in the order in which they were started. */
type Flights = ReadonlyMap<Flight, unknown>;

/**
 * Visits each request about once a second, a few at a time: thousands at once would stamp those late whose bytes come in
 * meanwhile.
 */
export function visitInTurn(
  clock: Clock,
  flights: Flights,
  visit: (flight: Flight, nowNs: Nanoseconds) => void,
): { stop(): void } {
  let turn = flights.keys();
  const visitSome = (): void => {
    const nowNs = clock.nowNs();
    cancel = clock.schedule(nowNs + VISIT_INTERVAL_NS, visitSome, LEEWAY_NS);
    for (let left = Math.ceil(flights.size / INTERVALS_A_ROUND); left > 0; left -= 1) {
      const { value, done } = turn.next();
      if (!done) visit(value, nowNs);
      else {
        turn = flights.keys();
        break;
      }
    }
  };
  let cancel = clock.schedule(clock.nowNs() + VISIT_INTERVAL_NS, visitSome, LEEWAY_NS);
  return { stop: () => cancel() };
}

/** Ends requests that have taken too long. One timer for all, as all have the same time: that of the oldest. */
export function createTimeouts(
  clock: Clock,
  flights: Flights,
  timeoutNs: Nanoseconds,
): { started(atNs: Nanoseconds): void; stop(): void } {
  let cancel: (() => void) | undefined;
  const watchFrom = (startedNs: Nanoseconds): void => {
    cancel ??= clock.schedule(startedNs + timeoutNs, endOverdue, LEEWAY_NS);
  };
  const endOverdue = (): void => {
    cancel = undefined;
    const nowNs = clock.nowNs();
    for (const flight of flights.keys()) {
      if (flight.startedNs + timeoutNs > nowNs) {
        watchFrom(flight.startedNs);
        return;
      }
      flight.endEarly("time-out");
    }
  };
  return {
    started: watchFrom,
    stop: () => {
      cancel?.();
    },
  };
}
