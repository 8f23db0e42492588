import { describe, expect, it } from "vitest";
import { drawArrivals } from "../../src/load/arrivals/arrival-list.js";
import { isInside, NS_PER_MILLISECOND, NS_PER_SECOND } from "../../src/model/time.js";
import { byIndex, type Driven, drive, seconds, startNs } from "./drive-in-virtual-time.js";
import { inferenceWorkload } from "./inference-workload.js";
import { workloadInputs } from "./workload-inputs.js";

describe("an open loop", () => {
  const workload = inferenceWorkload({ arrival: { kind: "poisson", requestsPerSecond: 20 } });

  it("sends every request of the drawn list at its instant, whatever became of the others", async () => {
    const slow = await drive({ workload, server: { ttftMs: 1900 } });
    const schedule = drawArrivals(workload.arrival, 6 * NS_PER_SECOND, "seed", workloadInputs());
    if (schedule.kind !== "open") throw new Error("not open");
    const samples = byIndex(slow.sink.samples);
    expect(samples.map((sample) => sample.scheduledNs)).toEqual(schedule.timesNs.map((atNs) => startNs + atNs));
    expect(samples.map((sample) => sample.sentNs)).toEqual(samples.map((sample) => sample.scheduledNs));
    expect(samples.map((sample) => sample.index)).toEqual(Array.from(samples.keys()));
    expect(slow.client.mostUnderWay()).toBeGreaterThan(25);
  });

  it("keeps every instant of a request", async () => {
    const { sink } = await drive({ workload });
    const [first] = byIndex(sink.samples);
    const scheduledNs = first?.scheduledNs ?? 0;
    const firstTokenNs = scheduledNs + 50 * NS_PER_MILLISECOND;
    const lastTokenNs = firstTokenNs + 90 * NS_PER_MILLISECOND;
    expect(first).toEqual({
      index: 0,
      phase: "warm-up",
      scheduledNs,
      sentNs: scheduledNs,
      firstByteNs: firstTokenNs,
      firstTokenNs,
      lastTokenNs,
      firstReasoningNs: undefined,
      firstAnswerNs: firstTokenNs,
      endNs: lastTokenNs,
      status: "ok",
      failure: undefined,
      promptTokens: { count: 10, from: "usage" },
      outputTokens: { count: 10, from: "usage" },
      requestedOutputTokens: 10,
      contentEvents: 10,
      finishReason: "length",
      endpoint: undefined,
    });
    expect(sink.eventTimes(0)).toEqual(
      Array.from({ length: 10 }, (_, index) => firstTokenNs + index * 10 * NS_PER_MILLISECOND),
    );
  });

  it("classifies requests by the instant for which they were scheduled and throws none away", async () => {
    const { sink, outcome } = await drive({ workload });
    expect(outcome).toMatchObject({
      interrupted: false,
      windows: {
        warmUp: { startNs, endNs: seconds(1) },
        measure: { startNs: seconds(1), endNs: seconds(5) },
      },
    });
    for (const sample of sink.samples) {
      const expected =
        sample.scheduledNs < seconds(1) ? "warm-up" : sample.scheduledNs < seconds(5) ? "measure" : "cool-down";
      expect(sample.phase).toBe(expected);
    }
    expect(new Set(sink.samples.map((sample) => sample.phase)).size).toBe(3);
    const measured = sink.samples.filter((sample) => sample.phase === "measure").length;
    expect(outcome.client).toMatchObject({ requestsDue: measured, requestsSent: measured, transport: "model" });
    expect(outcome.client?.scheduleLateness).toMatchObject({ count: measured, maxMs: 0 });
  });

  it("sends late requests late, and keeps the instants that were drawn", async () => {
    const punctual = await drive({ workload });
    const late = await drive({ workload, timerDelayMs: 300 });
    expect(late.sink.samples).toHaveLength(punctual.sink.samples.length);
    const scheduled = ({ sink }: Driven) => byIndex(sink.samples).map((sample) => sample.scheduledNs);
    expect(scheduled(late)).toEqual(scheduled(punctual));
    const lateness = late.sink.samples.map((sample) => (sample.sentNs ?? 0) - sample.scheduledNs);
    expect(Math.max(...lateness)).toBe(300 * NS_PER_MILLISECOND);
    expect(late.outcome.client?.scheduleLateness.maxMs).toBe(300);
    expect(late.outcome.client?.largestBacklog).toBeGreaterThan(3);
    expect(punctual.outcome.client?.largestBacklog).toBe(1);
    const due = late.outcome.client?.requestsDue ?? 0;
    expect(late.outcome.client?.requestsSent).toBeLessThan(due);
    expect(due).toBe(punctual.outcome.client?.requestsDue);
  });

  it("waits for the end of the cool-down, and no longer than it must", async () => {
    const sparse = inferenceWorkload({ arrival: { kind: "constant", requestsPerSecond: 0.5 } });
    expect((await drive({ workload: sparse })).endedNs).toBe(seconds(6));
    const slow = await drive({ workload: sparse, server: { ttftMs: 2500 } });
    expect(slow.endedNs).toBe(seconds(4 + 2.5 + 0.09));
  });

  it("does the same again for the same seed", async () => {
    const [once, again, other] = [
      await drive({ workload }),
      await drive({ workload }),
      await drive({ workload, seed: "b" }),
    ];
    expect(again.sink.samples).toEqual(once.sink.samples);
    expect(again.client.requests).toEqual(once.client.requests);
    expect(other.client.requests).not.toEqual(once.client.requests);
  });
});

describe("a closed loop", () => {
  const workload = inferenceWorkload({ arrival: { kind: "closed-loop", concurrency: 3 } });

  it("keeps its users busy: each next request is due when the last one ended", async () => {
    const { sink, client, outcome } = await drive({ workload });
    expect(client.mostUnderWay()).toBe(3);
    const ends = sink.samples.map((sample) => sample.endNs);
    const nextDue = sink.samples.filter((sample) => sample.index >= 3).map((sample) => sample.scheduledNs);
    expect(nextDue.toSorted((a, b) => a - b)).toEqual(ends.filter((endNs) => endNs < seconds(6)).sort((a, b) => a - b));
    // 50 ms + 9 gaps of 10 ms, three users, six seconds.
    expect(sink.samples).toHaveLength(Math.ceil(6000 / 140) * 3);
    expect(outcome.client?.scheduleLateness.count).toBe(0);
    expect(outcome.client?.requestsDue).toBe(sink.samples.filter((sample) => sample.phase === "measure").length);
  });

  it("gives each user requests of their own, however fast the others are", async () => {
    const { sink } = await drive({ workload: { ...workload, outputTokens: { kind: "uniform", low: 1, high: 60 } } });
    const samples = byIndex(sink.samples);
    for (const user of [0, 1, 2]) {
      const own = samples.filter((sample) => sample.index % 3 === user);
      expect(own.map((sample) => sample.index)).toEqual(own.map((_, request) => request * 3 + user));
      expect(own.slice(1).map((sample) => sample.scheduledNs)).toEqual(own.slice(0, -1).map((sample) => sample.endNs));
    }
    const [one = 0, two = 0] = [0, 1].map((user) => samples.filter((sample) => sample.index % 3 === user).length);
    expect(one).not.toBe(two);
  });

  it("lets users think between an answer and their next request, and not before their first", async () => {
    const thinkTime = { kind: "fixed", seconds: 0.36 } as const;
    const thoughtful = inferenceWorkload({ arrival: { kind: "closed-loop", concurrency: 3, thinkTime } });
    const { sink } = await drive({ workload: thoughtful });
    // 50 ms + 9 gaps of 10 ms, then 360 ms of thinking.
    const dueMs = byIndex(sink.samples).map((sample) => (sample.scheduledNs - startNs) / NS_PER_MILLISECOND);
    expect(dueMs).toEqual(Array.from({ length: 36 }, (_, index) => Math.floor(index / 3) * 500));
  });

  it("lets a user whose request failed pause, so that a dead server brings no storm", async () => {
    const { sink } = await drive({ workload, server: { ttftMs: 0.001, fate: () => "fail" } });
    expect(sink.samples).toHaveLength(3 * Math.ceil(6000 / 100.001));
    expect(sink.samples.every((sample) => sample.status === "failed")).toBe(true);
  });
});

describe("requests that do not end", () => {
  const workload = inferenceWorkload({
    arrival: { kind: "closed-loop", concurrency: 2 },
    outputTokens: { kind: "fixed", value: 8000 },
  });

  it("are cut after the drain, and their tokens in the window count", async () => {
    const { sink, outcome, endedNs } = await drive({ workload });
    expect(endedNs).toBe(seconds(8));
    expect(sink.samples.map((sample) => [sample.status, sample.endNs, sample.failure])).toEqual([
      ["cut", seconds(8), undefined],
      ["cut", seconds(8), undefined],
    ]);
    const window = outcome.windows?.measure ?? { startNs: 0, endNs: 0 };
    const inWindow = sink.eventTimes(0).filter((atNs) => isInside(window, atNs));
    expect(inWindow).toHaveLength(400);
    expect(sink.samples[0]?.contentEvents).toBe(sink.eventTimes(0).length);
  });

  it("hand their events over about once a second, so that a killed run keeps them", async () => {
    const { sink } = await drive({ workload });
    const handedOver = sink.blocks.filter(({ block }) => block.request === 0);
    expect(handedOver.length).toBeGreaterThanOrEqual(4);
    for (const { atNs, block } of handedOver)
      expect(atNs - (block.timesNs[0] ?? 0)).toBeLessThanOrEqual(2 * NS_PER_SECOND);
  });

  it("fail with a time-out of their own", async () => {
    const hanging = inferenceWorkload({
      arrival: { kind: "constant", requestsPerSecond: 1 },
      requestTimeoutSeconds: 1.5,
    });
    const { sink } = await drive({ workload: hanging, server: { fate: () => "hang" } });
    expect(sink.samples).toHaveLength(6);
    for (const sample of sink.samples) {
      expect(sample).toMatchObject({ status: "failed", failure: { kind: "time-out", detail: "1.5 s" } });
      expect(sample.endNs - (sample.sentNs ?? 0)).toBe(1.5 * NS_PER_SECOND);
    }
  });
});
