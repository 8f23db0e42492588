import { describe, expect, it } from "vitest";
import { compareResults } from "../../src/compare/compare-results.js";
import { summariseResults } from "../../src/compare/summarise-results.js";
import { warning } from "../../src/model/finding.js";
import type { Plan, Trial } from "../../src/model/plan.js";
import type { DeviceState, PowerTrace } from "../../src/model/power-trace.js";
import { makePlan, makeTrace, s, steadyTrace } from "../fixtures/records.js";
import { ordinary, results } from "./results-fixtures.js";

type Changes = Parameters<typeof ordinary>[2];

/** Caveats of a comparison in which the runs of `a` are changed. */
function caveatsOf(changesOf: (trial: Trial) => Changes, plan: Plan = makePlan()) {
  const record = (trial: Trial, of: Plan) => ordinary(trial, of, trial.systemId === "a" ? changesOf(trial) : {});
  const caveats = compareResults(results({ plan, record }))[0]?.caveats ?? [];
  return (code: string) =>
    caveats.filter((caveat) => caveat.code === code).map(({ severity, data }) => ({ severity, data }));
}

/** A steady trace with a state beside each of its readings, from -1 s to 11 s; those from 0 s to 9 s count. */
function withStates(
  stateAt: (second: number) => DeviceState | undefined,
  trace: PowerTrace = steadyTrace(100),
): PowerTrace {
  return { ...trace, states: trace.timesNs.map((atNs) => stateAt(atNs / 1e9)) };
}

describe("throttling", () => {
  it("is the share of the window's readings that name a reason, the most frequent reasons first", () => {
    const throttled = (second: number) =>
      second < 0 || second >= 10
        ? "HW slowdown"
        : second < 2
          ? "SW power cap"
          : second < 3
            ? "SW power cap, thermal"
            : "";
    const caveat = caveatsOf(() => ({ power: [withStates((second) => ({ throttled: throttled(second) }))] }));
    expect(caveat("throttled")).toEqual([
      { severity: "warning", data: { system: "a", share: 0.3, reasons: "SW power cap, thermal" } },
    ]);
  });

  it("is not known where a tool does not tell, and counts only where it does", () => {
    const silent = caveatsOf(() => ({ power: [withStates(() => ({ clockHz: 1e9 }))] }));
    expect(silent("throttled")).toEqual([]);
    const half = caveatsOf(() => ({
      power: [
        withStates(() => undefined),
        withStates((second) => ({ throttled: second < 5 ? "cap" : "" }), steadyTrace(1, { id: "other" })),
      ],
    }));
    expect(half("throttled")).toMatchObject([{ data: { share: 0.5 } }]);
    const free = caveatsOf(() => ({ power: [withStates(() => ({ throttled: "" }))] }));
    expect(free("throttled")).toEqual([]);
  });

  it("of a processor beside the accelerator does not count", () => {
    const cpu = withStates(() => ({ throttled: "thermal" }), steadyTrace(50, { id: "cpu", kind: "cpu" }));
    expect(caveatsOf(() => ({ power: [steadyTrace(100), cpu] }))("throttled")).toEqual([]);
  });
});

describe("power caps", () => {
  it.each([
    ["between devices", () => [700, 600], [600, 700]],
    ["between runs", ({ repeat }: Trial) => [repeat === 3 ? 500 : 700, repeat === 3 ? 500 : 700], [500, 700]],
  ] as const)("that differ %s are named", (_, capsOf, [low, high]) => {
    const caveat = caveatsOf((trial) => ({
      power: capsOf(trial).map((capWatts, index) =>
        withStates(() => ({ capWatts }), steadyTrace(9, { id: `d${index}` })),
      ),
    }));
    expect(caveat("power-cap-changed")).toEqual([{ severity: "warning", data: { system: "a", low, high } }]);
  });

  it("that differ by rounding are one", () => {
    const caveat = caveatsOf(() => ({ power: [withStates((second) => ({ capWatts: second < 5 ? 700 : 700.4 }))] }));
    expect(caveat("power-cap-changed")).toEqual([]);
  });
});

describe("a meter that was read too seldom", () => {
  it("is named once for each source, with its slowest run", () => {
    const slow = (hertz: number) =>
      warning("rate-low", { source: "npu-smi", devices: 8, device: "NPU 3", hertz, minimum: 1 });
    const caveat = caveatsOf(({ repeat }) => ({ findings: repeat < 3 ? [slow(0.1 * repeat)] : [] }));
    expect(caveat("rate-low-in-runs")).toEqual([
      { severity: "warning", data: { system: "a", source: "npu-smi", hertz: 0.1, runs: 2 } },
    ]);
  });
});

describe("energy counters beside the readings", () => {
  const counter = (watts: number, device = "device-0") => {
    const times = [-1, 2, 5, 8, 11];
    const header = { id: `counter-${device}`, device, quantity: "joules", intervalNs: s(3) } as const;
    return makeTrace({ header, times, values: times.map((time) => 1000 + watts * time) });
  };

  it("are reported where they agree, at the most distant", () => {
    const caveat = caveatsOf(({ repeat }) => ({ crossChecks: [counter(repeat === 2 ? 99 : 100.5)] }));
    expect(caveat("energy-counter-agrees")).toEqual([
      { severity: "note", data: { system: "a", devices: 1, relative: -0.01 } },
    ]);
    expect(caveat("energy-counter-differs")).toEqual([]);
  });

  it("are a warning for each device where they do not, with the worst run", () => {
    const power = [steadyTrace(100), steadyTrace(100, { id: "two", device: "device-1" })];
    const caveat = caveatsOf(({ repeat }) => ({
      power,
      crossChecks: [counter(100 + 5 * repeat), counter(100, "device-1")],
    }));
    // Both meters claim 1 %, and 1 % and a step of 0.1 s at both edges of the 10 s are allowed besides.
    expect(caveat("energy-counter-differs")).toEqual([
      { severity: "warning", data: { system: "a", device: "device-0", relative: 0.25, limit: 0.05 } },
    ]);
    expect(caveat("energy-counter-agrees")).toEqual([]);
  });

  it("that cannot be used are named once, not once a run", () => {
    const caveat = caveatsOf(() => ({ crossChecks: [counter(100, "another")] }));
    expect(caveat("energy-counter-alone")).toEqual([{ severity: "warning", data: { device: "another" } }]);
  });

  it("never add to the joules", () => {
    const record = (trial: Trial, plan: Plan) => ordinary(trial, plan, { crossChecks: [counter(100)] });
    const joulesOf = (from: ReturnType<typeof results>) =>
      compareResults(from)[0]?.rows.find((row) => row.metricId === "joules")?.candidate.runs[0]?.value;
    expect(joulesOf(results({ record }))).toEqual(joulesOf(results()));
    expect(joulesOf(results())).toMatchObject({ kind: "value", value: 1000 });
  });
});

describe("a system that changed between its runs", () => {
  it("is named with what changed", () => {
    const record = (trial: Trial, plan: Plan) =>
      ordinary(trial, plan, {
        manifest: {
          description: {
            driver: trial.systemId === "a" && trial.repeat === 4 ? "570.1" : "590.48",
            devices: 8,
            // A run that could not tell says nothing against the others.
            ...(trial.repeat === 2 ? {} : { engine: "vllm 0.32.0" }),
          },
        },
      });
    const caveats = compareResults(results({ record }))[0]?.caveats ?? [];
    expect(caveats.filter(({ code }) => code === "description-changed")).toEqual([
      warning("description-changed", { system: "a", key: "driver", values: "590.48 / 570.1" }),
    ]);
  });
});

describe("how power was read", () => {
  it("is said of every system: where, by what, how often", () => {
    const times = Array.from({ length: 7 }, (_, index) => 2 * index - 1);
    const slow = makeTrace({ header: { id: "slow", source: "npu-smi" }, times, values: times.map(() => 9) });
    const power = [
      slow,
      steadyTrace(9, { id: "fast", source: "npu-smi" }),
      steadyTrace(90, { id: "node", source: "redfish", boundary: "node-ac" }),
      steadyTrace(30, { id: "cpu", source: "rapl", kind: "cpu" }),
    ];
    const plan = makePlan({ comparisons: [] });
    const record = (trial: Trial, of: Plan) => ordinary(trial, of, { power: trial.systemId === "a" ? power : [] });
    const [a, b] = summariseResults(results({ plan, record }));
    expect(a?.system.metering).toEqual([
      { boundary: "package", sources: ["npu-smi"], meters: 2, rateHz: 0.5 },
      { boundary: "node-ac", sources: ["redfish"], meters: 1, rateHz: 1 },
    ]);
    expect(b?.system.metering).toEqual([]);
  });
});
