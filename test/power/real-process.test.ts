import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Clock } from "../../src/contract/clock.js";
import { createMonotonicClock } from "../../src/load/monotonic-clock.js";
import type { Command } from "../../src/power/acquire/command.js";
import { createLocalCommands } from "../../src/power/acquire/local-command.js";
import { createFollowedSource } from "../../src/power/followed-source.js";
import { createWalkedSource } from "../../src/power/walked-source.js";
import { listProcesses } from "../../src/processes/process-list.js";
import { memoryRecord, SECOND, watts } from "./memory-record.js";
import { plainFormat } from "./plain-format.js";

/*
 * Sources on real processes that misbehave. The clock is a real one that runs ten times as fast, so that the five seconds
 * of silence that count as a stall are half a second here.
 */

const SPEED = 10;

function fastClock(): Clock {
  const real = createMonotonicClock();
  return {
    ...real,
    nowNs: () => real.nowNs() * SPEED,
    schedule: (atNs, callback, leewayNs) => real.schedule(Math.ceil(atNs / SPEED), callback, leewayNs),
  };
}

/** @param lines a script for `sh`; `$FIRST` is 1 in its first run, `$FOLDER` a folder of its own */
async function setUp(lines: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), "tokwatt-source-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const once = 'if [ -e "$FOLDER/ran" ]; then FIRST=0; else FIRST=1; : > "$FOLDER/ran"; fi';
  const command: Command = ["sh", "-c", [once, ...lines].join("\n")];
  const clock = fastClock();
  const record = memoryRecord(clock);
  const { signal } = new AbortController();
  const environment = { PATH: process.env["PATH"], FOLDER: folder };
  const access = createLocalCommands({ clock, signal, environment });
  const devices = [watts("0"), watts("1")];
  const plan = { id: "plain", devices, format: plainFormat, intervalNs: SECOND, rawId: "plain", access, clock, signal };
  /** Waits until a device has shown a value. */
  const until = (key: string, value: number) =>
    expect
      .poll(() => record.traces.get(`plain-${key}`)?.some(([, sampled]) => sampled === value), { timeout: 20_000 })
      .toBe(true);
  return { ...record, folder, command, plan, until };
}

const FOR_EVER = "while :; do echo '0 5'; echo '1 6'; sleep 0.1; done";

async function isRunning(pid: number): Promise<boolean> {
  return (await listProcesses()).some((listed) => listed.pid === pid);
}

describe("a followed source on real processes", () => {
  it("outlives a command that dies in the middle of a line", async () => {
    const { plan, command, sink, until, traces, raw, findings } = await setUp([
      `if [ $FIRST = 0 ]; then ${FOR_EVER}; fi`,
      "printf '0 1\\n1 2\\n'; sleep 0.2; printf '0 3\\n1'; echo 'driver gone' >&2; exit 7",
    ]);
    const source = createFollowedSource({ ...plan, command });
    await source.start(sink);
    await until("1", 6);
    await source.stop();
    // A busy machine may add that the pace was slow.
    expect(findings.slice(0, 3)).toMatchObject([
      { code: "telemetry-died", data: { command: "sh", outcome: "exit 7", words: "driver gone" } },
      { code: "telemetry-line-cut", data: { example: "1" } },
      { code: "telemetry-restarted", data: { restarts: 1 } },
    ]);
    expect(
      traces
        .get("plain-0")
        ?.map(([, value]) => value)
        .slice(0, 3),
    ).toEqual([1, 3, 5]);
    expect(
      traces
        .get("plain-1")
        ?.map(([, value]) => value)
        .slice(0, 2),
    ).toEqual([2, 6]);
    expect(raw.get("plain")?.entries.map(({ text }) => text)).toEqual(["0 1", "1 2", "0 3"]);
    expect(raw.has("plain-2")).toBe(true);
  });

  it("ends a command that falls silent, with its children, and starts it again", async () => {
    const { plan, command, sink, until, findings, folder } = await setUp([
      `if [ $FIRST = 0 ]; then ${FOR_EVER}; fi`,
      "echo '0 1'; echo '1 2'; sleep 1000 & echo $! > \"$FOLDER/child\"; wait",
    ]);
    const source = createFollowedSource({ ...plan, command });
    await source.start(sink);
    await until("0", 5);
    expect(await isRunning(Number(await readFile(join(folder, "child"), "utf8")))).toBe(false);
    await source.stop();
    expect(findings.slice(0, 2).map(({ code }) => code)).toEqual(["telemetry-stalled", "telemetry-restarted"]);
  });

  it("does not start with a command that hangs, and leaves nothing behind", async () => {
    const { plan, command, sink, folder } = await setUp(['echo $$ > "$FOLDER/pid"; sleep 1000']);
    const source = createFollowedSource({ ...plan, command });
    await expect(source.start(sink)).rejects.toMatchObject({ finding: { code: "telemetry-hung" } });
    expect(await isRunning(Number(await readFile(join(folder, "pid"), "utf8")))).toBe(false);
    await source.stop();
  });
});

describe("a walked source on real processes", () => {
  it("goes on after a call that hangs and a call that fails", async () => {
    const { plan, command, sink, until, traces, findings } = await setUp([
      'echo x >> "$FOLDER/calls"; CALL=$(wc -l < "$FOLDER/calls")',
      "if [ $CALL = 2 ]; then sleep 1000; fi",
      "if [ $CALL = 3 ]; then echo 'device busy' >&2; exit 4; fi",
      'echo "0 $((CALL + 0))"; echo "1 9"',
    ]);
    const source = createWalkedSource({ ...plan, commands: [command], limitNs: 5 * SECOND });
    await source.start(sink);
    await until("0", 4);
    await source.stop();
    expect(
      traces
        .get("plain-0")
        ?.map(([, value]) => value)
        .slice(0, 4),
    ).toEqual([1, null, null, 4]);
    expect(findings.slice(0, 2)).toMatchObject([
      { code: "telemetry-hung", severity: "warning", data: { command: "sh", seconds: 5 } },
      { code: "telemetry-failed", severity: "warning", data: { outcome: "exit 4", words: "device busy" } },
    ]);
    const [, , state] = traces.get("plain-0")?.[0] ?? [];
    expect(state?.withinNs).toBeGreaterThan(0);
  });
});
