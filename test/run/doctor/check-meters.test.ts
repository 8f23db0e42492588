import { describe, expect, test } from "vitest";
import type { PowerSource } from "../../../src/contract/power-source.js";
import type { Bridge } from "../../../src/model/boundary.js";
import { MeasurementError } from "../../../src/model/errors.js";
import { failure } from "../../../src/model/finding.js";
import type { PowerTrace, PowerTraceHeader } from "../../../src/model/power-trace.js";
import type { SystemSpec } from "../../../src/model/system.js";
import { createPolledSource } from "../../../src/power/polled-source.js";
import { checkBoundaries } from "../../../src/run/doctor/check-boundaries.js";
import { checkAccuracy, checkReadings } from "../../../src/run/doctor/check-meters.js";
import type { CheckResult } from "../../../src/run/doctor/check-result.js";
import { probeMeters } from "../../../src/run/doctor/probe-meters.js";
import { summariseTrace } from "../../../src/run/doctor/summarise-meters.js";
import { createVirtualClock, type VirtualClock } from "../../../src/simulation/virtual-clock.js";
import { makeSystem } from "../../fixtures/records.js";

const KNOWN = { relative: 0.02, absoluteWatts: 5, source: "data sheet", assumed: false };

function headerOf(id: string, changes: Partial<PowerTraceHeader> = {}): PowerTraceHeader {
  return {
    id,
    source: "meter",
    kind: "npu",
    device: `NPU ${id}`,
    boundary: "package",
    quantity: "watts",
    shard: "client",
    averagingNs: 0,
    intervalNs: 1e9,
    resolution: 0,
    accuracy: KNOWN,
    ...changes,
  };
}

function traceOf(id: string, values: readonly number[], changes: Partial<PowerTraceHeader> = {}): PowerTrace {
  const header = headerOf(id, changes);
  return {
    header,
    values,
    timesNs: values.map((_, index) => index * 1e9),
    states: values.map(() => undefined),
    missing: 0,
  };
}

const said = (results: readonly CheckResult[]): readonly string[] =>
  results.map(({ check, status, finding }) => `${check} ${status} ${finding.code}`);

describe("reading meters for a while", () => {
  function probe(meters: (clock: VirtualClock) => readonly PowerSource[], seconds = 10) {
    const clock = createVirtualClock();
    return clock.run(probeMeters(meters(clock), seconds, clock, new AbortController().signal));
  }

  const lamp = (clock: VirtualClock, read: () => number | null): PowerSource => {
    const header = headerOf("lamp");
    return createPolledSource({ id: "lamp", clock, intervalNs: 1e9, devices: [{ header, read: async () => read() }] });
  };

  test("keeps values, counts missing ones, and says what the meter reported", async () => {
    let look = 0;
    const { traces, findings } = await probe((clock) => [
      lamp(clock, () => {
        look += 1;
        return look % 5 === 0 ? null : 100 + look;
      }),
    ]);
    const [device] = traces.map((trace) => summariseTrace(trace, false));
    expect(device).toMatchObject({ wattsLow: 101, askedSeconds: 1, achievedSeconds: 1, withinSeconds: 0 });
    expect(device?.missing).toBeGreaterThanOrEqual(2);
    expect(findings.map(({ code }) => code)).toEqual(["power-readings-missing"]);
  });

  test("goes on with the others where one cannot be started, and stops all", async () => {
    let stops = 0;
    const broken: PowerSource = {
      id: "broken",
      start: () =>
        Promise.reject(new MeasurementError(failure("telemetry-missing", { command: "x", reason: "ENOENT" }))),
      stop: async () => {
        stops += 1;
      },
    };
    const { traces, findings } = await probe((clock) => [broken, lamp(clock, () => 5)]);
    expect(stops).toBe(1);
    expect(traces).toHaveLength(1);
    expect(findings).toMatchObject([{ code: "telemetry-missing", severity: "error" }]);
  });

  test("does not wait where no meter could be started", async () => {
    const clock = createVirtualClock();
    const broken: PowerSource = { id: "x", start: () => Promise.reject(new Error("no")), stop: async () => undefined };
    const { findings } = await probeMeters([broken], 3600, clock, new AbortController().signal);
    expect([clock.nowNs(), findings.length]).toEqual([0, 1]);
  });
});

describe("what was read", () => {
  test("is one line for devices that are read alike", () => {
    const devices = [
      ...["0", "1", "2", "3", "4"].map((id) => summariseTrace(traceOf(id, [100, 120, 110]), false)),
      summariseTrace(traceOf("c", [0, 50, 100], { quantity: "joules", source: "counter" }), true),
    ];
    const results = checkReadings(devices);
    expect(said(results)).toEqual(["power ok doctor-power", "power ok doctor-power-cross-check"]);
    expect(results[0]?.finding.data).toMatchObject({
      devices: 5,
      names: "NPU 0, NPU 1, NPU 2, NPU 3, …",
      low: 100,
      high: 120,
      total: 550,
      missing: 0,
      achievedSeconds: 1,
    });
    expect(results[1]?.finding.data).toMatchObject({ devices: 1, total: 50 });
  });

  test("may be too little, or nothing", () => {
    const nothing = { ...traceOf("0", []), missing: 4 };
    expect(said(checkReadings([summariseTrace(nothing, false)]))).toEqual(["power warning doctor-power-without-value"]);
    expect(said(checkReadings([summariseTrace(traceOf("0", [5]), false)]))).toEqual(["power note doctor-power-once"]);
  });

  test("is worth a verdict only where its error is known", () => {
    const unknown = summariseTrace(traceOf("0", [1, 2], { accuracy: "unknown", source: "npu-smi" }), false);
    const known = summariseTrace(traceOf("1", [1, 2]), false);
    expect(said(checkAccuracy([unknown, known, summariseTrace(traceOf("2", [1, 2]), true)]))).toEqual([
      "accuracy warning doctor-accuracy-unknown",
      "accuracy ok doctor-accuracy",
    ]);
  });
});

describe("boundaries", () => {
  const bridge: Bridge = { from: "package", to: "board", wattsLow: 1, wattsHigh: 2, source: "s" };
  const system = (changes: Partial<SystemSpec> = {}): SystemSpec =>
    makeSystem("a", {
      accelerators: { name: "X", kind: "npu", unit: "package", count: 2 },
      power: { bridges: [bridge], sources: [] },
      ...changes,
    });
  const both = [traceOf("0", [1, 2]), traceOf("1", [1, 2])];

  test("are those where all accelerators are metered, and what bridges lead to", () => {
    const results = checkBoundaries(both, system());
    expect(said(results)).toEqual([
      "devices ok doctor-devices",
      "boundary ok doctor-boundary-metered",
      "boundary ok doctor-boundary-bridged",
    ]);
    expect(results.map(({ finding }) => finding.data["boundary"])).toEqual(["package", "package", "board"]);
  });

  test("are none where a device is missing, silent, or of another kind", () => {
    const none = "boundary warning doctor-boundary-none";
    const missing = ["devices warning devices-not-all-metered", none];
    expect(said(checkBoundaries(both.slice(1), system()))).toEqual(missing);
    expect(said(checkBoundaries([traceOf("0", []), traceOf("1", [1])], system()))).toEqual(missing);
    expect(said(checkBoundaries([traceOf("0", [1, 2], { kind: "cpu" })], system()))).toEqual([none]);
    expect(said(checkBoundaries([], system()))).toEqual([none]);
  });

  test("are not counted where nobody knows how many there must be", () => {
    const accelerators = { name: "X", unit: "node", count: 1 } as const;
    expect(said(checkBoundaries(both, system({ accelerators })))).toContain("devices note doctor-devices-uncounted");
  });
});
