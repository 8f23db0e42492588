import { describe, expect, it } from "vitest";
import { sleepUntil } from "../../src/contract/clock.js";
import type { Finding } from "../../src/model/finding.js";
import type { DeviceState, PowerTraceHeader } from "../../src/model/power-trace.js";
import { createPowerSink } from "../../src/power/recording.js";
import { createVirtualClock } from "../../src/simulation/virtual-clock.js";

function header(id: string): PowerTraceHeader {
  return {
    id,
    source: "test",
    device: `device of ${id}`,
    boundary: "board",
    quantity: "watts",
    shard: "client",
    averagingNs: 0,
    intervalNs: 100,
    resolution: 0,
    accuracy: "unknown",
  };
}

function record() {
  const clock = createVirtualClock();
  const written: [string, number, number | null, DeviceState?][] = [];
  const findings: Finding[] = [];
  const openTrace = ({ id }: PowerTraceHeader) => ({
    append: (atNs: number, value: number | null, state?: DeviceState) => {
      written.push(state === undefined ? [id, atNs, value] : [id, atNs, value, state]);
    },
  });
  const sink = createPowerSink({
    clock,
    writer: {
      openTrace,
      openCrossCheck: openTrace,
      openRaw: () => ({ append: () => undefined }),
      finding: (finding) => findings.push(finding),
    },
  });
  return { clock, sink, written, findings };
}

describe("createPowerSink", () => {
  it("stamps each reading when it is handed over, trace by trace", async () => {
    const { clock, sink, written, findings } = record();
    const [a, b] = [sink.open(header("a")), sink.open(header("b"))];
    a.sample(5, { throttled: "power" });
    b.sample(6);
    await clock.run(sleepUntil(clock, 70));
    a.sample(7);
    sink.finish();
    expect(written).toEqual([
      ["a", 0, 5, { throttled: "power" }],
      ["b", 0, 6],
      ["a", 70, 7],
    ]);
    expect(findings).toEqual([]);
  });

  it("keeps what is no number out, counts it, and never writes 0 for it", async () => {
    const { clock, sink, written, findings } = record();
    const trace = sink.open(header("a"));
    for (const [index, value] of [1, null, Number.NaN, Number.POSITIVE_INFINITY, 0].entries()) {
      await clock.run(sleepUntil(clock, index * 10));
      trace.sample(value);
    }
    sink.finish();
    expect(written.map(([, , value]) => value)).toEqual([1, null, null, null, 0]);
    expect(findings.map(({ code, data }) => [code, data["missing"] ?? data["notNumbers"], data["readings"]])).toEqual([
      ["power-readings-missing", 3, 5],
      ["power-readings-not-numbers", 2, 5],
    ]);
  });

  it("keeps the first of two readings of one instant", async () => {
    const { clock, sink, written, findings } = record();
    const trace = sink.open(header("a"));
    trace.sample(1);
    trace.sample(2);
    await clock.run(sleepUntil(clock, 10));
    trace.sample(3);
    sink.finish();
    expect(written.map(([, atNs, value]) => [atNs, value])).toEqual([
      [0, 1],
      [10, 3],
    ]);
    expect(findings).toMatchObject([{ code: "power-duplicate-stamps", data: { trace: "a", duplicates: 1 } }]);
  });

  it("says that a meter gave nothing at all", () => {
    const { sink, findings } = record();
    sink.open(header("silent"));
    sink.open(header("empty")).sample(null);
    sink.finish();
    expect(findings.map(({ code, data }) => [code, data["trace"]])).toEqual([
      ["power-no-readings", "silent"],
      ["power-no-readings", "empty"],
    ]);
  });

  it("takes the stamp of the source where it has one", () => {
    const { sink, written } = record();
    const trace = sink.open(header("a"));
    trace.sample(5, undefined, 30);
    trace.sample(6, { withinNs: 4 }, 40);
    expect(written).toEqual([
      ["a", 30, 5],
      ["a", 40, 6, { withinNs: 4 }],
    ]);
  });

  it("says which source was read less than once a second, and how slow its slowest device was", () => {
    const { sink, findings } = record();
    const seconds = (id: string, step: number, changes: Partial<PowerTraceHeader> = {}, open = sink.open) => {
      const trace = open({ ...header(id), ...changes });
      for (let number = 0; number <= 20; number += 1) trace.sample(number, undefined, number * step * 1e9);
    };
    seconds("fast", 0.5);
    // The tool sleeps a second and takes a moment itself.
    seconds("nearly", 1.04, { source: "nearly" });
    seconds("slow", 2);
    seconds("slower", 4);
    seconds("counter", 10, { source: "counter", quantity: "joules" });
    seconds("second-opinion", 10, { source: "opinion" }, sink.openCrossCheck);
    sink.finish();
    const data = { source: "test", devices: 2, device: "device of slower", hertz: 0.25, minimum: 1 };
    expect(findings).toEqual([{ code: "rate-low", severity: "warning", data }]);
  });

  it("does not take one outage for a low rate", () => {
    const { sink, findings } = record();
    const trace = sink.open(header("a"));
    for (let number = 0; number <= 20; number += 1) trace.sample(1, undefined, (number + (number > 10 ? 60 : 0)) * 1e9);
    sink.finish();
    expect(findings).toEqual([]);
  });
});

describe("the time that meters read on", () => {
  function tail(
    stamps: readonly number[],
    changes: Partial<PowerTraceHeader> = {},
    options: { readonly state?: DeviceState; readonly isCrossCheck?: boolean } = {},
  ): number {
    const { sink } = record();
    const open = options.isCrossCheck === true ? sink.openCrossCheck : sink.open;
    const trace = open({ ...header("a"), intervalNs: 1e9, averagingNs: 0.5e9, ...changes });
    for (const seconds of stamps) trace.sample(1, options.state, seconds * 1e9);
    return sink.tailNs() / 1e9;
  }

  it("is two intervals and the averaging time of a meter that keeps its pace", () => {
    expect(tail([])).toBe(2.5);
    expect(tail([0, 1, 2, 3])).toBe(2.5);
    expect(tail([0, 0.2, 0.4])).toBe(2.5);
  });

  it("follows the pace that the meter has kept, and the time that a reading takes", () => {
    expect(tail([0, 5.5, 11, 16.5], {}, { state: { withinNs: 0.4e9 } })).toBeCloseTo(11.9, 9);
  });

  it("does not wait longer for an outage, nor without end for a meter that has lost its pace", () => {
    expect(tail([0, 1, 2, 50, 51, 52])).toBe(2.5);
    expect(tail([0, 300, 600])).toBe(60);
  });

  it("waits for a second opinion, but not for long", () => {
    expect(tail([0, 2, 4], {}, { isCrossCheck: true })).toBe(4.5);
    expect(tail([0, 30, 60], { intervalNs: 30e9 }, { isCrossCheck: true })).toBe(5);
  });

  it("is the longest of all", () => {
    const { sink } = record();
    sink.open({ ...header("a"), intervalNs: 1e9 });
    sink.open({ ...header("b"), intervalNs: 3e9 });
    sink.openCrossCheck({ ...header("c"), intervalNs: 2e9 });
    expect(sink.tailNs()).toBe(6e9);
  });
});
