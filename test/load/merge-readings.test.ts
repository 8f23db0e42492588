import { describe, expect, it } from "vitest";
import { mergeReadings } from "../../src/load/merge-readings.js";
import type { WorkerReadings } from "../../src/load/worker-readings.js";
import { NS_PER_MILLISECOND } from "../../src/model/time.js";

const delay = (p99Ms: number) => ({ count: 10, meanMs: p99Ms / 4, p50Ms: p99Ms / 5, p99Ms, maxMs: p99Ms * 2 });
const milliseconds = (...values: number[]) => Float64Array.from(values, (value) => value * NS_PER_MILLISECOND);

function readings(changes: Partial<WorkerReadings>): WorkerReadings {
  return {
    alias: "client-1",
    transport: "net",
    windowSeconds: 10,
    latenessNs: new Float64Array(),
    receiveLagNs: new Float64Array(),
    eventLoopDelay: delay(1),
    cpuSeconds: 1,
    bursts: { bursts: 0, late: 0, longestMs: 0 },
    requestsDue: 100,
    requestsSent: 90,
    eventsRead: 1000,
    largestBacklog: 1,
    ...changes,
  };
}

describe("mergeReadings", () => {
  it("takes percentiles of what all workers saw, which averages of theirs are not", () => {
    const quick = readings({
      latenessNs: milliseconds(...Array<number>(99).fill(1)),
      receiveLagNs: milliseconds(1, 1, 1),
    });
    const slow = readings({ latenessNs: milliseconds(101), receiveLagNs: milliseconds(9) });
    const { scheduleLateness, receiveLag } = mergeReadings([quick, slow]);
    expect(scheduleLateness).toMatchObject({ count: 100, meanMs: 2, p50Ms: 1, maxMs: 101 });
    // Between the 99th and the 100th of the pooled values, a hundredth of the way: not near the mean of 1 and 101.
    expect(scheduleLateness.p99Ms).toBeCloseTo(2, 9);
    expect(receiveLag).toMatchObject({ count: 4, p50Ms: 1, maxMs: 9 });
  });

  it("adds up what can be added, and lets the worst worker speak where nothing can", () => {
    const merged = mergeReadings([
      readings({ cpuSeconds: 2, eventLoopDelay: delay(3), bursts: { bursts: 5, late: 1, longestMs: 7 } }),
      readings({
        cpuSeconds: 9,
        eventLoopDelay: delay(1),
        bursts: { bursts: 2, late: 0, longestMs: 2 },
        largestBacklog: 8,
      }),
    ]);
    expect(merged).toMatchObject({
      requestsDue: 200,
      requestsSent: 180,
      offeredRequestsPerSecond: 20,
      achievedRequestsPerSecond: 18,
      eventsPerSecond: 200,
      cpuShare: 0.9,
      eventLoopDelay: { p99Ms: 3 },
      bursts: { bursts: 7, late: 1, longestMs: 7 },
      largestBacklog: 8,
      transport: "net",
    });
  });

  it("keeps each worker's own check", () => {
    const { workers } = mergeReadings([
      readings({ receiveLagNs: milliseconds(1, 3) }),
      readings({ alias: "client-2", requestsSent: 7, eventsRead: 70, cpuSeconds: 5 }),
    ]);
    expect(workers).toMatchObject([
      { alias: "client-1", requestsSent: 90, cpuShare: 0.1, receiveLag: { count: 2, p50Ms: 2 } },
      { alias: "client-2", requestsSent: 7, eventsRead: 70, cpuShare: 0.5, receiveLag: { count: 0 } },
    ]);
  });

  it("relates rates to the longest window, as of a batch whose workers end one after the other", () => {
    const merged = mergeReadings([readings({ windowSeconds: 5 }), readings({ windowSeconds: 20 })]);
    expect(merged).toMatchObject({ eventsPerSecond: 100, cpuShare: 0.2 });
  });

  it("names every transport, and no rate of a window without length", () => {
    const merged = mergeReadings([readings({ windowSeconds: 0 }), readings({ windowSeconds: 0, transport: "undici" })]);
    expect(merged).toMatchObject({ transport: "net+undici", eventsPerSecond: 0, cpuShare: 0 });
  });
});
