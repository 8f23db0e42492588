import { monitorEventLoopDelay } from "node:perf_hooks";
import type { BurstStatistics, DelayStatistics } from "../model/self-check.js";
import { type Nanoseconds, NS_PER_MILLISECOND } from "../model/time.js";
import { NO_BURSTS, NO_DELAYS } from "./nothing-observed.js";
import { processorWaitSeconds } from "./processor-wait.js";
import type { BurstCounter } from "./workers/burst-watch.js";
import type { ReceiveProbe } from "./workers/receive-probe.js";

/** What a probe saw during a window. */
export interface ProbeReading {
  readonly eventLoopDelay: DelayStatistics;
  readonly cpuSeconds: number;
  /** How long the event loop was ready to run and had no processor; absent where the system does not say. */
  readonly processorWaitSeconds?: number | undefined;
  /** Lag of each probe on the receive path. */
  readonly receiveLagNs: Float64Array;
  readonly bursts: BurstStatistics;
}

/** What of the harness's check on itself depends on the process it runs in; injected, so that virtual time has none. */
export interface SelfCheckProbe {
  startWindow(): void;
  /** Ends what `startWindow` began; called once for each start, also when the run is interrupted. */
  endWindow(): ProbeReading;
}

/** Eyes on the receive path; what is absent is not looked at. */
export interface ReceivePathEyes {
  readonly bursts?: BurstCounter | undefined;
  readonly receive?: ReceiveProbe | undefined;
}

/**
 * Period of the timer whose lateness is observed. A shorter one would see more of the short stalls, which the receive probe
 * sees as well, and wakes an idle client more often: at 2 ms it took a tenth of what a thousand streams take.
 */
const TICK_MS = 10;

const NOTHING_SEEN: ProbeReading = {
  eventLoopDelay: NO_DELAYS,
  cpuSeconds: 0,
  receiveLagNs: new Float64Array(),
  bursts: NO_BURSTS,
};

/**
 * The probe of a real run: event-loop delay by `monitorEventLoopDelay`, processor time of this process (all its threads)
 * by `process.cpuUsage`, how long the event loop waited for a processor, and what its eyes see.
 *
 * Node's histogram holds the times between two ticks of a timer, its period included; the period is taken off here, so
 * that a loop that is never late reads 0. A tick that comes early after a late one would read negative and counts as 0.
 */
export function createSelfCheckProbe({ bursts, receive }: ReceivePathEyes = {}): SelfCheckProbe {
  const histogram = monitorEventLoopDelay({ resolution: TICK_MS });
  let cpuAtStart = process.cpuUsage();
  let waitAtStart: number | undefined;
  const delayMs = (tickNs: Nanoseconds): number => Math.max(0, tickNs / NS_PER_MILLISECOND - TICK_MS);
  return {
    startWindow: () => {
      bursts?.reset();
      receive?.start();
      histogram.reset();
      histogram.enable();
      cpuAtStart = process.cpuUsage();
      waitAtStart = processorWaitSeconds();
    },
    endWindow: () => {
      const cpu = process.cpuUsage(cpuAtStart);
      const wait = processorWaitSeconds();
      histogram.disable();
      const eventLoopDelay =
        histogram.count === 0
          ? NO_DELAYS
          : {
              count: histogram.count,
              meanMs: delayMs(histogram.mean),
              p50Ms: delayMs(histogram.percentile(50)),
              p99Ms: delayMs(histogram.percentile(99)),
              maxMs: delayMs(histogram.max),
            };
      return {
        eventLoopDelay,
        cpuSeconds: (cpu.user + cpu.system) / 1e6,
        processorWaitSeconds: wait === undefined || waitAtStart === undefined ? undefined : wait - waitAtStart,
        receiveLagNs: receive?.take() ?? new Float64Array(),
        bursts: bursts?.statistics() ?? NO_BURSTS,
      };
    },
  };
}

/** The probe of a run in virtual time, in which the process is never late. */
export function createQuietProbe(): SelfCheckProbe {
  return { startWindow: () => undefined, endWindow: () => NOTHING_SEEN };
}
