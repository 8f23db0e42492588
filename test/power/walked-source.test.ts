import { describe, expect, it } from "vitest";
import { type Clock, sleepUntil } from "../../src/contract/clock.js";
import type { MachineCommands } from "../../src/contract/power-source.js";
import { failure } from "../../src/model/finding.js";
import type { Command } from "../../src/power/acquire/command.js";
import type { TelemetryDevice } from "../../src/power/telemetry-source.js";
import { createWalkedSource } from "../../src/power/walked-source.js";
import { createVirtualClock } from "../../src/simulation/virtual-clock.js";
import { memoryRecord, SECOND, watts } from "./memory-record.js";
import { plainFormat } from "./plain-format.js";
import { type RecordedCall, replayCommands } from "./replayed-commands.js";

const DIE_SECONDS = 0.345;

function walk(
  calls: (command: Command, number: number) => RecordedCall,
  options: {
    readonly commands?: readonly Command[];
    readonly devices?: readonly TelemetryDevice[];
    readonly intervalSeconds?: number;
    /** What the machine does that repeats commands by itself. */
    readonly repeat?: (clock: Clock) => NonNullable<MachineCommands["repeat"]>;
  } = {},
) {
  const { commands = [["tool", "-i", "0"]], devices = [watts("0")], intervalSeconds = 1 } = options;
  const clock = createVirtualClock();
  const interruption = new AbortController();
  const record = memoryRecord(clock);
  const replayed = replayCommands(clock, { calls, signal: interruption.signal });
  const access = options.repeat === undefined ? replayed : { ...replayed, repeat: options.repeat(clock) };
  const source = createWalkedSource({
    id: "plain",
    devices,
    format: plainFormat,
    intervalNs: intervalSeconds * SECOND,
    rawId: "plain",
    commands,
    limitNs: 3 * SECOND,
    access,
    clock,
    signal: interruption.signal,
  });
  const listen = async (seconds: number): Promise<void> => {
    await clock.run(source.start(record.sink));
    await clock.run(sleepUntil(clock, seconds * SECOND));
    await clock.run(source.stop());
    record.sink.finish();
  };
  const startFinding = () =>
    clock.run(
      source.start(record.sink).then(
        () => undefined,
        (error: unknown) => (error as { finding?: unknown }).finding ?? error,
      ),
    );
  return { ...record, clock, access, source, listen, startFinding, interruption };
}

const answer = ([, , key]: Command): RecordedCall => ({ seconds: DIE_SECONDS, text: `${key} 10${key}\n` });

describe("createWalkedSource", () => {
  it("stamps each reading when its command's output was there, and says how long that took", async () => {
    const { listen, traces, raw, codes } = walk(answer, {
      commands: [
        ["tool", "-i", "0"],
        ["tool", "-i", "1"],
      ],
      devices: [watts("0"), watts("1")],
    });
    await listen(1.9);
    const state = { withinNs: 0.345 * SECOND };
    expect(traces.get("plain-0")).toEqual([
      [0.345, 100, state],
      [1.345, 100, state],
    ]);
    expect(traces.get("plain-1")).toEqual([
      [0.69, 101, state],
      [1.69, 101, state],
    ]);
    expect(raw.get("plain")?.header).toMatchObject({ framing: "outputs", origin: ["tool", "-i", "*"] });
    expect(raw.get("plain")?.entries).toHaveLength(4);
    expect(codes()).toEqual([]);
  });

  it("walks on at once when a round takes longer than the interval, and tells its true pace", async () => {
    const keys = Array.from({ length: 16 }, (_, index) => String(index));
    const { listen, traces, findings, sink } = walk(answer, {
      commands: keys.map((key): Command => ["tool", "-i", key]),
      devices: keys.map((key) => watts(key)),
    });
    await listen(60);
    const stamps = traces.get("plain-15")?.map(([seconds]) => seconds) ?? [];
    expect(stamps.slice(0, 3)).toEqual([5.52, 11.04, 16.56]);
    expect(findings).toMatchObject([
      { code: "telemetry-slow", severity: "note", data: { askedSeconds: 1, achievedSeconds: 5.52 } },
      { code: "rate-low", severity: "warning", data: { source: "plain", devices: 16, minimum: 1 } },
    ]);
    expect(findings[1]?.data["hertz"]).toBeCloseTo(1 / 5.52, 9);
    // Two rounds as they are, and the time that one die takes.
    expect(sink.tailNs() / SECOND).toBeCloseTo(2 * 5.52 + 0.345, 9);
  });

  it("takes all devices of one output", async () => {
    const text = "0 5\r\n1 6\r\n\r\n";
    const { listen, traces } = walk(() => ({ seconds: 0.1, text }), { devices: [watts("0"), watts("1")] });
    await listen(1.5);
    expect([...traces.values()].map((samples) => samples.map(([, value]) => value))).toEqual([
      [5, 5],
      [6, 6],
    ]);
  });

  it("counts missing readings of a command that hangs, names it once, and walks on", async () => {
    const { listen, traces, findings } = walk(
      (command, number) => (number === 3 || number === 7 ? { seconds: 9 } : answer(command)),
      {
        commands: [
          ["tool", "-i", "0"],
          ["tool", "-i", "1"],
        ],
        devices: [watts("0"), watts("1")],
      },
    );
    await listen(12);
    // Missing when the command is given up, three seconds after its start.
    expect(
      traces
        .get("plain-0")
        ?.slice(0, 4)
        .map(([seconds, value]) => [seconds, value]),
    ).toEqual([
      [0.345, 100],
      [4, null],
      [4.69, 100],
      [8.345, null],
    ]);
    expect(traces.get("plain-1")?.every(([, value]) => value === 101)).toBe(true);
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual(
      expect.arrayContaining([
        ["telemetry-hung", "warning"],
        ["power-readings-missing", "note"],
      ]),
    );
    expect(findings.filter(({ code }) => code === "telemetry-hung")).toHaveLength(1);
  });

  it("counts missing readings of a command that fails", async () => {
    const failed = failure("telemetry-failed", { command: "tool", outcome: "exit 1", words: "busy" });
    const { listen, traces, findings } = walk((command, number) =>
      number === 2 ? { seconds: 0.1, failure: failed } : answer(command),
    );
    await listen(2.5);
    expect(traces.get("plain-0")?.map(([, value]) => value)).toEqual([100, null, 100]);
    expect(findings[0]).toEqual({ ...failed, severity: "warning" });
  });

  it("asks a command no more that left a process which cannot be ended", async () => {
    const stuck = failure("processes-not-stopped", { command: "tool", pids: "7" });
    const { listen, traces, access } = walk((command, number) =>
      number === 3 ? { seconds: 0.1, failure: stuck } : answer(command),
    );
    await listen(5.5);
    expect(access.started).toHaveLength(3);
    expect(traces.get("plain-0")?.map(([, value]) => value)).toEqual([100, 100, null, null, null, null]);
  });

  it("names a device that is no longer in the output", async () => {
    const { listen, traces, findings } = walk(
      (_, number) => ({ seconds: 0.1, text: number === 3 ? "0 1" : "0 1\n1 2" }),
      { devices: [watts("0"), watts("1")] },
    );
    await listen(3.5);
    expect(traces.get("plain-1")?.map(([, value]) => value)).toEqual([2, 2, null, 2]);
    expect(findings.map(({ code, data }) => [code, data["device"]])).toEqual([
      ["device-lost", "Device 1"],
      ["power-readings-missing", "Device 1"],
    ]);
  });

  it("fails to start with what the first walk shows to be wrong", async () => {
    const missing = failure("telemetry-missing", { command: "tool", reason: "ENOENT" });
    expect(await walk(() => ({ seconds: 0, failure: missing })).startFinding()).toEqual(missing);
    expect(await walk(() => ({ seconds: 9 })).startFinding()).toMatchObject({ code: "telemetry-hung" });
    expect(await walk(() => ({ seconds: 1, text: "3 1\n4 2" })).startFinding()).toMatchObject({
      code: "device-missing",
      data: { source: "plain", missing: "0", found: "3, 4" },
    });
  });

  it("can be interrupted at its start", async () => {
    const { startFinding, clock, interruption } = walk(() => ({ seconds: 2.9 }));
    clock.schedule(SECOND, () => interruption.abort());
    expect(await startFinding()).toMatchObject({ code: "interrupted" });
    expect(clock.nowNs()).toBe(SECOND);
  });

  it("does not count an interruption as missing readings", async () => {
    const { listen, clock, interruption, codes } = walk((command) => ({ ...answer(command), seconds: 0.9 }));
    clock.schedule(1.5 * SECOND, () => interruption.abort());
    await listen(5);
    expect(codes()).toEqual([]);
  });

  it("says when outputs hold what nobody understands", async () => {
    const { listen, findings } = walk(() => ({ seconds: 0.1, text: "0 1\n???" }));
    await listen(1.5);
    expect(findings).toMatchObject([{ code: "telemetry-unparsed", data: { lines: 2, example: "???" } }]);
  });
});

describe("a machine that repeats commands by itself", () => {
  const end = { outcome: "exit 1", words: "", cut: "" };

  it("is left to do so after the first round, and what it tells counts as if it had been read", async () => {
    const { listen, traces, access, codes } = walk(answer, {
      repeat: (clock) => (commands, pace, result) => {
        expect([commands, pace]).toEqual([[["tool", "-i", "0"]], { intervalNs: SECOND, limitNs: 3 * SECOND }]);
        const at = (seconds: number, what: Parameters<typeof result>[1]) =>
          clock.schedule(seconds * SECOND, () => result(0, what));
        at(1, { atNs: SECOND, withinNs: 0.1 * SECOND, text: "0 111\n" });
        at(2, failure("telemetry-failed", { command: "tool", outcome: "exit 9", words: "gone" }));
        at(3, { atNs: 3 * SECOND, withinNs: 0.1 * SECOND, text: "0 112\n" });
        return { ended: new Promise(() => {}), stop: async () => {} };
      },
    });
    await listen(3.5);
    const state = { withinNs: 0.1 * SECOND };
    expect(traces.get("plain-0")).toEqual([
      [0.345, 100, { withinNs: 0.345 * SECOND }],
      [1, 111, state],
      [2, null],
      [3, 112, state],
    ]);
    expect(access.started).toHaveLength(1);
    expect(codes()).toContain("telemetry-failed");
  });

  it("is asked again and again where it stops doing so", async () => {
    const { listen, traces } = walk(answer, {
      repeat: () => () => ({ ended: Promise.resolve(end), stop: async () => {} }),
    });
    await listen(2.9);
    expect(traces.get("plain-0")?.map(([seconds]) => seconds)).toEqual([0.345, 1.345, 2.345]);
  });
});
