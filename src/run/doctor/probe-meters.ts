import { type Clock, sleepUntil } from "../../contract/clock.js";
import type { PowerSource } from "../../contract/power-source.js";
import type { Finding } from "../../model/finding.js";
import type { DeviceState, PowerTrace, PowerTraceHeader } from "../../model/power-trace.js";
import { type Nanoseconds, NS_PER_SECOND } from "../../model/time.js";
import { createPowerSink } from "../../power/recording.js";
import { findingOf } from "../finding-of.js";

/** What all meters of a system together gave in a short time. */
export interface MeterProbe {
  readonly traces: readonly PowerTrace[];
  /** Second opinions on devices that `traces` hold. */
  readonly crossChecks: readonly PowerTrace[];
  /** What the meters reported, and why some could not be started; an error is why one could not. */
  readonly findings: readonly Finding[];
}

/**
 * Reads all meters at once for a while, as a run does, and stops them whatever happens. A meter that cannot be started is
 * a finding. When `signal` aborts it ends early.
 */
export async function probeMeters(
  meters: readonly PowerSource[],
  seconds: number,
  clock: Clock,
  signal: AbortSignal,
): Promise<MeterProbe> {
  const traces: GrowingTrace[] = [];
  const crossChecks: GrowingTrace[] = [];
  const findings: Finding[] = [];
  const finding = (one: Finding): void => void findings.push(one);
  const writer = {
    openTrace: (header: PowerTraceHeader) => growingTrace(header, traces),
    openCrossCheck: (header: PowerTraceHeader) => growingTrace(header, crossChecks),
    openRaw: () => ({ append: () => undefined }),
    finding,
  };
  const sink = createPowerSink({ writer, clock });
  let isStarted = false;
  try {
    for (const meter of meters) {
      if (signal.aborted) break;
      await meter.start(sink).then(
        () => {
          isStarted = true;
        },
        (error: unknown) => finding(findingOf(error)),
      );
    }
    if (isStarted) await sleepUntil(clock, clock.nowNs() + seconds * NS_PER_SECOND, signal);
  } finally {
    for (const meter of meters) await meter.stop().catch((error: unknown) => finding(findingOf(error)));
  }
  sink.finish();
  return { traces, crossChecks, findings };
}

interface GrowingTrace extends PowerTrace {
  readonly timesNs: Nanoseconds[];
  readonly values: number[];
  readonly states: (DeviceState | undefined)[];
  missing: number;
}

function growingTrace(header: PowerTraceHeader, list: GrowingTrace[]) {
  const trace: GrowingTrace = { header, timesNs: [], values: [], states: [], missing: 0 };
  list.push(trace);
  return {
    append: (atNs: Nanoseconds, value: number | null, state?: DeviceState): void => {
      if (value === null) {
        trace.missing += 1;
        return;
      }
      trace.timesNs.push(atNs);
      trace.values.push(value);
      trace.states.push(state);
    },
  };
}
