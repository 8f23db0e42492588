import type { RequestSample } from "../model/request-sample.js";
import type { RunWindows } from "../model/run-record.js";
import { type Nanoseconds, NS_PER_SECOND } from "../model/time.js";
import { issueClosedLoop } from "./issue/closed-loop.js";
import type { LoadRun } from "./load-run.js";

/** Requests under way during the warm-up of a batch run: enough to warm a server, few enough to end soon after it. */
const WARM_UP_USERS = 16;

/**
 * A batch: a closed loop warms the server up and ends, then all requests are due at one instant. The measured window is
 * the batch as it was, from that instant to just after its last content event (after its last end, if no request had
 * any), so it has neither an idle tail nor a cool-down. What bounds it is the time-out of its requests.
 *
 * Request 0 to n - 1 are the batch, so that it is the same on every system; the warm-up, which has more requests on a
 * faster system, draws from n on.
 */
export async function driveBatch(
  run: LoadRun,
  requests: number,
  warmUpSeconds: number,
): Promise<RunWindows | undefined> {
  const { clock, runner, signal, watch } = run;
  const warmUpStartNs = clock.nowNs();
  await issueClosedLoop({
    clock,
    users: Math.min(requests, WARM_UP_USERS),
    startNs: warmUpStartNs,
    endNs: warmUpStartNs + Math.round(warmUpSeconds * NS_PER_SECOND),
    signal,
    firstIndex: requests,
    start: (index, scheduledNs) => runner.start(index, scheduledNs, "warm-up"),
  });
  for (let index = 0; index < requests && !signal.aborted; index += 1) run.requests.prepare(index);
  if (signal.aborted) {
    await runner.idle();
    return undefined;
  }
  const startNs = clock.nowNs();
  watch.start();
  const ended: Promise<RequestSample | undefined>[] = [];
  for (let index = 0; index < requests; index += 1) ended.push(runner.start(index, startNs, "measure"));
  const samples = await Promise.all(ended);
  watch.end();
  await runner.idle();
  if (signal.aborted) return undefined;
  return {
    warmUp: { startNs: warmUpStartNs, endNs: startNs },
    measure: { startNs, endNs: endOfBatch(samples, startNs) },
  };
}

function endOfBatch(samples: readonly (RequestSample | undefined)[], startNs: Nanoseconds): Nanoseconds {
  const latest = (instant: (sample: RequestSample) => Nanoseconds | undefined): Nanoseconds =>
    samples.reduce((last, sample) => Math.max(last, (sample && instant(sample)) ?? startNs), startNs);
  const lastTokenNs = latest((sample) => sample.lastTokenNs);
  return (lastTokenNs > startNs ? lastTokenNs : latest((sample) => sample.endNs)) + 1;
}
