import type { Clock } from "../contract/clock.js";
import { type Nanoseconds, NS_PER_SECOND } from "../model/time.js";
import type { ProbeReading, SelfCheckProbe } from "./self-check.js";

/** What the probe saw between the two edges of the measured window. */
export interface WindowReading extends Omit<ProbeReading, "cpuSeconds"> {
  /** CPU seconds per second. */
  readonly cpuShare: number;
}

export interface WindowWatch {
  start(): void;
  /** Ends the watch and keeps its reading; does nothing when it was not started or has ended. */
  end(): void;
  reading(): WindowReading | undefined;
}

/** Runs a probe over a window and relates its processor time to the time that really passed between the two calls. */
export function createWindowWatch(clock: Clock, probe: SelfCheckProbe): WindowWatch {
  let startedNs: Nanoseconds | undefined;
  let reading: WindowReading | undefined;
  return {
    start: () => {
      startedNs = clock.nowNs();
      probe.startWindow();
    },
    end: () => {
      if (startedNs === undefined) return;
      const { cpuSeconds, ...seen } = probe.endWindow();
      const seconds = (clock.nowNs() - startedNs) / NS_PER_SECOND;
      reading = { ...seen, cpuShare: seconds > 0 ? cpuSeconds / seconds : 0 };
      startedNs = undefined;
    },
    reading: () => reading,
  };
}
