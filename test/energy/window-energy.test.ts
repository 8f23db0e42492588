import { describe, expect, it } from "vitest";
import { type EnergyQuestion, windowEnergy } from "../../src/energy/window-energy.js";
import { bridge, makeTrace, s, steadyTrace } from "../fixtures/records.js";

const question = (changes: Partial<EnergyQuestion>): EnergyQuestion => ({
  traces: [steadyTrace(100)],
  shards: [{ alias: "client", wallUnixMs: 0, offsetNs: 0, offsetUncertaintyNs: 0 }],
  window: { startNs: 0, endNs: s(10) },
  boundary: "package",
  bridges: [],
  minimumCoverage: 0.99,
  ...changes,
});

/** Lowest and highest joules that the bounds allow. */
function extremes(energy: ReturnType<typeof windowEnergy>): readonly [number, number] {
  if (energy.kind === "absent") throw new Error(energy.reason.code);
  const product = (key: "factorLow" | "factorHigh") => energy.systematic.reduce((all, bound) => all * bound[key], 1);
  return [energy.joules * product("factorLow"), energy.joules * product("factorHigh")];
}

describe("windowEnergy", () => {
  it("sums the devices of one boundary and adds their meters' bounds up", () => {
    const accuracy = { relative: 0.02, absoluteWatts: 1, source: "sheet", assumed: false };
    const traces = ["one", "two"].map((id) => steadyTrace(100, { id, accuracy }));
    const energy = windowEnergy(question({ traces }));
    expect(energy).toMatchObject({ kind: "energy", joules: 2000, meanWatts: 200, accuracyKnown: true });
    // Each device may err by 2 % of 1000 J and by 1 W for 10 s, in the same direction.
    expect(extremes(energy)[0]).toBeCloseTo(2000 - 60, 9);
    expect(extremes(energy)[1]).toBeCloseTo(2000 + 60, 9);
  });

  it("never adds two boundaries", () => {
    const traces = [steadyTrace(100), steadyTrace(300, { id: "node", boundary: "node-ac" })];
    expect(windowEnergy(question({ traces }))).toMatchObject({ joules: 1000 });
    expect(windowEnergy(question({ traces, boundary: "node-ac" }))).toMatchObject({ joules: 3000 });
  });

  it("bridges to a wider boundary with the bridge's width as a bound, exactly", () => {
    const energy = windowEnergy(question({ boundary: "board", bridges: [bridge("package", "board", 10, 30)] }));
    expect(energy).toMatchObject({ joules: 1200, boundary: "board" });
    expect(extremes(energy)[0]).toBeCloseTo(1000 * 0.99 + 100, 9);
    expect(extremes(energy)[1]).toBeCloseTo(1000 * 1.01 + 300, 9);
  });

  it("walks several bridges and prefers a metered boundary over a bridged one", () => {
    const bridges = [bridge("package", "board", 10, 10), bridge("board", "node-dc", 20, 20)];
    expect(windowEnergy(question({ boundary: "node-dc", bridges }))).toMatchObject({ joules: 1300 });
    const traces = [steadyTrace(100), steadyTrace(500, { id: "board", boundary: "board" })];
    expect(windowEnergy(question({ traces, boundary: "board", bridges }))).toMatchObject({ joules: 5000 });
  });

  it("moves a reading that is a mean over the past to the middle of that past", () => {
    // Power steps from 0 to 100 W at t = 5 s; each reading tells the mean of the second before it.
    const times = Array.from({ length: 13 }, (_, index) => index - 1);
    const values = times.map((time) => (time > 5 ? 100 : 0));
    const trace = makeTrace({ header: { averagingNs: s(1) }, times, values });
    expect(windowEnergy(question({ traces: [trace] }))).toMatchObject({ joules: 500 });
  });

  it("keeps the first of two readings with one stamp and takes a clock offset off", () => {
    const trace = makeTrace({
      header: { shard: "other" },
      times: [100, 101, 101, 102, 103],
      values: [10, 10, 999, 10, 10],
    });
    const shards = [{ alias: "other", wallUnixMs: 0, offsetNs: s(100), offsetUncertaintyNs: 0 }];
    const energy = windowEnergy(question({ traces: [trace], shards, window: { startNs: 0, endNs: s(3) } }));
    expect(energy).toMatchObject({ joules: 30 });
  });

  it.each([
    ["no meter at all", { traces: [] }, "power-not-metered"],
    ["a boundary that nothing leads to", { boundary: "facility" as const }, "boundary-not-reached"],
    [
      "one device with a hole",
      { traces: [steadyTrace(100), makeTrace({ times: [0, 1, 9, 10], values: [1, 1, 1, 1] })] },
      "power-coverage-low",
    ],
    [
      "bounds as large as the energy",
      { traces: [steadyTrace(1, { accuracy: { relative: 1, absoluteWatts: 0, source: "x", assumed: false } })] },
      "energy-bounds-too-wide",
    ],
  ])("is absent with %s", (_, changes, code) => {
    expect(windowEnergy(question(changes))).toMatchObject({ kind: "absent", reason: { code } });
  });

  it("shows energy of a meter of unknown accuracy, and knows a bound that the suite assumed", () => {
    const traces = [steadyTrace(100, { accuracy: "unknown" })];
    expect(windowEnergy(question({ traces }))).toMatchObject({ joules: 1000, accuracyKnown: false, systematic: [] });
    expect(windowEnergy(question({ traces, assumedAccuracy: 0.05 }))).toMatchObject({
      accuracyKnown: true,
      systematic: [{ kind: "meter", factorLow: 0.95, factorHigh: 1.05, assumed: true }],
    });
  });
});
