import { randomNormal } from "d3-random";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { namedRandom } from "../../src/contract/random.js";
import { integrateTrace } from "../../src/energy/integrate-trace.js";
import { samplingHalfWidth } from "../../src/energy/sampling-bound.js";
import { s } from "../fixtures/records.js";

const window = { startNs: 0, endNs: s(60) };
/** A reading a second from -1 s to 61 s. */
const TIMES = Array.from({ length: 63 }, (_, index) => index - 1);
const sampled = (watts: (second: number) => number, times: readonly number[] = TIMES) => ({
  timesNs: times.map(s),
  values: times.map(watts),
});

describe("what readings that see a part of the time may miss", () => {
  it("is nothing where the watts lie on the lines between them", () => {
    const watts = fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: -10, max: 10 }));
    const gaps = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 70, maxLength: 70 });
    fc.assert(
      fc.property(watts, gaps, ([start, slope], between) => {
        let at = -2;
        const times = between.map((gap) => (at += gap / 10));
        const width = samplingHalfWidth(
          sampled((second) => start + slope * second, times),
          window,
          0,
        );
        expect(width).toBeCloseTo(0, 6);
      }),
    );
  });

  it("is next to nothing for a slow change that is well sampled", () => {
    const trace = sampled((second) => 500 + 100 * Math.sin((2 * Math.PI * second) / 60));
    const width = samplingHalfWidth(trace, window, 0) ?? Number.NaN;
    expect(width).toBeLessThan(0.0005 * 500 * 60);
  });

  it("grows with the watts and shrinks with the share that is seen", () => {
    const values = fc.array(fc.double({ min: 0, max: 1000, noNaN: true }), { minLength: 63, maxLength: 63 });
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 0.97, noNaN: true }), (readings, share) => {
        const trace = { timesNs: TIMES.map(s), values: readings };
        const doubled = { timesNs: TIMES.map(s), values: readings.map((value) => 2 * value + 30) };
        const width = samplingHalfWidth(trace, window, 0) ?? Number.NaN;
        expect(samplingHalfWidth(doubled, window, 0)).toBeCloseTo(2 * width, 6);
        expect(samplingHalfWidth(trace, window, s(share))).toBeCloseTo(width * Math.sqrt(1 - share), 4);
      }),
    );
  });

  it("is nothing for a meter whose mean covers all time, up to the timer's jitter", () => {
    const trace = sampled((second) => (second % 2 === 0 ? 0 : 100));
    expect(samplingHalfWidth(trace, window, s(1))).toBe(0);
    expect(samplingHalfWidth(trace, window, s(0.985))).toBe(0);
    expect(samplingHalfWidth(trace, window, s(3))).toBe(0);
    expect(samplingHalfWidth(trace, window, s(0.97))).toBeGreaterThan(0);
  });

  it("is unknown without a reading that has neighbours", () => {
    expect(
      samplingHalfWidth(
        sampled(() => 1, [-1, 61]),
        window,
        0,
      ),
    ).toBeUndefined();
    expect(
      samplingHalfWidth(
        sampled(() => 1, [-2, -1, 30]),
        window,
        0,
      ),
    ).toBeUndefined();
    expect(
      samplingHalfWidth(
        sampled(() => 1, []),
        window,
        0,
      ),
    ).toBeUndefined();
    expect(
      samplingHalfWidth(
        sampled(() => 1, [-1, 30, 61]),
        window,
        0,
      ),
    ).toBe(0);
  });

  it("covers the true joules of a noisy load about 95 times in 100", () => {
    // Power is new every tenth of a second; the meter tells that of one tenth a second, so it sees a tenth of the time.
    const trials = 400;
    let covered = 0;
    for (let trial = 0; trial < trials; trial += 1) {
      const draw = randomNormal.source(namedRandom(`load ${trial}`, "power"))(300, 40);
      const power = Array.from({ length: 620 }, draw);
      const wattsAt = (second: number) => power[Math.round((second + 1) * 10)] ?? 300;
      const trace = sampled(wattsAt, TIMES.slice(0, 62));
      const truth = power.slice(10, 610).reduce((sum, watts) => sum + watts / 10, 0);
      const { joules } = integrateTrace(trace, "watts", window, s(1));
      const width = samplingHalfWidth(trace, window, s(0.1)) ?? Number.NaN;
      if (Math.abs(joules - truth) <= width) covered += 1;
    }
    expect(covered / trials).toBeGreaterThan(0.92);
    expect(covered / trials).toBeLessThan(0.98);
  });

  it("cannot see a load whose period is the interval (docs/method.md says so)", () => {
    const trace = sampled((second) => 500 + 100 * Math.cos(2 * Math.PI * second));
    expect(samplingHalfWidth(trace, window, 0)).toBeCloseTo(0, 6);
    expect(integrateTrace(trace, "watts", window, s(1)).joules).toBeCloseTo(600 * 60, 6);
  });
});
