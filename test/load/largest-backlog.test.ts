import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { largestBacklog } from "../../src/load/largest-backlog.js";

describe("largestBacklog", () => {
  it("is 1 where each request is sent before the next is due, and 0 where there is none", () => {
    expect(largestBacklog([0, 10, 20], [1, 11, 29])).toBe(1);
    expect(largestBacklog([], [])).toBe(0);
  });

  it("counts those that a stall held up", () => {
    expect(largestBacklog([0, 10, 20, 30, 100], [1, 35, 36, 37, 101])).toBe(3);
  });

  it("does not count a request that is sent when the next one is due", () => {
    expect(largestBacklog([0, 10], [10, 12])).toBe(1);
  });

  it("agrees with a look at every instant, in whatever order requests ended", () => {
    const request = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 20 }));
    fc.assert(
      fc.property(fc.array(request, { maxLength: 30 }), (requests) => {
        const scheduled = requests.map(([atNs]) => atNs);
        const sent = requests.map(([atNs, lateNs]) => atNs + lateNs);
        const waiting = Array.from(
          { length: 61 },
          (_, nowNs) => requests.filter(([atNs, lateNs]) => atNs <= nowNs && nowNs < atNs + lateNs).length,
        );
        expect(largestBacklog(scheduled, sent)).toBe(Math.max(...waiting));
      }),
    );
  });
});
