import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { integrateTrace } from "../../src/energy/integrate-trace.js";
import { s } from "../fixtures/records.js";

const window = { startNs: s(1), endNs: s(3) };
const trace = (times: readonly number[], values: readonly number[]) => ({ timesNs: times.map(s), values });

describe("trapezoid over exactly the window", () => {
  it("interpolates at both edges of a ramp", () => {
    // P = 100 t: the integral from 1 s to 3 s is 50 (9 - 1) = 400 J, though no reading lies on an edge.
    const energy = integrateTrace(trace([0, 0.7, 1.9, 3.4], [0, 70, 190, 340]), "watts", window, s(1));
    expect(energy.joules).toBeCloseTo(400, 9);
    expect(energy.coverage).toBe(1);
    expect(energy.samples).toBe(1);
  });

  it("takes the difference of an interpolated counter", () => {
    const energy = integrateTrace(trace([0, 2, 4], [1000, 1200, 1600]), "joules", window, s(2));
    expect(energy.joules).toBeCloseTo(100 + 200, 9);
  });

  it("adds up over adjacent windows, whatever the readings", () => {
    const readings = fc.array(fc.double({ min: 0, max: 1000, noNaN: true }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(readings, fc.double({ min: 0.1, max: 3.9, noNaN: true }), (values, cut) => {
        const readingsTrace = trace([0, 1, 2, 3, 4], values);
        const over = (startNs: number, endNs: number) =>
          integrateTrace(readingsTrace, "watts", { startNs, endNs }, s(1)).joules;
        expect(over(0, s(cut)) + over(s(cut), s(4))).toBeCloseTo(over(0, s(4)), 6);
      }),
    );
  });
});

describe("coverage", () => {
  it("is the share of time outside over-long gaps, not of readings that arrived", () => {
    const times = [0, 1, 2, 3, 8, 9, 10];
    const energy = integrateTrace(
      trace(
        times,
        times.map(() => 50),
      ),
      "watts",
      { startNs: 0, endNs: s(10) },
      s(1),
    );
    expect(energy.coverage).toBeCloseTo(0.5, 9);
    expect(energy.joules).toBeCloseTo(500, 9);
  });

  it("forgives scattered losses that leave no long gap", () => {
    const times = [0, 1, 3, 4, 6, 7, 9, 10];
    const energy = integrateTrace(
      trace(
        times,
        times.map(() => 50),
      ),
      "watts",
      { startNs: 0, endNs: s(10) },
      s(1),
    );
    expect(energy.coverage).toBe(1);
  });

  it("counts time before the first and after the last reading as gaps, and bounds what they may hide", () => {
    const energy = integrateTrace(trace([1, 2, 3], [100, 200, 200]), "watts", { startNs: 0, endNs: s(4) }, s(1));
    expect(energy.coverage).toBeCloseTo(0.5, 9);
    // The first second is held at 150 W and may have been 200 W; the last is held at 200 W and may have been 150 W.
    expect(energy.joules).toBeCloseTo(150 + 150 + 200 + 200, 9);
    expect(energy.gapJoulesHigh).toBeCloseTo(50, 9);
    expect(energy.gapJoulesLow).toBeCloseTo(50, 9);
  });

  it.each([[[]], [[2]]])("is zero with readings at %j only", (times) => {
    expect(
      integrateTrace(
        trace(
          times,
          times.map(() => 50),
        ),
        "watts",
        window,
        s(1),
      ).coverage,
    ).toBe(0);
  });

  it("is zero when no reading lies near the window", () => {
    expect(integrateTrace(trace([10, 11], [50, 50]), "watts", window, s(1)).coverage).toBe(0);
  });
});
