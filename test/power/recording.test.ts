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
});
