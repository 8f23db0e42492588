import { describe, expect, it } from "vitest";
import { type EnergyQuestion, windowEnergy } from "../../src/energy/window-energy.js";
import type { Bridge } from "../../src/model/boundary.js";
import { bridge, makeSystem, makeTrace, s, steadyTrace } from "../fixtures/records.js";

const bridged = (...bridges: readonly Bridge[]) => makeSystem("a", { power: { bridges, sources: [] } });

const question = (changes: Partial<EnergyQuestion>): EnergyQuestion => ({
  traces: [steadyTrace(100)],
  shards: [{ alias: "client", wallUnixMs: 0, offsetNs: 0, offsetUncertaintyNs: 0 }],
  window: { startNs: 0, endNs: s(10) },
  boundary: "package",
  system: makeSystem("a"),
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
    const energy = windowEnergy(question({ boundary: "board", system: bridged(bridge("package", "board", 10, 30)) }));
    const bridges = [bridge("package", "board", 10, 30)];
    expect(energy).toMatchObject({ joules: 1200, boundary: "board", metered: "package", bridges });
    expect(extremes(energy)[0]).toBeCloseTo(1000 * 0.99 + 100, 9);
    expect(extremes(energy)[1]).toBeCloseTo(1000 * 1.01 + 300, 9);
  });

  it("walks several bridges and prefers a metered boundary over a bridged one", () => {
    const system = bridged(bridge("package", "board", 10, 10), bridge("board", "node-dc", 20, 20));
    expect(windowEnergy(question({ boundary: "node-dc", system }))).toMatchObject({ joules: 1300 });
    const traces = [steadyTrace(100), steadyTrace(500, { id: "board", boundary: "board" })];
    expect(windowEnergy(question({ traces, boundary: "board", system }))).toMatchObject({
      joules: 5000,
      metered: "board",
      bridges: [],
    });
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
      "a counter that fell",
      { traces: [makeTrace({ header: { quantity: "joules" }, times: [0, 5, 10], values: [900, 950, 20] })] },
      "energy-counter-fell",
    ],
    [
      "no reading between two others",
      { traces: [makeTrace({ header: { intervalNs: s(10) }, times: [0, 10], values: [1, 1] })] },
      "power-readings-few",
    ],
    [
      "nothing but a processor's meter",
      { traces: [steadyTrace(100, { kind: "cpu" as const })] },
      "accelerators-not-metered",
    ],
    ["one of two packages", { traces: [steadyTrace(100, { kind: "npu" as const })] }, "devices-not-all-metered"],
    [
      "one of two packages, and a bridge from there",
      {
        traces: [steadyTrace(100, { kind: "npu" as const })],
        boundary: "board" as const,
        system: bridged(bridge("package", "board", 1, 2)),
      },
      "devices-not-all-metered",
    ],
    [
      "bounds as large as the energy",
      { traces: [steadyTrace(1, { accuracy: { relative: 1, absoluteWatts: 0, source: "x", assumed: false } })] },
      "energy-bounds-too-wide",
    ],
  ])("is absent with %s", (_, changes, code) => {
    expect(windowEnergy(question(changes))).toMatchObject({ kind: "absent", reason: { code } });
  });

  it("leaves a processor's counter out, and takes it where processors serve", () => {
    const traces = [
      steadyTrace(100, { id: "one", kind: "gpu" }),
      steadyTrace(100, { id: "two", kind: "gpu" }),
      steadyTrace(70, { id: "cpu", kind: "cpu" }),
    ];
    expect(windowEnergy(question({ traces }))).toMatchObject({ joules: 2000 });
    const accelerators = { name: "Kunpeng", kind: "cpu", unit: "package", count: 1 } as const;
    expect(windowEnergy(question({ traces, system: makeSystem("a", { accelerators }) }))).toMatchObject({
      joules: 700,
    });
  });

  it("says how many devices were metered and how many serve", () => {
    const traces = ["one", "two", "three"].map((id) => steadyTrace(100, { id, kind: "npu" }));
    expect(windowEnergy(question({ traces }))).toMatchObject({
      reason: { data: { system: "a", boundary: "package", metered: 3, expected: 2 } },
    });
  });

  it("prefers a boundary at which all devices were metered", () => {
    const traces = [
      steadyTrace(100, { id: "one", kind: "npu" }),
      steadyTrace(450, { id: "node", boundary: "node-dc" }),
    ];
    const system = bridged(bridge("package", "node-ac", 10, 10), bridge("node-dc", "node-ac", 50, 50));
    expect(windowEnergy(question({ traces, boundary: "node-ac", system }))).toMatchObject({
      joules: 5000,
      metered: "node-dc",
    });
  });

  it("puts readings into the middle of their spans and bounds what the spans allow", () => {
    // The device was read within 2 s before each stamp. In the middle of the spans the watts are 100 t.
    const times = Array.from({ length: 17 }, (_, index) => index - 2);
    const trace = {
      ...makeTrace({ times, values: times.map((time) => 100 * (time - 1) + 1000) }),
      states: times.map(() => ({ withinNs: s(2) })),
    };
    const energy = windowEnergy(question({ traces: [trace], window: { startNs: s(1), endNs: s(3) } }));
    // 1000 W for 2 s, and the integral of 100 t from 1 to 3; a second earlier or later moves it by 100 W for 2 s.
    expect(energy).toMatchObject({ joules: 2400 });
    const [low, high] = extremes(energy);
    expect(low).toBeCloseTo(2400 * 0.99 - 200, 6);
    expect(high).toBeCloseTo(2400 * 1.01 + 200, 6);
    expect(energy).toMatchObject({
      systematic: [{ kind: "meter" }, { kind: "stamps", assumed: false, source: "test" }],
    });
  });

  it("bounds the error of another host's clock like a span", () => {
    const times = Array.from({ length: 17 }, (_, index) => index - 2);
    const trace = makeTrace({ header: { shard: "other" }, times, values: times.map((time) => 100 * time + 1000) });
    const shards = [{ alias: "other", wallUnixMs: 0, offsetNs: 0, offsetUncertaintyNs: s(0.5) }];
    const energy = windowEnergy(question({ traces: [trace], shards, window: { startNs: s(1), endNs: s(3) } }));
    expect(extremes(energy)[0]).toBeCloseTo(2400 * 0.99 - 100, 6);
    expect(extremes(energy)[1]).toBeCloseTo(2400 * 1.01 + 100, 6);
  });

  it("bounds what happens between readings that see a part of the time, and says how often it read", () => {
    const times = Array.from({ length: 23 }, (_, index) => (index - 1) / 2);
    const values = times.map((_, index) => (index % 2 === 0 ? 105 : 95));
    const energyOf = (header: Parameters<typeof steadyTrace>[1]) =>
      windowEnergy(question({ traces: [makeTrace({ header: { intervalNs: s(0.5), ...header }, times, values })] }));
    // Each reading lies 10 W off the line between its neighbours: s^2 = 100 * 2 / 3. There are 20 readings in 10 s.
    const half = 2 * Math.sqrt((100 * 2) / 3 / 20) * 10;
    expect(extremes(energyOf({}))[1]).toBeCloseTo(1000 * 1.01 + half, 6);
    expect(extremes(energyOf({ averagingNs: s(0.3) }))[1]).toBeCloseTo(1000 * 1.01 + half * Math.sqrt(0.4), 6);
    expect(energyOf({ averagingNs: s(0.5) })).toMatchObject({ systematic: [{ kind: "meter" }], rateHz: 2 });
  });

  it("needs no bound between the readings of a counter", () => {
    const times = [-1, 2, 4, 5, 8, 11];
    const trace = makeTrace({
      header: { quantity: "joules", intervalNs: s(2) },
      times,
      values: times.map((time) => 1000 + 50 * time),
    });
    expect(windowEnergy(question({ traces: [trace] }))).toMatchObject({ joules: 500, systematic: [{ kind: "meter" }] });
  });

  it("takes figures of the worst trace, and one bound of a kind for all devices", () => {
    const even = makeTrace({ times: [-1, 1, 3, 5, 7, 9, 11], values: [50, 60, 50, 60, 50, 60, 50] });
    const energy = windowEnergy(question({ traces: [steadyTrace(100, { id: "one" }), even] }));
    expect(energy).toMatchObject({ samples: 5, rateHz: 0.5, coverage: 1 });
    expect(energy.kind === "energy" && energy.systematic.map(({ kind }) => kind)).toEqual(["meter", "sampling"]);
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
