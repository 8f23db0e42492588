import { type Clock, sleepUntil } from "../contract/clock.js";
import type { PowerSink, PowerSource, PowerTraceSink } from "../contract/power-source.js";
import { note, warning } from "../model/finding.js";
import type { PowerTraceHeader } from "../model/power-trace.js";
import { type Nanoseconds, NS_PER_MILLISECOND } from "../model/time.js";

/** Readings are stamped when they are there; a reading this much late costs nothing, an exact timer does. */
const LEEWAY_NS = NS_PER_MILLISECOND;

/** One device that is asked again and again. */
export interface PolledDevice {
  readonly header: PowerTraceHeader;
  /** The present reading in the header's quantity; `null` where the meter has none. Rejects when the meter fails. */
  read(): Promise<number | null>;
}

export interface PolledSourceOptions {
  readonly id: string;
  readonly devices: readonly PolledDevice[];
  readonly intervalNs: Nanoseconds;
  readonly clock: Clock;
}

/**
 * A power source that reads its devices at an interval. The instants are fixed from the first reading on, so that late
 * timers do not add up; a reading that takes longer than the interval is late and the instants that it slept through are
 * left out and counted, so that readings never pile up. The first reading is taken one averaging time after the start:
 * before that there is nothing to average.
 *
 * A device that fails at its first reading fails `start`; one that fails later is reported once and has missing readings
 * for as long as it fails.
 */
export function createPolledSource(options: PolledSourceOptions): PowerSource {
  const { id, devices, intervalNs, clock } = options;
  const stopping = new AbortController();
  const averagingNs = devices.reduce((longest, { header }) => Math.max(longest, header.averagingNs), 0);
  let polling: Promise<void> | undefined;
  let report: PowerSink["report"] | undefined;
  let polls = 0;
  let skipped = 0;

  const poll = async (readers: readonly (() => Promise<void>)[]): Promise<void> => {
    polls += 1;
    await Promise.all(readers.map((read) => read()));
  };

  const pollOn = async (firstNs: Nanoseconds, readers: readonly (() => Promise<void>)[]): Promise<void> => {
    let tick = 1;
    for (;;) {
      await sleepUntil(clock, firstNs + tick * intervalNs, stopping.signal, LEEWAY_NS);
      if (stopping.signal.aborted) return;
      await poll(readers);
      const lastDueTick = Math.floor((clock.nowNs() - firstNs) / intervalNs);
      skipped += Math.max(0, lastDueTick - tick);
      tick = Math.max(tick, lastDueTick) + 1;
    }
  };

  return {
    id,
    start: async (sink) => {
      report = sink.report;
      const open = devices.map((device) => ({ device, trace: sink.open(device.header) }));
      if (averagingNs > 0) await sleepUntil(clock, clock.nowNs() + averagingNs, stopping.signal, LEEWAY_NS);
      if (stopping.signal.aborted) return;
      const firstNs = clock.nowNs();
      await poll(
        open.map(
          ({ device, trace }) =>
            () =>
              readInto(device, trace, stopping.signal),
        ),
      );
      polling = pollOn(
        firstNs,
        open.map(({ device, trace }) => tolerantReader(id, device, trace, sink, stopping.signal)),
      );
    },
    stop: async () => {
      stopping.abort();
      await polling;
      if (skipped > 0) report?.(note("power-readings-skipped", { source: id, skipped, polls: polls + skipped }));
    },
  };
}

async function readInto(device: PolledDevice, trace: PowerTraceSink, stopped: AbortSignal): Promise<void> {
  const value = await device.read();
  if (!stopped.aborted) trace.sample(value);
}

/** A reader that turns failures into missing readings and reports the first of them. */
function tolerantReader(
  source: string,
  device: PolledDevice,
  trace: PowerTraceSink,
  sink: PowerSink,
  stopped: AbortSignal,
): () => Promise<void> {
  let isReported = false;
  return async () => {
    try {
      await readInto(device, trace, stopped);
    } catch (error) {
      trace.sample(null);
      if (isReported) return;
      isReported = true;
      const reason = error instanceof Error ? error.message : String(error);
      sink.report(warning("power-source-failed", { source, device: device.header.device, reason }));
    }
  };
}
