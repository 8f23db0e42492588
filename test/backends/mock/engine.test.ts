import { describe, expect, it } from "vitest";
import { createMockEngine } from "../../../src/backends/mock/engine.js";
import type { Clock } from "../../../src/contract/clock.js";
import { sleepUntil } from "../../../src/contract/clock.js";
import { createVirtualClock } from "../../../src/simulation/virtual-clock.js";
import { mockOptions, runClosedLoop } from "./mock-run.js";

const SECOND = 1e9;

/** Submits one request and notes the instants of its chunks and of its end. */
function submit(
  engine: ReturnType<typeof createMockEngine>,
  clock: Clock,
  request: { promptTokens?: number; maximum: number; minimum?: number; ignoreEos?: boolean },
) {
  const seen = { chunks: [] as [number, number][], endNs: undefined as number | undefined, reason: "" };
  const cancel = engine.submit(
    {
      promptTokens: request.promptTokens ?? 0,
      maximumOutputTokens: request.maximum,
      minimumOutputTokens: request.minimum ?? 0,
      ignoreEndOfSequence: request.ignoreEos ?? false,
    },
    {
      chunk: (tokens) => seen.chunks.push([clock.nowNs(), tokens]),
      finished: (reason) => {
        seen.endNs = clock.nowNs();
        seen.reason = reason;
      },
    },
  );
  return { seen, cancel };
}

/** One server that takes a second for each request. */
const oneSecond = { ttft: { meanSeconds: 1 }, itl: { meanSeconds: 0 } };

describe("times of one request", () => {
  it("are the prefill and then one gap a chunk, shorter for a smaller last chunk", async () => {
    const clock = createVirtualClock();
    const options = mockOptions({
      ttft: { meanSeconds: 0.3 },
      secondsPerPromptToken: 0.001,
      itl: { meanSeconds: 0.01 },
      tokensPerChunk: 4,
    });
    const engine = createMockEngine(options, "seed", clock);
    const { seen } = submit(engine, clock, { promptTokens: 100, maximum: 10 });
    await clock.run(sleepUntil(clock, SECOND));
    expect(seen.chunks).toEqual([
      [0.4 * SECOND, 4],
      [0.44 * SECOND, 4],
      [0.46 * SECOND, 2],
    ]);
    expect(seen.endNs).toBe(0.46 * SECOND);
    expect(seen.reason).toBe("length");
  });

  it("have the mean and the coefficient of variation that were asked for", async () => {
    const options = mockOptions({ slots: 1, ttft: { meanSeconds: 0.2, cv: 0.3 }, itl: { meanSeconds: 0.02, cv: 0.5 } });
    const run = await runClosedLoop(options, { users: 1, promptTokens: 1, outputTokens: 11, seconds: 4000 });
    const ttfts: number[] = [];
    const gaps: number[] = [];
    let previous = { request: -1, atNs: 0 };
    for (const event of run.events) {
      if (event.request === previous.request) gaps.push(event.atNs - previous.atNs);
      else ttfts.push(event.atNs - previous.atNs);
      previous = event;
    }
    // 4 standard errors of a mean of n draws are 4 cv / sqrt(n).
    expect(Math.abs(mean(ttfts) / 0.2e9 - 1)).toBeLessThan((4 * 0.3) / Math.sqrt(ttfts.length));
    expect(Math.abs(mean(gaps) / 0.02e9 - 1)).toBeLessThan((4 * 0.5) / Math.sqrt(gaps.length));
    expect(gaps.length).toBeGreaterThan(90_000);
    expect(coefficientOfVariation(ttfts)).toBeCloseTo(0.3, 1);
    expect(coefficientOfVariation(gaps)).toBeCloseTo(0.5, 1);
  });

  it("differ from run to run by one factor with the given variation and median 1", async () => {
    const options = mockOptions({ noise: { speedCv: 0.05 }, itl: { meanSeconds: 0 } });
    const logs = [];
    for (let seed = 0; seed < 2000; seed += 1) {
      const clock = createVirtualClock();
      const engine = createMockEngine(options, `${seed}`, clock);
      const { seen } = submit(engine, clock, { maximum: 3 });
      await clock.run(sleepUntil(clock, SECOND));
      logs.push(Math.log((seen.endNs ?? 0) / 0.2e9));
    }
    const spread = Math.sqrt(mean(logs.map((log) => log ** 2)));
    expect(Math.abs(mean(logs))).toBeLessThan((4 * 0.05) / Math.sqrt(logs.length));
    expect(spread / 0.05).toBeGreaterThan(0.93);
    expect(spread / 0.05).toBeLessThan(1.07);
  });

  it("are the same again with the same seed and others with another", async () => {
    const options = mockOptions({ itl: { meanSeconds: 0.02, cv: 0.2 }, noise: { speedCv: 0.1 } });
    const times = async (seed: string) =>
      (await runClosedLoop(options, { users: 4, promptTokens: 3, outputTokens: 9, seconds: 10, seed })).events;
    expect(await times("a")).toEqual(await times("a"));
    expect(await times("a")).not.toEqual(await times("b"));
  });
});

describe("where an output ends", () => {
  const cases = [
    { natural: undefined, maximum: 9, tokens: 9, reason: "length" },
    { natural: 5, maximum: 9, tokens: 5, reason: "stop" },
    { natural: 5, maximum: 5, tokens: 5, reason: "length" },
    { natural: 5, maximum: 3, tokens: 3, reason: "length" },
    { natural: 5, maximum: 9, minimum: 7, tokens: 7, reason: "stop" },
    { natural: 5, maximum: 9, ignoreEos: true, tokens: 9, reason: "length" },
  ];
  it.each(cases)("$tokens tokens, $reason: $natural by itself, at most $maximum", async (expected) => {
    const clock = createVirtualClock();
    const engine = createMockEngine(mockOptions({ naturalOutputTokens: expected.natural }), "seed", clock);
    const { seen } = submit(engine, clock, expected);
    await clock.run(sleepUntil(clock, 5 * SECOND));
    expect(seen.chunks.reduce((sum, [, tokens]) => sum + tokens, 0)).toBe(expected.tokens);
    expect(seen.reason).toBe(expected.reason);
  });
});

describe("slots and queue", () => {
  it("serve a burst in order of arrival, as many at once as there are slots", async () => {
    const clock = createVirtualClock();
    const engine = createMockEngine(mockOptions({ ...oneSecond, slots: 2 }), "seed", clock);
    const requests = Array.from({ length: 5 }, () => submit(engine, clock, { maximum: 1 }));
    expect(engine.load()).toMatchObject({ runningRequests: 2, waitingRequests: 3 });
    await clock.run(sleepUntil(clock, 10 * SECOND));
    expect(requests.map(({ seen }) => (seen.endNs ?? 0) / SECOND)).toEqual([1, 1, 2, 2, 3]);
    expect(engine.load()).toEqual({
      runningRequests: 0,
      waitingRequests: 0,
      finishedRequests: 5,
      promptTokens: 0,
      outputTokens: 5,
    });
  });

  it("make staggered arrivals wait exactly as Lindley's recursion says", async () => {
    const clock = createVirtualClock();
    const engine = createMockEngine(mockOptions({ ...oneSecond, slots: 1 }), "seed", clock);
    const arrivals = [0, 0.25, 0.5, 2.75, 4.5, 4.75];
    const requests: ReturnType<typeof submit>[] = [];
    for (const arrival of arrivals) {
      clock.schedule(arrival * SECOND, () => requests.push(submit(engine, clock, { maximum: 1 })));
    }
    await clock.run(sleepUntil(clock, 20 * SECOND));
    let freeAt = 0;
    const expected = arrivals.map((arrival) => {
      freeAt = Math.max(freeAt, arrival) + 1;
      return freeAt;
    });
    expect(requests.map(({ seen }) => (seen.endNs ?? 0) / SECOND)).toEqual(expected);
  });

  it("with more users than slots: throughput is that of the slots, and Little's law holds", async () => {
    const options = mockOptions({ slots: 3, ttft: { meanSeconds: 0.3 }, itl: { meanSeconds: 0.01 } });
    const run = await runClosedLoop(options, { users: 7, promptTokens: 1, outputTokens: 21, seconds: 400 });
    // Each service takes 0.3 + 20 * 0.01 = 0.5 s.
    expect(run.ends.length).toBe((400 / 0.5) * 3);
    const settled = run.ends.filter((end) => end.sentNs > 100 * SECOND);
    expect(mean(settled.map((end) => end.endNs - end.sentNs)) / SECOND).toBeCloseTo((7 * 0.5) / 3, 3);
  });

  it("a thousand waiting requests are served one by one", async () => {
    const clock = createVirtualClock();
    const engine = createMockEngine(mockOptions({ ...oneSecond, slots: 1 }), "seed", clock);
    const requests = Array.from({ length: 10_000 }, () => submit(engine, clock, { maximum: 1 }));
    await clock.run(sleepUntil(clock, 20_000 * SECOND));
    expect(requests.every(({ seen }, index) => seen.endNs === (index + 1) * SECOND)).toBe(true);
  });
});

describe("cancellation", () => {
  it("frees the slot of a running request at once and takes a waiting one out of the queue", async () => {
    const clock = createVirtualClock();
    const engine = createMockEngine(mockOptions({ ...oneSecond, slots: 1 }), "seed", clock);
    const [running, waiting, last] = [0, 1, 2].map(() => submit(engine, clock, { maximum: 1 }));
    clock.schedule(0.5 * SECOND, () => {
      waiting?.cancel();
      running?.cancel();
      running?.cancel();
    });
    await clock.run(sleepUntil(clock, 5 * SECOND));
    expect([running?.seen.endNs, waiting?.seen.endNs, last?.seen.endNs]).toEqual([undefined, undefined, 1.5 * SECOND]);
    expect(engine.load()).toMatchObject({ runningRequests: 0, waitingRequests: 0, finishedRequests: 1 });
  });

  it("out of the last chunk's own callback keeps the end from being told", async () => {
    const clock = createVirtualClock();
    const engine = createMockEngine(mockOptions(), "seed", clock);
    let ends = 0;
    const cancel = engine.submit(
      { promptTokens: 1, maximumOutputTokens: 1, minimumOutputTokens: 0, ignoreEndOfSequence: true },
      {
        chunk: () => cancel(),
        finished: () => {
          ends += 1;
        },
      },
    );
    await clock.run(sleepUntil(clock, SECOND));
    expect(ends).toBe(0);
    expect(engine.load().runningRequests).toBe(0);
  });
});

describe("timers that fire late", () => {
  it("never add up, and chunks that are due together go out together", async () => {
    const virtual = createVirtualClock();
    const lateNs = 3e6;
    const clock: Clock = { ...virtual, schedule: (atNs, callback) => virtual.schedule(atNs + lateNs, callback) };
    const engine = createMockEngine(mockOptions({ itl: { meanSeconds: 0.001 } }), "seed", clock);
    const { seen } = submit(engine, clock, { maximum: 1001 });
    await virtual.run(sleepUntil(virtual, 5 * SECOND));
    expect(seen.endNs).toBeGreaterThanOrEqual(1.2e9);
    expect(seen.endNs).toBeLessThanOrEqual(1.2e9 + lateNs);
    for (const [index, [atNs]] of seen.chunks.entries()) {
      expect(atNs - (0.2e9 + index * 1e6)).toBeGreaterThanOrEqual(0);
      expect(atNs - (0.2e9 + index * 1e6)).toBeLessThanOrEqual(lateNs);
    }
  });

  it("do not let a request begin before it came", async () => {
    const virtual = createVirtualClock();
    const clock: Clock = { ...virtual, schedule: (atNs, callback) => virtual.schedule(atNs + 0.5 * SECOND, callback) };
    const engine = createMockEngine(mockOptions({ ...oneSecond, slots: 1 }), "seed", clock);
    submit(engine, clock, { maximum: 1 });
    // The slot is due to be free at 1 s and is freed at 1.5 s; this request comes between.
    let late: ReturnType<typeof submit> | undefined;
    virtual.schedule(1.2 * SECOND, () => {
      late = submit(engine, clock, { maximum: 1 });
    });
    await virtual.run(sleepUntil(virtual, 10 * SECOND));
    expect(late?.seen.endNs).toBe(2.7 * SECOND);
  });
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function coefficientOfVariation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2))) / middle;
}
