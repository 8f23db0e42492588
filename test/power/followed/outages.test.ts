import { describe, expect, it } from "vitest";
import { printed } from "../replayed-commands.js";
import { both, followRecorded, stamps } from "./follow-recorded.js";

describe("a followed source in the middle of a run", () => {
  it("starts a command again that died, with a log of its own, and counts it", async () => {
    const { listen, traces, raw, findings, access } = followRecorded([
      { lines: printed(3, 1, both), end: { seconds: 2.5, outcome: "SIGSEGV", words: "bad" } },
      { lines: printed(100, 1, both) },
    ]);
    await listen(8);
    expect(stamps(traces.get("plain-0"))).toEqual([0, 1, 2, 3.5, 4.5, 5.5, 6.5, 7.5]);
    expect([...raw.keys()]).toEqual(["plain", "plain-2"]);
    expect(findings).toMatchObject([
      {
        code: "telemetry-died",
        severity: "warning",
        data: { source: "plain", command: "tool", outcome: "SIGSEGV", words: "bad" },
      },
      { code: "telemetry-restarted", severity: "warning", data: { source: "plain", restarts: 1 } },
    ]);
    expect([access.started.length, access.stopped()]).toEqual([2, 2]);
  });

  it("gives up after three restarts and says so once", async () => {
    const { listen, codes, access } = followRecorded([{ lines: printed(3, 1, both), end: { seconds: 2.5 } }]);
    await listen(60);
    expect(access.started).toHaveLength(4);
    expect(codes()).toEqual(["telemetry-died", "telemetry-given-up", "telemetry-restarted"]);
  });

  it("starts a command again that fell silent for five seconds", async () => {
    const { listen, traces, findings } = followRecorded([
      { lines: printed(3, 1, both) },
      { lines: printed(100, 1, both) },
    ]);
    await listen(10.5);
    expect(stamps(traces.get("plain-1"))).toEqual([0, 1, 2, 8, 9, 10]);
    expect(findings).toMatchObject([
      { code: "telemetry-stalled", data: { source: "plain", seconds: 5 } },
      { code: "telemetry-restarted", data: { restarts: 1 } },
    ]);
  });

  it("does not read half a line", async () => {
    const { listen, traces, findings } = followRecorded([
      { lines: printed(2, 1, both), end: { seconds: 1.5, cut: "0 1" } },
      { lines: printed(100, 1, both) },
    ]);
    await listen(3);
    expect(traces.get("plain-0")?.map(([, value]) => value)).toEqual([100, 101, 100]);
    expect(findings.map(({ code }) => code)).toEqual(["telemetry-died", "telemetry-line-cut", "telemetry-restarted"]);
    expect(findings[1]?.data["example"]).toBe("0 1");
  });

  it("names a device that disappears, counts its readings as missing, and takes it back", async () => {
    const lines = printed(40, 1, (number) => (number >= 3 && number < 20 ? ["0 1"] : ["0 1", "1 2"]));
    const { listen, traces, findings } = followRecorded([{ lines }]);
    await listen(25.5);
    const samples = traces.get("plain-1") ?? [];
    expect(samples.filter(([, value]) => value === null)).toHaveLength(17);
    expect(stamps(samples)).toEqual(Array.from({ length: 26 }, (_, second) => second));
    expect(findings).toMatchObject([
      { code: "device-lost", severity: "warning", data: { source: "plain", device: "Device 1" } },
      { code: "power-readings-missing", data: { trace: "plain-1", missing: 17 } },
    ]);
  });

  it("goes on when the first device of a round disappears", async () => {
    const lines = printed(40, 1, (number) => (number >= 3 ? ["1 2"] : ["0 1", "1 2"]));
    const { listen, traces, codes } = followRecorded([{ lines }]);
    await listen(15.5);
    expect(traces.get("plain-0")?.filter(([, value]) => value === null).length).toBeGreaterThanOrEqual(11);
    expect(traces.get("plain-1")).toHaveLength(16);
    expect(codes()).toEqual(["device-lost", "power-readings-missing"]);
  });

  it("counts a single reading that was passed over, without calling the device lost", async () => {
    const lines = printed(40, 1, (number) => (number === 3 ? ["0 1"] : ["0 1", "1 2"]));
    const { listen, traces, codes } = followRecorded([{ lines }]);
    await listen(6.5);
    expect(traces.get("plain-1")?.map(([, value]) => value)).toEqual([2, 2, 2, null, 2, 2, 2]);
    expect(codes()).toEqual(["power-readings-missing"]);
  });

  it("names devices that disappear while lines go on that tell of none", async () => {
    const lines = printed(60, 1, (number) => (number >= 3 ? ["GPU is lost"] : both(number)));
    const { listen, findings, access } = followRecorded([{ lines }]);
    await listen(20);
    expect(access.started).toHaveLength(1);
    expect(findings.map(({ code, data }) => [code, data["device"] ?? data["lines"]])).toEqual([
      ["device-lost", "Device 0"],
      ["device-lost", "Device 1"],
      ["telemetry-unparsed", 18],
    ]);
  });

  it("counts lines that nobody understands and shows the last", async () => {
    const lines = printed(10, 1, (number) => [...both(number), `warning: ${number}`]);
    const { listen, findings } = followRecorded([{ lines }]);
    await listen(4.5);
    expect(findings).toMatchObject([
      { code: "telemetry-unparsed", data: { source: "plain", format: "plain", lines: 5, example: "warning: 4" } },
    ]);
  });

  it("says that it is slower than it was asked to be, and that this is less than once a second", async () => {
    const { listen, findings } = followRecorded([{ lines: printed(20, 2, both) }]);
    await listen(13);
    expect(findings).toMatchObject([
      { code: "telemetry-slow", data: { source: "plain", askedSeconds: 1, achievedSeconds: 2 } },
      { code: "rate-low", data: { source: "plain", devices: 2, hertz: 0.5, minimum: 1 } },
    ]);
  });

  it("does not take the time of a restart for slowness", async () => {
    const { listen, codes } = followRecorded([
      { lines: printed(5, 1, both), end: { seconds: 4.5 } },
      { lines: [[4, "# header"], ...printed(20, 1, both).map(([at, text]) => [at + 4.5, text] as const)] },
    ]);
    await listen(14.9);
    expect(codes()).not.toContain("telemetry-slow");
  });

  it("names a tool that keeps its output back", async () => {
    const lines = printed(20, 4, (number) => [0, 1, 2, 3].flatMap((part) => both(4 * number + part)));
    const { listen, traces, findings } = followRecorded([{ lines }]);
    await listen(30);
    expect(
      traces
        .get("plain-0")
        ?.map(([seconds, value]) => [seconds, value])
        .slice(0, 3),
    ).toEqual([
      [0, 100],
      [4, 104],
      [8, 108],
    ]);
    expect(findings.map(({ code }) => code)).toEqual([
      "telemetry-held-back",
      "telemetry-slow",
      "power-duplicate-stamps",
      "power-duplicate-stamps",
      "rate-low",
    ]);
  });
});
