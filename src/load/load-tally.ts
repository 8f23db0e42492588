import type { Finding } from "../model/finding.js";
import type { ClientSelfCheck } from "../model/self-check.js";
import { isInside, type Nanoseconds, type TimeWindow } from "../model/time.js";
import type { InferenceWorkload } from "../model/workload.js";
import { delayStatistics } from "./delay-statistics.js";
import { createFailureTally } from "./failure-tally.js";
import type { EndedRequest } from "./request-runner.js";
import { createUsageCheck } from "./usage-check.js";

/** What is summed up over a run's requests besides the record of each. */
export interface LoadTally {
  add(request: EndedRequest): void;
  findings(): readonly Finding[];
  /**
   * @param dueNs the arrival list of an open-loop run. Without one nobody but the system sets the pace: then lateness has
   *   no meaning and is empty, and as many requests were due in the window as there were.
   */
  selfCheck(
    window: TimeWindow,
    dueNs: readonly Nanoseconds[] | undefined,
  ): Pick<ClientSelfCheck, "scheduleLateness" | "requestsDue" | "requestsSent">;
}

export function createLoadTally(workload: Pick<InferenceWorkload, "outputPolicy">): LoadTally {
  const usage = createUsageCheck(workload);
  const failures = createFailureTally();
  const latenessNs: Nanoseconds[] = [];
  const sentNs: Nanoseconds[] = [];
  let measured = 0;
  return {
    add: (request) => {
      usage.add(request);
      failures.add(request.sample);
      const { sample } = request;
      if (sample.phase !== "measure") return;
      measured += 1;
      if (sample.sentNs === undefined) return;
      sentNs.push(sample.sentNs);
      latenessNs.push(sample.sentNs - sample.scheduledNs);
    },
    findings: () => [...failures.findings(), ...usage.findings()],
    selfCheck: (window, dueNs) => ({
      scheduleLateness: delayStatistics(dueNs === undefined ? [] : latenessNs),
      requestsDue: dueNs === undefined ? measured : dueNs.filter((atNs) => isInside(window, atNs)).length,
      requestsSent: sentNs.filter((atNs) => atNs < window.endNs).length,
    }),
  };
}
