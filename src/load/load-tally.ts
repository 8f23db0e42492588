import { isInside, type Nanoseconds, NS_PER_MILLISECOND, type TimeWindow } from "../model/time.js";
import type { InferenceWorkload } from "../model/workload.js";
import { createFailureTally } from "./failure-tally.js";
import { largestBacklog } from "./largest-backlog.js";
import type { LoadCounts } from "./load-counts.js";
import { promptCountCheckFor } from "./prompts/prompt-count-check.js";
import type { EndedRequest } from "./request-runner.js";
import { createUsageCheck } from "./usage-check.js";
import type { WorkerReadings } from "./worker-readings.js";
import type { WorkloadInputs } from "./workload-inputs.js";

/**
 * A request that was due at the window's very end is sent a moment after it. In a window of a hundred requests that one would
 * be the hundredth that counts as missing, although nobody was late.
 */
const EDGE_NS = 10 * NS_PER_MILLISECOND;

/** What is summed up over a worker's requests besides the record of each. */
export interface LoadTally {
  add(request: EndedRequest): void;
  counts(): Omit<LoadCounts, "requests">;
  /**
   * @param dueNs the worker's share of an open loop's arrival list. Without one nobody but the system sets the pace: then
   *   lateness has no meaning and is empty, and as many requests were due in the window as there were.
   */
  readings(
    window: TimeWindow,
    dueNs: readonly Nanoseconds[] | undefined,
  ): Pick<WorkerReadings, "latenessNs" | "requestsDue" | "requestsSent" | "largestBacklog">;
}

export function createLoadTally(workload: InferenceWorkload, { vocabulary }: WorkloadInputs): LoadTally {
  const usage = createUsageCheck(workload, promptCountCheckFor(workload, vocabulary));
  const failures = createFailureTally();
  const latenessNs: Nanoseconds[] = [];
  const sentNs: Nanoseconds[] = [];
  const scheduledNs: Nanoseconds[] = [];
  const leftNs: Nanoseconds[] = [];
  let ended = 0;
  let succeeded = 0;
  return {
    add: (request) => {
      usage.add(request);
      const { sample } = request;
      failures.add(sample);
      ended += 1;
      if (sample.phase !== "measure") return;
      if (sample.status === "ok") succeeded += 1;
      scheduledNs.push(sample.scheduledNs);
      leftNs.push(sample.sentNs ?? sample.endNs);
      // Where the server took no connection, the client had done its part.
      if (sample.failure?.kind === "connect") sentNs.push(sample.endNs);
      if (sample.sentNs === undefined) return;
      sentNs.push(sample.sentNs);
      latenessNs.push(sample.sentNs - sample.scheduledNs);
    },
    counts: () => ({ ended, succeeded, failures: failures.counts(), usage: usage.counts() }),
    readings: (window, dueNs) => ({
      latenessNs: Float64Array.from(dueNs === undefined ? [] : latenessNs),
      requestsDue: dueNs === undefined ? scheduledNs.length : dueNs.filter((atNs) => isInside(window, atNs)).length,
      requestsSent: sentNs.filter((atNs) => atNs < window.endNs + EDGE_NS).length,
      largestBacklog: dueNs === undefined ? 0 : largestBacklog(scheduledNs, leftNs),
    }),
  };
}
