import { sleepUntil } from "../contract/clock.js";
import type { RequestSample } from "../model/request-sample.js";
import type { RunWindows } from "../model/run-record.js";
import { type Nanoseconds, NS_PER_SECOND } from "../model/time.js";
import { issueClosedLoop } from "./issue/closed-loop.js";
import type { LoadRun } from "./load-run.js";
import { isInShare } from "./load-share.js";

/** Users during the warm-up of a batch run: enough to warm a server, few enough to end soon after it. */
const WARM_UP_USERS = 16;

/**
 * Where the workers of one load wait for each other.
 *
 * Called when this worker has warmed the server up and is ready for the batch; resolves with the instant, not long from
 * now, at which the batch of all workers is due. Need not resolve when the run is interrupted.
 */
export type BatchBarrier = () => Promise<Nanoseconds>;

export interface BatchOptions {
  /** Requests in the batch, of all workers together. */
  readonly requests: number;
  /** Instant at which the warm-up begins. */
  readonly startNs: Nanoseconds;
  readonly warmUpSeconds: number;
  readonly barrier: BatchBarrier;
}

/** How a batch ended. */
export interface DrivenBatch {
  readonly windows: RunWindows;
  /** The batch's last content event; undefined where no request had any. */
  readonly lastContentNs: Nanoseconds | undefined;
}

/**
 * A batch: a closed loop warms the server up and ends, then all requests are due at one instant. The measured window is
 * the batch as it was, from that instant to just after its last content event (after its last end, if no request had
 * any), so it has neither an idle tail nor a cool-down. What bounds it is the time-out of its requests.
 *
 * Request 0 to n - 1 are the batch, so that it is the same on every system; the warm-up, which has more requests on a
 * faster system, draws from n on.
 */
export async function driveBatch(run: LoadRun, batch: BatchOptions): Promise<DrivenBatch | undefined> {
  const { clock, requests, runner, share, signal, watch } = run;
  const { startNs: warmUpStartNs } = batch;
  await issueClosedLoop({
    clock,
    users: Math.min(batch.requests, WARM_UP_USERS),
    share,
    startNs: warmUpStartNs,
    endNs: warmUpStartNs + Math.round(batch.warmUpSeconds * NS_PER_SECOND),
    signal,
    firstIndex: batch.requests,
    thinkNs: () => 0,
    prepare: requests.prepareMeanwhile,
    start: (index, scheduledNs) => runner.start(index, scheduledNs, "warm-up"),
  });
  const indices = Array.from({ length: batch.requests }, (_, index) => index).filter((one) => isInShare(share, one));
  for (const index of indices) {
    if (signal.aborted) break;
    requests.prepare(index);
  }
  const startNs = signal.aborted ? undefined : await Promise.race([batch.barrier(), aborted(signal)]);
  if (startNs !== undefined && clock.nowNs() < startNs) await sleepUntil(clock, startNs, signal);
  if (startNs === undefined || signal.aborted) {
    await runner.idle();
    return undefined;
  }
  run.events.countIn({ startNs, endNs: Number.POSITIVE_INFINITY });
  watch.start();
  const samples = await Promise.all(indices.map((index) => runner.start(index, startNs, "measure")));
  watch.end();
  await runner.idle();
  if (signal.aborted) return undefined;
  const lastContentNs = latest(samples, ({ lastTokenNs }) => lastTokenNs);
  const lastNs = lastContentNs ?? latest(samples, ({ endNs }) => endNs) ?? startNs;
  return {
    windows: { warmUp: { startNs: warmUpStartNs, endNs: startNs }, measure: { startNs, endNs: lastNs + 1 } },
    lastContentNs,
  };
}

function latest(
  samples: readonly (RequestSample | undefined)[],
  instant: (sample: RequestSample) => Nanoseconds | undefined,
): Nanoseconds | undefined {
  let lastNs: Nanoseconds | undefined;
  for (const sample of samples) {
    const atNs = sample && instant(sample);
    if (atNs !== undefined && (lastNs === undefined || atNs > lastNs)) lastNs = atNs;
  }
  return lastNs;
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
}
