import type { Clock } from "../contract/clock.js";
import type { Finding } from "../model/finding.js";
import { LOCAL_SHARD, type RunWindows } from "../model/run-record.js";
import { type Nanoseconds, NS_PER_SECOND, windowSeconds } from "../model/time.js";
import type { InferenceWorkload } from "../model/workload.js";
import { type DrawnLoad, drawLoad } from "./drawn-load.js";
import { type BatchBarrier, driveBatch } from "./drive-batch.js";
import { driveTimed, dueTimes } from "./drive-timed.js";
import { createEventCount } from "./event-count.js";
import { findingsOf, type LoadCounts } from "./load-counts.js";
import type { LoadRun } from "./load-run.js";
import { isInShare, type LoadShare } from "./load-share.js";
import type { LoadSink } from "./load-sink.js";
import { createLoadTally } from "./load-tally.js";
import { planPhases } from "./phases.js";
import { createRequestRunner } from "./request-runner.js";
import type { SelfCheckProbe } from "./self-check.js";
import type { StreamClient } from "./stream-client.js";
import { createWindowWatch } from "./window-watch.js";
import type { WorkerReadings } from "./worker-readings.js";
import type { WorkloadInputs } from "./workload-inputs.js";

export interface DriveLoadOptions {
  readonly workload: InferenceWorkload;
  /** The trial's `arrivalSeed`: arrivals and prompts are drawn from it. */
  readonly seed: string;
  readonly inputs: WorkloadInputs;
  /** Part of the load that is driven here. */
  readonly share: LoadShare;
  /** What workload, seed and inputs give, where it was drawn before. */
  readonly drawn?: DrawnLoad | undefined;
  readonly client: StreamClient;
  readonly clock: Clock;
  readonly sink: LoadSink;
  /** Stops the run: nothing more is issued, requests under way end as `cut`, and all that was seen goes to the sink. */
  readonly signal: AbortSignal;
  readonly selfCheck: SelfCheckProbe;
  /** Names the readings; `LOCAL_SHARD` where absent. */
  readonly alias?: string | undefined;
  /** Instant at which the load begins, the same for all workers; now where absent. */
  readonly startNs?: Nanoseconds | undefined;
  /** Where the workers of a batch wait for each other; absent where there is only one. */
  readonly barrier?: BatchBarrier | undefined;
}

/** How one worker's share of a load ended. Plain data: it crosses processes. */
export interface LoadOutcome {
  /** The run's phases; of a batch as this worker saw them. Absent: interrupted before the measured window was complete. */
  readonly windows?: RunWindows | undefined;
  /** Present where `windows` is. */
  readonly readings?: WorkerReadings | undefined;
  /** Last content event of a batch; undefined where no request of it had any. */
  readonly lastContentNs?: Nanoseconds | undefined;
  readonly interrupted: boolean;
  /** For the findings of several workers together. */
  readonly counts: LoadCounts;
  /** Requests of the measured window that succeeded. */
  readonly succeeded: number;
  readonly findings: readonly Finding[];
}

/**
 * Drives a share of one run's load through a client and hands everything it sees to the sink. It reads nothing but `clock`
 * for time, so it runs alike in real and in virtual time.
 *
 * A request that fails is a sample, never an error. Rejects with what the sink or the client threw, after the requests
 * under way were cut.
 */
export async function driveLoad(options: DriveLoadOptions): Promise<LoadOutcome> {
  const { workload, client, clock, share } = options;
  const { schedule, requests } = options.drawn ?? drawLoad(workload, options.seed, options.inputs, share);
  const startNs = options.startNs ?? clock.nowNs();
  const times = planPhases(workload.phases, startNs);
  const tally = createLoadTally(workload, options.inputs);
  const watch = createWindowWatch(clock, options.selfCheck);
  const events = createEventCount(options.sink);
  const broken = new AbortController();
  const signal = AbortSignal.any([options.signal, broken.signal]);
  const runner = createRequestRunner({
    client,
    clock,
    requests,
    sink: events.sink,
    timeoutNs: Math.round(workload.requestTimeoutSeconds * NS_PER_SECOND),
    ended: tally.add,
    broken: () => broken.abort(),
  });
  if (signal.aborted) runner.cutAll();
  signal.addEventListener("abort", runner.cutAll, { once: true });
  const run: LoadRun = { clock, requests, share, runner, watch, events, signal };
  const drive = async (): Promise<Pick<LoadOutcome, "windows" | "lastContentNs">> => {
    if (schedule.kind !== "batch") return { windows: await driveTimed(run, schedule, times) };
    const { warmUpSeconds } = workload.phases;
    const barrier = options.barrier ?? (async () => clock.nowNs());
    return (await driveBatch(run, { requests: schedule.requests, startNs, warmUpSeconds, barrier })) ?? {};
  };
  const readingsOf = ({ measure }: RunWindows): WorkerReadings | undefined => {
    const seen = watch.reading();
    if (seen === undefined) return undefined;
    const { cpuShare, ...rest } = seen;
    const due =
      schedule.kind === "open" ? dueTimes(schedule, times).filter((_, index) => isInShare(share, index)) : undefined;
    const seconds = windowSeconds(measure);
    return {
      alias: options.alias ?? LOCAL_SHARD,
      transport: client.transport,
      windowSeconds: seconds,
      // The timers that open and close the watch may be late: what it saw is related to the window that was meant.
      cpuSeconds: cpuShare * seconds,
      ...rest,
      ...tally.readings(measure, due),
      eventsRead: events.events(),
    };
  };
  try {
    const { windows, lastContentNs } = await drive();
    const readings = windows && readingsOf(windows);
    const counts = { ...tally.counts(), requests: requests.findings() };
    const { succeeded } = counts;
    const interrupted = options.signal.aborted;
    return { windows, readings, lastContentNs, interrupted, counts, succeeded, findings: findingsOf([counts]) };
  } finally {
    watch.end();
    runner.close();
    signal.removeEventListener("abort", runner.cutAll);
  }
}
