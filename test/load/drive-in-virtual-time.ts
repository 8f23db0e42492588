import type { Clock } from "../../src/contract/clock.js";
import { driveLoad, type LoadOutcome } from "../../src/load/drive-load.js";
import { createQuietProbe, type SelfCheckProbe } from "../../src/load/self-check.js";
import type { RequestSample } from "../../src/model/request-sample.js";
import { type Nanoseconds, NS_PER_MILLISECOND, NS_PER_SECOND } from "../../src/model/time.js";
import type { InferenceWorkload } from "../../src/model/workload.js";
import { createVirtualClock } from "../../src/simulation/virtual-clock.js";
import { createModelClient, type ModelClient, type ServerModel } from "./model-client.js";
import { createRecordingSink, type RecordingSink } from "./recording-sink.js";

export interface Driven {
  readonly outcome: LoadOutcome;
  readonly sink: RecordingSink;
  readonly client: ModelClient;
  readonly endedNs: Nanoseconds;
}

export interface Drive {
  readonly workload: InferenceWorkload;
  readonly server?: Partial<ServerModel>;
  readonly seed?: string;
  readonly abortNs?: Nanoseconds;
  readonly selfCheck?: SelfCheckProbe;
  /** Lateness of every timer of the driver, as of an event loop that is busy. */
  readonly timerDelayMs?: number;
  readonly changeSink?: (sink: RecordingSink) => void;
}

/** Runs a load in virtual time, beginning at `startNs` on its clock: a run's clock starts before its load does. */
export async function drive(options: Drive): Promise<Driven> {
  const clock = createVirtualClock();
  await clock.run(new Promise<void>((resolve) => clock.schedule(startNs, resolve)));
  const client = createModelClient({ clock, ttftMs: 50, gapMs: 10, ...options.server });
  const sink = createRecordingSink(clock);
  options.changeSink?.(sink);
  const stop = new AbortController();
  if (options.abortNs === 0) stop.abort();
  else if (options.abortNs !== undefined) clock.schedule(startNs + options.abortNs, () => stop.abort());
  const running = driveLoad({
    workload: options.workload,
    seed: options.seed ?? "seed",
    client,
    clock: delayed(clock, options.timerDelayMs ?? 0),
    sink,
    signal: stop.signal,
    selfCheck: options.selfCheck ?? createQuietProbe(),
  });
  const outcome = await clock.run(running);
  return { outcome, sink, client, endedNs: clock.nowNs() };
}

export const startNs = 3 * NS_PER_SECOND;
/** So many seconds after the start of the load. */
export const seconds = (count: number): Nanoseconds => startNs + count * NS_PER_SECOND;

function delayed(clock: Clock, delayMs: number): Clock {
  return { ...clock, schedule: (atNs, callback) => clock.schedule(atNs + delayMs * NS_PER_MILLISECOND, callback) };
}

export const byIndex = (samples: readonly RequestSample[]): readonly RequestSample[] =>
  samples.toSorted((a, b) => a.index - b.index);
