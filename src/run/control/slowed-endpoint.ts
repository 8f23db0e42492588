import type { Clock } from "../../contract/clock.js";
import type { EndpointGroup } from "../../contract/endpoint.js";
import type { Finding } from "../../model/finding.js";
import { addedShare } from "./answer-times.js";
import type { DelayStarter, RunningDelay } from "./delay-starter.js";
import { reportSlowdown, type SlowdownReport } from "./slowdown-report.js";

/** The endpoints of a system as its client sees them in a run, slowed or not. */
export interface SlowedEndpoints {
  /** What the load is driven at. Everything else (metrics pages, tokenizers) is asked at the servers themselves. */
  readonly group: EndpointGroup;
  /** Each resolves where the slow-down ended before its time: what was measured is then nothing. */
  readonly died: readonly Promise<Finding>[];
  /** Ends the slow-down, and tells what came of it. May be called again. */
  stop(): Promise<SlowdownReport>;
}

export interface SlowedEndpointsOptions {
  readonly group: EndpointGroup;
  /** 0.05 is 5 %; undefined: nothing is between the client and the endpoints. */
  readonly slowdown: number | undefined;
  readonly clock: Clock;
  readonly startDelay: DelayStarter;
}

/**
 * Puts a delaying proxy between the client and each endpoint. A closed loop whose server is no faster with fewer requests at
 * once gets `1 / (1 + slowdown)` of the tokens/s, and so does a batch; at a given arrival rate latencies grow by the factor and
 * tokens/s stay.
 */
export async function slowEndpoints(options: SlowedEndpointsOptions): Promise<SlowedEndpoints> {
  const { group, slowdown, clock, startDelay } = options;
  if (slowdown === undefined) return { group, died: [], stop: async () => ({ findings: [] }) };
  const started = await Promise.allSettled(
    group.endpoints.map(({ baseUrl }) => startDelay({ baseUrl, slowdown, clock })),
  );
  const delays = started.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const failed = started.find((one) => one.status === "rejected");
  if (failed !== undefined) {
    await Promise.all(delays.map((delay) => delay.stop()));
    throw failed.reason;
  }
  let stopped: Promise<SlowdownReport> | undefined;
  return {
    group: {
      ...group,
      endpoints: group.endpoints.map((endpoint, index) => ({
        ...endpoint,
        baseUrl: delays[index]?.baseUrl ?? endpoint.baseUrl,
      })),
    },
    died: delays.map(({ died }) => died),
    stop: () => {
      stopped ??= stopAll(delays, slowdown);
      return stopped;
    },
  };
}

async function stopAll(delays: readonly RunningDelay[], slowdown: number): Promise<SlowdownReport> {
  const times = await Promise.all(delays.map((delay) => delay.stop()));
  return reportSlowdown(slowdown, addedShare(times.flatMap((one) => one ?? [])));
}
