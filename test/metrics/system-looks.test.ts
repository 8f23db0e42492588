import { describe, expect, test } from "vitest";
import { counterGrowth } from "../../src/metrics/engine-growth.js";
import { systemLooks } from "../../src/metrics/system-looks.js";
import type { EngineSample } from "../../src/model/engine-series.js";

const look = (endpoint: number, atNs: number, values: EngineSample["values"], withinNs = 1): EngineSample => ({
  atNs,
  withinNs,
  endpoint,
  values,
});

test("the looks of a single endpoint are left as they are", () => {
  const looks = [{ atNs: 5, withinNs: 1, values: { promptTokens: 1 } }];
  expect(systemLooks(looks, 1)).toBe(looks);
});

describe("looks at several endpoints", () => {
  test("are one look of the system a round: sums, and the mean use of the caches", () => {
    const looks = [
      look(0, 10, { requestsWaiting: 1, kvCacheUse: 0.2, generationTokens: 100 }, 3),
      look(1, 12, { requestsWaiting: 5, kvCacheUse: 0.6, generationTokens: 7 }),
      look(1, 20, { requestsWaiting: 0, kvCacheUse: 0.5, generationTokens: 9 }),
      look(0, 21, { requestsWaiting: 2, kvCacheUse: 0.5, generationTokens: 110 }),
    ];
    expect(systemLooks(looks, 2)).toEqual([
      { atNs: 12, withinNs: 5, values: { requestsWaiting: 6, kvCacheUse: 0.4, generationTokens: 107 } },
      { atNs: 21, withinNs: 2, values: { requestsWaiting: 2, kvCacheUse: 0.5, generationTokens: 119 } },
    ]);
  });

  test("end with the latest counters of each, which reach back to the oldest of them", () => {
    const looks = [
      look(0, 10, { generationTokens: 1, requestsRunning: 1 }),
      look(1, 10, { generationTokens: 1, requestsRunning: 1 }),
      look(0, 20, { generationTokens: 5, requestsRunning: 0 }),
      look(0, 30, { generationTokens: 6, requestsRunning: 0 }),
    ];
    const last = systemLooks(looks, 2).at(-1);
    // Endpoint 1 was not seen again: what it runs now nobody knows.
    expect(last).toEqual({ atNs: 30, withinNs: 21, values: { generationTokens: 7 } });
  });

  test("have no counter that one endpoint never shows, and no gauge that one look lacks", () => {
    const looks = [
      look(0, 10, { generationTokens: 1, promptTokens: 1, requestsRunning: 1 }),
      look(1, 10, { generationTokens: 1 }),
    ];
    expect(systemLooks(looks, 2).map(({ values }) => values)).toEqual([{ generationTokens: 2 }]);
  });

  test("take a counter that is shown with its first count as 0 before", () => {
    const looks = [
      look(0, 10, { preemptions: 3 }),
      look(1, 10, {}),
      look(0, 20, { preemptions: 4, generationTokens: 5 }),
      look(1, 20, { generationTokens: 6 }),
    ];
    const rounds = systemLooks(looks, 2);
    expect(counterGrowth(rounds, "preemptions")?.growth).toBe(1);
    expect(counterGrowth(rounds, "generationTokens")?.growth).toBe(11);
  });

  test("do not hide the restart of one engine behind the growth of another", () => {
    const looks = [
      look(0, 10, { generationTokens: 100 }),
      look(1, 10, { generationTokens: 100 }),
      look(0, 20, { generationTokens: 5 }),
      look(1, 20, { generationTokens: 400 }),
    ];
    expect(counterGrowth(systemLooks(looks, 2), "generationTokens")).toBeUndefined();
  });

  test("of which one was never seen say nothing", () => {
    expect(systemLooks([look(0, 10, { generationTokens: 1 })], 2)).toEqual([]);
    expect(systemLooks([], 2)).toEqual([]);
  });
});
