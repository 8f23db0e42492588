import type { Clock } from "../../contract/clock.js";
import { type Nanoseconds, NS_PER_MILLISECOND } from "../../model/time.js";
import type { ServiceModel } from "../../simulation/service-model.js";
import { createEnergyLedger, type Spending } from "./energy-ledger.js";
import { createJob, type Job } from "./job.js";
import type { MockOptions } from "./options.js";
import { createRequestQueue } from "./request-queue.js";
import { drawRunParameters } from "./run-parameters.js";

export interface MockEngine extends ServiceModel {
  /** Joules since the engine was created, in closed form; `atNs` is the present. */
  energyJoules(atNs: Nanoseconds): number;
}

/** Exact timers would cost the load generator, in whose process the engine may run, a processor of its own. */
const LEEWAY_NS = NS_PER_MILLISECOND;

/**
 * A service with a known answer: `slots` servers behind one queue. A request takes a slot, gets its first chunk after the
 * prefill and the others one by one, each `tokensPerChunk` times a drawn gap after the one before.
 *
 * Every instant follows from the one before it and not from when its timer fired, so late timers never add up.
 *
 * @param seed of the run: draws its speed, its appetite and every single time
 */
export function createMockEngine(options: MockOptions, seed: string, clock: Clock): MockEngine {
  const parameters = drawRunParameters(options, seed);
  const ledger = createEnergyLedger(parameters.idleWatts, clock.nowNs());
  const queue = createRequestQueue<Job>();
  const load = { runningRequests: 0, waitingRequests: 0, finishedRequests: 0, promptTokens: 0, outputTokens: 0 };

  const begin = (job: Job, startNs: Nanoseconds): void => {
    job.state = "running";
    load.runningRequests += 1;
    const { promptTokens } = job.request;
    const prefillNs = parameters.drawPrefillNs(promptTokens);
    beginChunk(job, startNs, prefillNs, promptTokens * parameters.joulesPerPromptToken);
    waitForChunk(job);
  };

  /** @param joules spent on the way beside the tokens' own energy */
  const beginChunk = (job: Job, startNs: Nanoseconds, gapNs: Nanoseconds, joules: number): void => {
    const chunkJoules = joules + job.chunkTokens * parameters.joulesPerOutputToken;
    job.spending = { startNs, endNs: startNs + gapNs, joules: chunkJoules };
    ledger.begin(job.spending);
  };

  const waitForChunk = (job: Job): void => {
    const dueNs = job.spending?.endNs ?? clock.nowNs();
    job.cancelTimer = clock.schedule(dueNs, () => deliverDueChunks(job), LEEWAY_NS);
  };

  /** A timer of the real clock may be later than the next chunks too: they go out together. */
  const deliverDueChunks = (job: Job): void => {
    const nowNs = clock.nowNs();
    while (job.spending !== undefined && job.spending.endNs <= nowNs) deliverChunk(job, job.spending);
    if (job.state === "running") waitForChunk(job);
  };

  const deliverChunk = (job: Job, spending: Spending): void => {
    ledger.finish(spending);
    if (job.generatedTokens === 0) load.promptTokens += job.request.promptTokens;
    const tokens = job.chunkTokens;
    job.generatedTokens += tokens;
    load.outputTokens += tokens;
    const isLast = job.generatedTokens === job.outputTokens;
    if (isLast) {
      job.spending = undefined;
      load.finishedRequests += 1;
      job.state = "over";
      freeSlot(spending.endNs);
    } else {
      job.chunkTokens = Math.min(options.tokensPerChunk, job.outputTokens - job.generatedTokens);
      beginChunk(job, spending.endNs, parameters.drawGapNs(job.chunkTokens), 0);
    }
    job.observer.chunk(tokens);
    if (isLast && job.state !== "cancelled") job.observer.finished(job.reason);
  };

  const freeSlot = (atNs: Nanoseconds): void => {
    load.runningRequests -= 1;
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      if (next.state !== "waiting") continue;
      load.waitingRequests -= 1;
      // It may have come after the slot was due to be free and before the late timer that freed it.
      begin(next, Math.max(atNs, next.arrivedNs));
      return;
    }
  };

  const cancel = (job: Job): void => {
    const stateBefore = job.state;
    job.state = "cancelled";
    if (stateBefore === "waiting") {
      load.waitingRequests -= 1;
    } else if (stateBefore === "running") {
      const nowNs = clock.nowNs();
      if (job.spending !== undefined) ledger.cutOff(job.spending, nowNs);
      job.spending = undefined;
      job.cancelTimer?.();
      freeSlot(nowNs);
    }
  };

  return {
    submit: (request, observer) => {
      const job = createJob(options, request, observer, clock.nowNs());
      if (load.runningRequests < options.slots) {
        begin(job, job.arrivedNs);
      } else {
        queue.push(job);
        load.waitingRequests += 1;
      }
      return () => cancel(job);
    },
    load: () => ({ ...load }),
    energyJoules: (atNs) => ledger.joules(atNs),
  };
}
