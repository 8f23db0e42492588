import { meanLength } from "../../model/length-distribution.js";
import type { InferenceWorkload } from "../../model/workload.js";

/**
 * Events per second that a user of a closed loop is taken to read. Nobody knows before the run; interactive serving gives 20
 * to 100 tokens per second to one user.
 */
export const EVENTS_PER_USER_SECOND = 50;

/** Output length where neither the workload nor anything but the run itself says it (traces, data sets). */
export const UNKNOWN_OUTPUT_TOKENS = 1000;

/** What a workload asks of the load generator, as far as it can be told before the run. */
export interface OfferedLoad {
  /** Highest rate of arrivals; 0 where the system sets the pace. */
  readonly requestsPerSecond: number;
  /** Highest rate of events that the system can answer with in the long run; 0 where nobody knows. */
  readonly eventsPerSecond: number;
  /** Streams that are open at once, as far as the workload says so; else 0. */
  readonly streams: number;
  /** Events of the whole run, warm-up and cool-down included. */
  readonly events: number;
}

/** One token is taken for one event. */
export function offeredLoad(workload: InferenceWorkload): OfferedLoad {
  const { arrival, phases } = workload;
  const seconds = phases.warmUpSeconds + phases.measureSeconds + phases.coolDownSeconds;
  const outputTokens = workload.outputTokens === undefined ? UNKNOWN_OUTPUT_TOKENS : meanLength(workload.outputTokens);
  switch (arrival.kind) {
    case "closed-loop":
    case "conversations": {
      const eventsPerSecond = arrival.concurrency * EVENTS_PER_USER_SECOND;
      return { requestsPerSecond: 0, eventsPerSecond, streams: arrival.concurrency, events: eventsPerSecond * seconds };
    }
    case "offline": {
      const { requests } = arrival;
      return { requestsPerSecond: 0, eventsPerSecond: 0, streams: requests, events: requests * outputTokens };
    }
    case "trace":
      // Its rate stands in the file, which workers read for themselves. Published traces have some ten requests a second.
      return { requestsPerSecond: 0, eventsPerSecond: 0, streams: 0, events: 0 };
    default: {
      const requestsPerSecond = highestRate(arrival);
      const eventsPerSecond = requestsPerSecond * outputTokens;
      return { requestsPerSecond, eventsPerSecond, streams: 0, events: eventsPerSecond * seconds };
    }
  }
}

type RatedArrival = Extract<
  InferenceWorkload["arrival"],
  { kind: "constant" | "poisson" | "gamma" | "ramp" | "steps" }
>;

function highestRate(arrival: RatedArrival): number {
  switch (arrival.kind) {
    case "ramp":
      return Math.max(arrival.fromRequestsPerSecond, arrival.toRequestsPerSecond);
    case "steps":
      return Math.max(0, ...arrival.steps.map(({ requestsPerSecond }) => requestsPerSecond));
    default:
      return arrival.requestsPerSecond;
  }
}
