import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideGate, gateInterval } from "../../src/statistics/gate-decision.js";
import { ratioInterval } from "../../src/statistics/ratio-estimate.js";
import { relativeBounds } from "../../src/statistics/systematic.js";

const of = (ratio: number, standardErrorLog: number, df = 8) => ({ ratio, standardErrorLog, df });

describe("the rule of a gate", () => {
  it.each([
    ["outside and past the margin", of(0.9, 0.01), { decision: "regressed", isProven: true }],
    ["past the margin, proven by nothing", of(0.975, 0.01), { decision: "regressed", isProven: false }],
    ["outside, within the margin", of(0.99, 0.001), { decision: "ok", isProven: false }],
    ["past the margin, not outside", of(0.95, 0.05), { decision: "inconclusive", isProven: false }],
    ["near 1, but wide", of(1, 0.02), { decision: "inconclusive", isProven: false }],
    ["near 1 and narrow", of(1, 0.005), { decision: "ok", isProven: false }],
    ["outside upwards and past the margin", of(1.1, 0.01), { decision: "improved", isProven: true }],
    ["better, by less than the margin", of(1.01, 0.001), { decision: "ok", isProven: false }],
  ])("%s", (_, estimate, judged) => {
    expect(decideGate(estimate, 0.02)).toEqual(judged);
  });

  it("is the other way round for the reciprocal, as far as anything regresses or improves", () => {
    const mirror = { regressed: "improved", improved: "regressed" } as Record<string, string>;
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 2, noNaN: true }),
        fc.double({ min: 1e-4, max: 0.3, noNaN: true }),
        fc.integer({ min: 1, max: 40 }),
        (ratio, se, df) => {
          const { decision, isProven } = decideGate(of(ratio, se, df), 0.03);
          const turned = decideGate(of(1 / ratio, se, df), 0.03);
          const wanted = mirror[decision];
          if (wanted === undefined) return mirror[turned.decision] === undefined;
          return turned.decision === wanted && turned.isProven === isProven;
        },
      ),
    );
  });

  it("decides nothing that systematic bounds leave open", () => {
    const estimate = of(0.95, 0.005);
    expect(decideGate(estimate, 0.02).decision).toBe("regressed");
    expect(decideGate(estimate, 0.02, { bounds: relativeBounds(0.06) }).decision).toBe("inconclusive");
    expect(decideGate(of(1, 0.005), 0.02, { bounds: relativeBounds(0.02) }).decision).toBe("inconclusive");
    const { low, high } = ratioInterval(estimate, 0.95);
    expect(gateInterval(estimate, 0.95, relativeBounds(0.1))).toEqual({ low: low * 0.9, high: high * 1.1 });
  });

  it("needs what the confidence asks for, of the interval and of the adjusted p", () => {
    const estimate = of(0.95, 0.012);
    expect(decideGate(estimate, 0.02).decision).toBe("regressed");
    expect(decideGate(estimate, 0.02, { confidence: 0.999 }).decision).toBe("inconclusive");
    expect(decideGate(estimate, 0.02, { adjustedP: 0.049 }).decision).toBe("regressed");
    expect(decideGate(estimate, 0.02, { adjustedP: 0.051 }).decision).toBe("inconclusive");
    expect(decideGate(estimate, 0.02, { adjustedP: 0.04, confidence: 0.97 }).decision).toBe("inconclusive");
    // What is held back upwards is still not worse.
    expect(decideGate(of(1.05, 0.012), 0.02, { adjustedP: 0.06 }).decision).toBe("ok");
  });
});
