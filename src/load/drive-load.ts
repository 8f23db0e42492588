import type { Clock } from "../contract/clock.js";
import type { RunWindows } from "../model/run-record.js";
import type { ClientSelfCheck } from "../model/self-check.js";
import { NS_PER_SECOND } from "../model/time.js";
import type { InferenceWorkload } from "../model/workload.js";
import { drawArrivals } from "./arrivals/arrival-list.js";
import { driveBatch } from "./drive-batch.js";
import { driveTimed, dueTimes } from "./drive-timed.js";
import type { LoadSink } from "./load-sink.js";
import { createLoadTally } from "./load-tally.js";
import { planPhases } from "./phases.js";
import { createRequestList } from "./request-list.js";
import { createRequestRunner } from "./request-runner.js";
import type { SelfCheckProbe } from "./self-check.js";
import type { StreamClient } from "./stream-client.js";
import { createWindowWatch } from "./window-watch.js";

export interface DriveLoadOptions {
  readonly workload: InferenceWorkload;
  /** The trial's `arrivalSeed`: arrivals and prompts are drawn from it. */
  readonly seed: string;
  readonly client: StreamClient;
  readonly clock: Clock;
  readonly sink: LoadSink;
  /** Stops the run: nothing more is issued, requests under way end as `cut`, and all that was seen goes to the sink. */
  readonly signal: AbortSignal;
  readonly selfCheck: SelfCheckProbe;
}

/** Absent fields: the run was interrupted before its measured window was complete. */
export interface LoadOutcome {
  readonly windows?: RunWindows | undefined;
  readonly client?: ClientSelfCheck | undefined;
  readonly interrupted: boolean;
}

/**
 * Drives one run's load through a client, from now on the clock, and hands everything it sees to the sink. It reads
 * nothing but `clock` for time, so it runs alike in real and in virtual time.
 *
 * A request that fails is a sample, never an error. Rejects with what the sink or the client threw, after the requests
 * under way were cut.
 */
export async function driveLoad(options: DriveLoadOptions): Promise<LoadOutcome> {
  const { workload, seed, client, clock, sink } = options;
  const times = planPhases(workload.phases, clock.nowNs());
  const schedule = drawArrivals(workload.arrival, times.coolDown.endNs - times.warmUp.startNs, seed);
  const requests = createRequestList(workload, seed);
  const tally = createLoadTally(workload);
  const watch = createWindowWatch(clock, options.selfCheck);
  const broken = new AbortController();
  const signal = AbortSignal.any([options.signal, broken.signal]);
  const runner = createRequestRunner({
    client,
    clock,
    requests,
    sink,
    timeoutNs: Math.round(workload.requestTimeoutSeconds * NS_PER_SECOND),
    ended: tally.add,
    broken: () => broken.abort(),
  });
  if (signal.aborted) runner.cutAll();
  signal.addEventListener("abort", runner.cutAll, { once: true });
  try {
    const run = { clock, requests, runner, watch, signal };
    const windows =
      schedule.kind === "batch"
        ? await driveBatch(run, schedule.requests, workload.phases.warmUpSeconds)
        : await driveTimed(run, schedule, times);
    for (const finding of tally.findings()) sink.finding(finding);
    const due = schedule.kind === "open" ? dueTimes(schedule, times) : undefined;
    const reading = watch.reading();
    const self =
      windows && reading
        ? { ...tally.selfCheck(windows.measure, due), ...reading, transport: client.transport }
        : undefined;
    return { windows, client: self, interrupted: options.signal.aborted };
  } finally {
    watch.end();
    runner.close();
    signal.removeEventListener("abort", runner.cutAll);
  }
}
