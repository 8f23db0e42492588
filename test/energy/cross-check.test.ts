import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CrossCheckQuestion, crossCheckEnergy } from "../../src/energy/cross-check.js";
import type { PowerTraceHeader } from "../../src/model/power-trace.js";
import { makeTrace, s, steadyTrace } from "../fixtures/records.js";

const EXACT = { relative: 0, absoluteWatts: 0, source: "x", assumed: false };

/** A step of 0.1 s at each edge of the window of 10 s. */
const EDGES = 0.02;

/** A counter that grows by `watts` joules a second, read every two seconds from -1 s to 11 s. */
function counter(watts: number, header: Partial<PowerTraceHeader> = {}) {
  const times = [-1, 1, 3, 5, 7, 9, 11];
  const values = times.map((time) => 5000 + watts * time);
  return makeTrace({
    header: { id: "counter", quantity: "joules", intervalNs: s(2), accuracy: EXACT, ...header },
    times,
    values,
  });
}

const question = (changes: Partial<CrossCheckQuestion>): CrossCheckQuestion => ({
  traces: [steadyTrace(100, { accuracy: EXACT })],
  crossChecks: [counter(100)],
  shards: [],
  window: { startNs: 0, endNs: s(10) },
  minimumCoverage: 0.99,
  ...changes,
});

describe("crossCheckEnergy", () => {
  it("gives the difference of the counter over the window against the integrated watts", () => {
    const { checks, findings } = crossCheckEnergy(question({ crossChecks: [counter(103)] }));
    expect(findings).toEqual([]);
    expect(checks).toEqual([{ device: "device-0", relative: expect.closeTo(0.03, 12), limit: 0.01 + EDGES }]);
  });

  it("allows 1 %, a step of the counter at each edge, and what both meters claim: relative, and absolute watts against the mean", () => {
    const ours = { ...EXACT, relative: 0.02, absoluteWatts: 5 };
    const theirs = { ...EXACT, relative: 0.005 };
    const traces = [steadyTrace(100, { accuracy: ours })];
    const { checks } = crossCheckEnergy(question({ traces, crossChecks: [counter(100, { accuracy: theirs })] }));
    expect(checks[0]?.limit).toBeCloseTo(0.01 + EDGES + 0.02 + 0.05 + 0.005, 12);
  });

  it("takes nothing for an accuracy that nobody knows, or what the suite assumes", () => {
    const changes = { traces: [steadyTrace(100, { accuracy: "unknown" })], crossChecks: [counter(100)] };
    expect(crossCheckEnergy(question(changes)).checks[0]?.limit).toBe(0.01 + EDGES);
    expect(crossCheckEnergy(question({ ...changes, assumedAccuracy: 0.05 })).checks[0]?.limit).toBeCloseTo(
      0.06 + EDGES,
      12,
    );
  });

  it("holds each counter against the device that it names, at its boundary", () => {
    const traces = [steadyTrace(100, { device: "one" }), steadyTrace(200, { id: "b", device: "two" })];
    const crossChecks = [
      counter(200, { device: "two" }),
      counter(100, { device: "three" }),
      counter(100, { device: "one", boundary: "board" }),
    ];
    const { checks, findings } = crossCheckEnergy(question({ traces, crossChecks }));
    expect(checks).toMatchObject([{ device: "two", relative: 0 }]);
    expect(findings).toMatchObject([
      { code: "energy-counter-alone", data: { device: "three" } },
      { code: "energy-counter-alone", data: { device: "one" } },
    ]);
  });

  it("says why a counter cannot be used", () => {
    const fallen = { ...counter(100), values: [1000, 1200, 1400, 10, 210, 410, 610] };
    const late = makeTrace({ header: { quantity: "joules" }, times: [8, 9, 10], values: [1, 2, 3] });
    expect(crossCheckEnergy(question({ crossChecks: [fallen, late] }))).toMatchObject({
      checks: [],
      findings: [
        { code: "energy-counter-fell", data: { device: "device-0" } },
        { code: "energy-counter-unusable", data: { device: "device-0", coverage: expect.closeTo(0.2, 6) } },
      ],
    });
  });

  it("is zero for a counter that adds up the very watts that were read", () => {
    const watts = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 13, maxLength: 13 });
    fc.assert(
      fc.property(watts, (values) => {
        const times = values.map((_, index) => index - 1);
        const joules = [0];
        for (let index = 1; index < values.length; index += 1) {
          joules.push((joules[index - 1] ?? 0) + ((values[index - 1] ?? 0) + (values[index] ?? 0)) / 2);
        }
        const changes = {
          traces: [makeTrace({ header: { accuracy: EXACT }, times, values })],
          crossChecks: [makeTrace({ header: { quantity: "joules", accuracy: EXACT }, times, values: joules })],
        };
        expect(crossCheckEnergy(question(changes)).checks[0]?.relative).toBeCloseTo(0, 9);
      }),
    );
  });
});
