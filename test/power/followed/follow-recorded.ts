import { sleepUntil } from "../../../src/contract/clock.js";
import { createFollowedSource } from "../../../src/power/followed-source.js";
import type { TelemetryDevice } from "../../../src/power/telemetry-source.js";
import { createVirtualClock } from "../../../src/simulation/virtual-clock.js";
import { memoryRecord, type Sample, SECOND, watts } from "../memory-record.js";
import { plainFormat } from "../plain-format.js";
import { type RecordedStream, replayCommands } from "../replayed-commands.js";

/** A followed source of devices `0` and `1` on recorded streams, in virtual time. */
export function followRecorded(
  streams: readonly RecordedStream[],
  devices: readonly TelemetryDevice[] = [watts("0"), watts("1")],
) {
  const clock = createVirtualClock();
  const interruption = new AbortController();
  const record = memoryRecord(clock);
  const access = replayCommands(clock, { streams });
  const source = createFollowedSource({
    id: "plain",
    devices,
    format: plainFormat,
    intervalNs: SECOND,
    rawId: "plain",
    command: ["tool", "--loop"],
    access,
    clock,
    signal: interruption.signal,
  });
  /** Starts, listens up to an instant, and stops. */
  const listen = async (seconds: number): Promise<void> => {
    await clock.run(source.start(record.sink));
    await clock.run(sleepUntil(clock, seconds * SECOND));
    await clock.run(source.stop());
    record.sink.finish();
  };
  const startFinding = () =>
    clock.run(
      source.start(record.sink).then(
        () => undefined,
        (error: unknown) => (error as { finding?: unknown }).finding ?? error,
      ),
    );
  return { ...record, clock, access, source, listen, startFinding, interruption };
}

/** A round of both devices. */
export const both = (number: number): readonly string[] => [`0 ${100 + number}`, `1 ${200 + number}`];
/** When a trace has samples, in seconds. */
export const stamps = (samples: readonly Sample[] | undefined): readonly number[] =>
  (samples ?? []).map(([seconds]) => seconds);
