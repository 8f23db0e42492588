import type { Clock } from "../contract/clock.js";
import { type Endpoint, type EndpointGroup, endpointNames } from "../contract/endpoint.js";
import { NS_PER_SECOND } from "../model/time.js";
import { createEngineMonitor, type EngineMonitor, type EngineWriter } from "./engine-monitor.js";
import { exchange } from "./http-exchange.js";

/** Between two looks: often enough for queues and caches to be seen, seldom enough to cost a load generator nothing. */
const LOOK_INTERVAL_NS = NS_PER_SECOND;

/**
 * One monitor of all pages that the endpoints of a system name; undefined where they name none. Each engine's looks are
 * recorded by themselves, with the endpoint's index where there are several.
 */
export function monitorEndpoints(group: EndpointGroup, clock: Clock, writer: EngineWriter): EngineMonitor | undefined {
  const names = endpointNames(group);
  const isOne = names.length === 1;
  const monitors = group.endpoints.flatMap((endpoint, index) => {
    const monitor = isOne
      ? monitorPage(endpoint, "", clock, writer)
      : monitorPage(endpoint, `${names[index]}: `, clock, writerFor(index, writer));
    return monitor ?? [];
  });
  if (monitors.length === 0) return undefined;
  return {
    start: async () => {
      await Promise.all(monitors.map((monitor) => monitor.start()));
    },
    stop: async (lastLook) => {
      // Each of them is stopped, also beside one whose samples could not be recorded.
      const stopped = await Promise.allSettled(monitors.map((monitor) => monitor.stop(lastLook)));
      const failed = stopped.find((one) => one.status === "rejected");
      if (failed !== undefined) throw failed.reason;
    },
  };
}

/** @param prefix what stands before the page's address where people read it */
function monitorPage(
  { metricsUrl, headers }: Endpoint,
  prefix: string,
  clock: Clock,
  writer: EngineWriter,
): EngineMonitor | undefined {
  if (metricsUrl === undefined) return undefined;
  return createEngineMonitor({
    readPage: (signal) => exchange({ url: metricsUrl, headers, signal }),
    url: prefix + metricsUrl,
    intervalNs: LOOK_INTERVAL_NS,
    clock,
    writer,
  });
}

/** Keeps what engines say apart. */
function writerFor(endpoint: number, writer: EngineWriter): EngineWriter {
  return {
    engine: (sample) => writer.engine({ ...sample, endpoint }),
    openRaw: (header) => writer.openRaw({ ...header, id: `${header.id}-${endpoint + 1}` }),
    finding: writer.finding,
  };
}
