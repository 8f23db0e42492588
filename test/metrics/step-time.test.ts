import { describe, expect, it } from "vitest";
import { computeTraining, numberOf, stepsAfter } from "./training-run.js";

/** Ten steps of one second by the stamps. */
const even = Array<number>(10).fill(1);

describe("step time", () => {
  it("is the framework's own where it timed every step: 0.8 and 1.2 s by turns", () => {
    const steps = stepsAfter(even, (place) => ({ stepSeconds: place % 2 === 0 ? 0.8 : 1.2 }));
    expect(computeTraining("step-time.mean", { steps })).toMatchObject({ count: 10, systematic: [] });
    expect(numberOf("step-time.mean", { steps })).toBeCloseTo(1, 12);
    expect(numberOf("step-time.p50", { steps })).toBeCloseTo(1, 12);
    // Ten squares of 0.2 over nine.
    expect(numberOf("step-time.cv", { steps })).toBeCloseTo(Math.sqrt(0.4 / 9), 12);
  });

  it("is never taken from both: one step without a time, and all are from the stamps", () => {
    const steps = stepsAfter(even, (place) => (place === 3 ? {} : { stepSeconds: 0.5 }));
    expect(numberOf("step-time.mean", { steps })).toBe(1);
    expect(numberOf("step-time.p50", { steps })).toBe(1);
    expect(numberOf("step-time.cv", { steps })).toBe(0);
  });

  it("has the percentiles that its steps allow", () => {
    expect(computeTraining("step-time.p50", { steps: stepsAfter(Array(5).fill(2)) })).toMatchObject({
      reason: { code: "too-few-observations", data: { count: 5, needed: 6, percentile: "p50" } },
    });
    const timed = (count: number) =>
      stepsAfter(Array(count).fill(10 / count), (place) => ({ stepSeconds: (place + 1) / 1000 }));
    expect(computeTraining("step-time.p99", { steps: timed(298) })).toMatchObject({
      reason: { code: "too-few-observations", data: { needed: 299 } },
    });
    // Type 7: the value at rank 298 x 0.99 = 295.02, counted from 0.
    expect(numberOf("step-time.p99", { steps: timed(299) })).toBeCloseTo(0.29602, 12);
  });

  it("of reports that stand for several steps is a mean only", () => {
    const steps = stepsAfter([3, 3, 4], (place) => ({ steps: place === 2 ? 4 : 3, stepSeconds: place === 2 ? 2 : 1 }));
    // 3 + 3 + 8 seconds over ten steps.
    expect(computeTraining("step-time.mean", { steps })).toMatchObject({ value: 1.4, count: 10 });
    for (const id of ["step-time.p50", "step-time.p99", "step-time.cv"]) {
      expect(computeTraining(id, { steps })).toMatchObject({
        reason: { code: "steps-reported-together", data: { steps: 4 } },
      });
    }
  });

  it("of single steps is not read from stamps that may be as late as a step is long", () => {
    const late = stepsAfter(even, { withinNs: 0.25e9 });
    expect(computeTraining("step-time.p50", { steps: late })).toMatchObject({
      reason: { code: "step-stamps-loose", data: { lateSeconds: 0.25, apartSeconds: 1 } },
    });
    expect(computeTraining("stall-share", { steps: late })).toMatchObject({ reason: { code: "step-stamps-loose" } });
    const timed = stepsAfter(even, { withinNs: 0.25e9, stepSeconds: 0.9 });
    expect(numberOf("step-time.p50", { steps: timed })).toBe(0.9);
    expect(numberOf("stall-share", { steps: timed })).toBe(0);
  });
});

describe("the share of time in stalls", () => {
  const slowEnd = [...Array<number>(8).fill(0.5), 0.7, 5.3];

  it("is what slow steps took beyond the median: 5.3 - 0.5 of 10 s", () => {
    expect(numberOf("stall-share", { steps: stepsAfter(slowEnd) })).toBeCloseTo(0.48, 12);
  });

  it.each(["checkpoint", "restart"] as const)("holds the step after a %s, however short: 0.2 s more", (kind) => {
    const steps = stepsAfter(slowEnd, (place) => (place === 8 ? { after: [kind] } : {}));
    expect(numberOf("stall-share", { steps })).toBeCloseTo(0.5, 12);
  });

  it("takes nothing off for a quick step after a checkpoint", () => {
    const steps = stepsAfter([0.1, 1.9, ...Array<number>(8).fill(1)], (place) =>
      place === 0 ? { after: ["checkpoint"] } : {},
    );
    expect(numberOf("stall-share", { steps })).toBeCloseTo(0.09, 12);
  });

  it("looks at the mean of steps that are reported together: 2 x (2 - 0.75) of 10 s", () => {
    const steps = stepsAfter([1.5, 1.5, 1.5, 4, 1.5], { steps: 2 });
    expect(numberOf("stall-share", { steps })).toBeCloseTo(0.25, 12);
  });

  it("sees a pause that the framework's timer leaves out", () => {
    const steps = stepsAfter([1, 1, 1, 1, 1, 5], { stepSeconds: 1 });
    expect(numberOf("stall-share", { steps })).toBeCloseTo(0.4, 12);
  });

  it("believes the timer where the log came in bursts", () => {
    const steps = stepsAfter([5, 0, 0, 0, 0, 5, 0, 0, 0, 0], { stepSeconds: 1 });
    expect(numberOf("stall-share", { steps })).toBe(0);
  });

  it("needs a few reports to know what is usual", () => {
    expect(computeTraining("stall-share", { steps: stepsAfter([5, 5]) })).toMatchObject({
      reason: { code: "too-few-reports-in-window", data: { count: 2, needed: 3 } },
    });
  });
});
