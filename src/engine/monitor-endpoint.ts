import type { Clock } from "../contract/clock.js";
import type { Endpoint } from "../contract/endpoint.js";
import { NS_PER_SECOND } from "../model/time.js";
import { createEngineMonitor, type EngineMonitor, type EngineWriter } from "./engine-monitor.js";
import { exchange } from "./http-exchange.js";

/** Between two looks: often enough for queues and caches to be seen, seldom enough to cost a load generator nothing. */
const LOOK_INTERVAL_NS = NS_PER_SECOND;

/** A monitor of the page that an endpoint names; undefined where it names none. */
export function monitorEndpoint(
  { metricsUrl, headers }: Endpoint,
  clock: Clock,
  writer: EngineWriter,
): EngineMonitor | undefined {
  if (metricsUrl === undefined) return undefined;
  return createEngineMonitor({
    readPage: (signal) => exchange({ url: metricsUrl, headers, signal }),
    url: metricsUrl,
    intervalNs: LOOK_INTERVAL_NS,
    clock,
    writer,
  });
}
