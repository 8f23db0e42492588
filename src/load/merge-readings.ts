import type { ClientSelfCheck, DelayStatistics, WorkerSelfCheck } from "../model/self-check.js";
import { delayStatistics } from "./delay-statistics.js";
import { NO_DELAYS } from "./nothing-observed.js";
import type { WorkerReadings } from "./worker-readings.js";

/**
 * One check of the whole load generator. Percentiles are those of what all workers saw together; where that cannot be had
 * (the event loop's delay is a histogram of its own in each process), the worst worker speaks for all.
 *
 * @param readings of every worker, at least one
 */
export function mergeReadings(readings: readonly WorkerReadings[]): ClientSelfCheck {
  const seconds = Math.max(0, ...readings.map(({ windowSeconds }) => windowSeconds));
  const sum = (of: (one: WorkerReadings) => number): number => readings.reduce((total, one) => total + of(one), 0);
  const largest = (of: (one: WorkerReadings) => number): number => Math.max(0, ...readings.map(of));
  const perSecond = (count: number): number => (seconds > 0 ? count / seconds : 0);
  const requestsDue = sum((one) => one.requestsDue);
  const requestsSent = sum((one) => one.requestsSent);
  return {
    scheduleLateness: delayStatistics(pool(readings.map(({ latenessNs }) => latenessNs))),
    eventLoopDelay: worstDelay(readings.map(({ eventLoopDelay }) => eventLoopDelay)),
    cpuShare: largest(cpuShare),
    processorWaitShare: worstWait(readings),
    requestsDue,
    requestsSent,
    transport: [...new Set(readings.map(({ transport }) => transport))].join("+"),
    receiveLag: delayStatistics(pool(readings.map(({ receiveLagNs }) => receiveLagNs))),
    bursts: {
      bursts: sum(({ bursts }) => bursts.bursts),
      late: sum(({ bursts }) => bursts.late),
      longestMs: largest(({ bursts }) => bursts.longestMs),
    },
    offeredRequestsPerSecond: perSecond(requestsDue),
    achievedRequestsPerSecond: perSecond(requestsSent),
    eventsPerSecond: perSecond(sum(({ eventsRead }) => eventsRead)),
    largestBacklog: largest(({ largestBacklog }) => largestBacklog),
    workers: readings.map(toWorkerSelfCheck),
  };
}

function toWorkerSelfCheck(one: WorkerReadings): WorkerSelfCheck {
  const { alias, requestsSent, eventsRead, eventLoopDelay, bursts } = one;
  const receiveLag = delayStatistics(one.receiveLagNs);
  const processorWaitShare = worstWait([one]);
  return {
    alias,
    requestsSent,
    eventsRead,
    cpuShare: cpuShare(one),
    processorWaitShare,
    eventLoopDelay,
    receiveLag,
    bursts,
  };
}

function cpuShare({ cpuSeconds, windowSeconds }: WorkerReadings): number {
  return windowSeconds > 0 ? cpuSeconds / windowSeconds : 0;
}

/** Absent where no worker could say. */
function worstWait(readings: readonly WorkerReadings[]): number | undefined {
  const shares = readings.flatMap(({ processorWaitSeconds, windowSeconds }) =>
    processorWaitSeconds === undefined || windowSeconds <= 0 ? [] : [processorWaitSeconds / windowSeconds],
  );
  return shares.length === 0 ? undefined : Math.max(...shares);
}

function worstDelay(delays: readonly DelayStatistics[]): DelayStatistics {
  return delays.reduce((worst, delay) => (delay.p99Ms > worst.p99Ms ? delay : worst), delays[0] ?? NO_DELAYS);
}

function pool(parts: readonly Float64Array[]): Float64Array {
  const pooled = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    pooled.set(part, offset);
    offset += part.length;
  }
  return pooled;
}
