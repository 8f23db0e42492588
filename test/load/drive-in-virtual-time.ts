import type { Clock } from "../../src/contract/clock.js";
import type { BatchBarrier } from "../../src/load/drive-batch.js";
import { driveLoad, type LoadOutcome } from "../../src/load/drive-load.js";
import { type JoinedLoad, joinOutcomes } from "../../src/load/join-outcomes.js";
import { createQuietProbe, type SelfCheckProbe } from "../../src/load/self-check.js";
import type { WorkloadInputs } from "../../src/load/workload-inputs.js";
import type { RequestSample } from "../../src/model/request-sample.js";
import { type Nanoseconds, NS_PER_MILLISECOND, NS_PER_SECOND } from "../../src/model/time.js";
import type { InferenceWorkload } from "../../src/model/workload.js";
import { createVirtualClock } from "../../src/simulation/virtual-clock.js";
import { createModelClient, type ModelClient, type ServerModel } from "./model-client.js";
import { createRecordingSink, type RecordingSink } from "./recording-sink.js";
import { workloadInputs } from "./workload-inputs.js";

export interface Driven {
  /** What all workers saw together. */
  readonly outcome: JoinedLoad & Pick<LoadOutcome, "interrupted">;
  /** What each of them handed over; `sink` has all of it. */
  readonly sinks: readonly RecordingSink[];
  readonly sink: RecordingSink;
  readonly client: ModelClient;
  readonly endedNs: Nanoseconds;
}

export interface Drive {
  readonly workload: InferenceWorkload;
  readonly server?: Partial<ServerModel>;
  readonly seed?: string;
  readonly inputs?: Partial<WorkloadInputs>;
  /** 1 when absent. They share one clock and one server. */
  readonly workers?: number;
  readonly abortNs?: Nanoseconds;
  readonly selfCheck?: SelfCheckProbe;
  /** Lateness of every timer of the driver, as of an event loop that is busy. */
  readonly timerDelayMs?: number;
  readonly changeSink?: (sink: RecordingSink) => void;
}

/** Runs a load in virtual time, beginning at `startNs` on its clock: a run's clock starts before its load does. */
export async function drive(options: Drive): Promise<Driven> {
  const { workload, workers = 1 } = options;
  const clock = createVirtualClock();
  await clock.run(new Promise<void>((resolve) => clock.schedule(startNs, resolve)));
  const client = createModelClient({ clock, ttftMs: 50, gapMs: 10, ...options.server });
  const sinks = Array.from({ length: workers }, () => createRecordingSink(clock));
  for (const sink of sinks) options.changeSink?.(sink);
  const stop = new AbortController();
  if (options.abortNs === 0) stop.abort();
  else if (options.abortNs !== undefined) clock.schedule(startNs + options.abortNs, () => stop.abort());
  const barrier = barrierOf(workers, clock);
  const running = sinks.map((sink, worker) =>
    driveLoad({
      workload,
      seed: options.seed ?? "seed",
      inputs: workloadInputs(options.inputs),
      share: { worker, workers },
      client,
      clock: delayed(clock, options.timerDelayMs ?? 0),
      sink,
      signal: stop.signal,
      selfCheck: options.selfCheck ?? createQuietProbe(),
      startNs,
      barrier,
    }),
  );
  const outcomes = await clock.run(Promise.all(running));
  const interrupted = outcomes.every((outcome) => outcome.interrupted);
  const outcome = { ...joinOutcomes(outcomes, workers), interrupted };
  return { outcome, sinks, sink: together(sinks, clock), client, endedNs: clock.nowNs() };
}

export const startNs = 3 * NS_PER_SECOND;
/** So many seconds after the start of the load. */
export const seconds = (count: number): Nanoseconds => startNs + count * NS_PER_SECOND;

function delayed(clock: Clock, delayMs: number): Clock {
  return { ...clock, schedule: (atNs, callback) => clock.schedule(atNs + delayMs * NS_PER_MILLISECOND, callback) };
}

/** Opens when all workers have come. */
function barrierOf(workers: number, clock: Clock): BatchBarrier {
  const waiting: ((atNs: Nanoseconds) => void)[] = [];
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length === workers) for (const open of waiting) open(clock.nowNs());
    });
}

function together(sinks: readonly RecordingSink[], clock: Clock): RecordingSink {
  const all = createRecordingSink(clock);
  all.samples.push(...sinks.flatMap(({ samples }) => samples));
  all.blocks.push(...sinks.flatMap(({ blocks }) => blocks));
  return all;
}

export const byIndex = (samples: readonly RequestSample[]): readonly RequestSample[] =>
  samples.toSorted((a, b) => a.index - b.index);
