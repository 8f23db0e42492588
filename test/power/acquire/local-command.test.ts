import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createMonotonicClock } from "../../../src/load/monotonic-clock.js";
import { MeasurementError } from "../../../src/model/errors.js";
import type { RawEntry } from "../../../src/model/raw-log.js";
import type { Command } from "../../../src/power/acquire/command.js";
import { createLocalCommands } from "../../../src/power/acquire/local-command.js";
import { listProcesses } from "../../../src/processes/process-list.js";

const SECOND = 1e9;

/** A node script as a command. */
const script = (source: string): Command => [process.execPath, "-e", source];

function commands(environment: Readonly<Record<string, string | undefined>> = {}) {
  const clock = createMonotonicClock();
  const interruption = new AbortController();
  return { access: createLocalCommands({ clock, signal: interruption.signal, environment }), clock, interruption };
}

async function findingOf(promise: Promise<unknown>): Promise<unknown> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof MeasurementError ? error.finding : error;
}

async function folderWith(name: string, mode: number, text = "#!/bin/sh\necho from the folder\n"): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "tokwatt-command-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, name), text);
  await chmod(join(folder, name), mode);
  return folder;
}

const isAlive = async (pid: number) => (await listProcesses()).some((listed) => listed.pid === pid);

describe("reading a command's output", () => {
  it("returns what it printed, stamped when its last byte came, within the time that it ran", async () => {
    const { access, clock } = commands();
    const startNs = clock.nowNs();
    const entry = await access.read(script("process.stdout.write('a\\r\\nb'); console.error('noise')"), 30 * SECOND);
    expect(entry.text).toBe("a\r\nb");
    expect(entry.atNs - entry.withinNs).toBeGreaterThanOrEqual(startNs);
    expect(entry.atNs).toBeLessThanOrEqual(clock.nowNs());
    expect(entry.withinNs).toBeGreaterThan(0);
    expect(Number.isInteger(entry.atNs) && Number.isInteger(entry.withinNs)).toBe(true);
  });

  it("hands over its environment and nothing else, and has tools speak as programs do", async () => {
    const print = script("console.log(JSON.stringify(process.env))");
    const first = await commands({ ONE: "1", GONE: undefined }).access.read(print, 30 * SECOND);
    const { TOKWATT_PROCESS_TREE, ...seen } = JSON.parse(first.text) as Record<string, string>;
    expect(TOKWATT_PROCESS_TREE).toBeDefined();
    expect(seen).toEqual({ ONE: "1", LC_ALL: "C" });
    const second = await commands({ LC_ALL: "de_DE.UTF-8" }).access.read(print, 30 * SECOND);
    expect(JSON.parse(second.text)).toMatchObject({ LC_ALL: "de_DE.UTF-8" });
  });

  it("finds programs on the PATH of its environment", async () => {
    const folder = await folderWith("tokwatt-test-tool", 0o755);
    const { access } = commands({ PATH: [folder, "/usr/bin", "/bin"].join(delimiter) });
    expect((await access.read(["tokwatt-test-tool"], 30 * SECOND)).text).toBe("from the folder\n");
  });

  it("names a program that is not there, and one that may not be executed", async () => {
    const folder = await folderWith("tokwatt-test-tool", 0o644);
    const { access } = commands({ PATH: folder });
    expect(await findingOf(access.read(["tokwatt-no-such-tool", "-x"], SECOND))).toEqual({
      code: "telemetry-missing",
      severity: "error",
      data: { command: "tokwatt-no-such-tool", reason: "ENOENT" },
    });
    expect(await findingOf(access.read(["tokwatt-test-tool"], SECOND))).toMatchObject({
      code: "telemetry-missing",
      data: { reason: "EACCES" },
    });
  });

  it("tells how a command failed, in its words from stderr, or from stdout where it has no others", async () => {
    const { access } = commands();
    const loud = script("console.log('table'); console.error('no driver\\nreboot'); process.exitCode = 9");
    expect(await findingOf(access.read(loud, 30 * SECOND))).toMatchObject({
      code: "telemetry-failed",
      data: { command: process.execPath, outcome: "exit 9", words: "no driver\nreboot" },
    });
    const quiet = script("console.log('Unable to talk to the driver'); process.exitCode = 1");
    expect(await findingOf(access.read(quiet, 30 * SECOND))).toMatchObject({
      data: { outcome: "exit 1", words: "Unable to talk to the driver" },
    });
    const killed = script("process.kill(process.pid, 'SIGKILL')");
    expect(await findingOf(access.read(killed, 30 * SECOND))).toMatchObject({
      data: { outcome: "SIGKILL", words: "" },
    });
  });

  it("ends a command that hangs, with its children", async () => {
    const { access } = commands({ PATH: process.env["PATH"] });
    const folder = await folderWith("pids", 0o644, "");
    const pidsFile = join(folder, "pids");
    // The child ignores SIGTERM like its parent.
    const hanging = `trap '' TERM; sleep 1000 & echo "$! $$" > '${pidsFile}'; wait`;
    expect(await findingOf(access.read(["sh", "-c", hanging], SECOND))).toMatchObject({
      code: "telemetry-hung",
      data: { command: "sh", seconds: 1 },
    });
    const pids = (await readFile(pidsFile, "utf8")).trim().split(" ").map(Number);
    expect(pids).toHaveLength(2);
    expect(await Promise.all(pids.map(isAlive))).toEqual([false, false]);
  });

  it("ends a command that is interrupted, and starts none afterwards", async () => {
    const { access, interruption } = commands();
    const reading = access.read(script("console.log('x'); setInterval(() => {}, 1e6)"), 60 * SECOND);
    setImmediate(() => interruption.abort());
    expect(await findingOf(reading)).toMatchObject({ code: "interrupted" });
    expect(await findingOf(access.read(["tokwatt-no-such-tool"], SECOND))).toMatchObject({ code: "interrupted" });
  });

  it("ends a command that prints without end", async () => {
    const { access } = commands();
    const endless = script("const x = 'y'.repeat(1 << 20); const go = () => process.stdout.write(x, go); go()");
    expect(await findingOf(access.read(endless, 60 * SECOND))).toMatchObject({ code: "telemetry-endless" });
  });

  it("does not wait for what a command leaves behind with its output, and ends it", async () => {
    const { access } = commands();
    const leaving = script(`
      const { spawn } = require("node:child_process");
      const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1e6)"], { stdio: "inherit" });
      console.log(child.pid);
      child.unref();
      process.exit(0);`);
    const { text } = await access.read(leaving, 60 * SECOND);
    // The kernel takes a moment for a signal.
    await expect.poll(() => isAlive(Number(text)), { timeout: 5000 }).toBe(false);
  });
});

describe("following a command", () => {
  function follow(command: Command) {
    const { access, clock } = commands();
    const entries: RawEntry[] = [];
    const followed = access.follow(command, (entry) => entries.push(entry));
    onTestFinished(() => followed.stop());
    return { entries, followed, clock };
  }

  it("stamps lines when their bytes are read", async () => {
    const { entries, followed, clock } = follow(
      script("process.stdout.write('a\\r\\nb\\n'); setTimeout(() => console.log('c'), 50)"),
    );
    const end = await followed.ended;
    expect(end).toEqual({ outcome: "exit 0", words: "", cut: "" });
    expect(entries.map(({ text, withinNs }) => [text, withinNs])).toEqual([
      ["a", 0],
      ["b", 0],
      ["c", 0],
    ]);
    const [a, b, c] = entries.map(({ atNs }) => atNs);
    // One piece of bytes has one stamp; the later one cannot have come with it.
    expect(a).toBe(b);
    expect((c as number) - (b as number)).toBeGreaterThan(1e6);
    expect(c as number).toBeLessThanOrEqual(clock.nowNs());
  });

  it("keeps half a last line apart, and its words on stderr out of the data", async () => {
    const { entries, followed } = follow(
      script("process.stdout.write('1 2\\n3 '); console.error('bus error'); process.exitCode = 3"),
    );
    expect(await followed.ended).toEqual({ outcome: "exit 3", words: "bus error", cut: "3 " });
    expect(entries.map(({ text }) => text)).toEqual(["1 2"]);
  });

  it("tells a command that cannot be started, and one that is killed", async () => {
    expect((await follow(["tokwatt-no-such-tool"]).followed.ended).outcome).toBe("ENOENT");
    expect((await follow(script("process.kill(process.pid, 'SIGKILL')")).followed.ended).outcome).toBe("SIGKILL");
  });

  it("ends it with its children, and can be told so twice", async () => {
    const { entries, followed } = follow(
      script(`
        const { spawn } = require("node:child_process");
        const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1e6)"], { stdio: "inherit" });
        console.log(child.pid);
        setInterval(() => {}, 1e6);`),
    );
    await expect.poll(() => entries.length, { timeout: 10_000 }).toBe(1);
    await followed.stop();
    expect(await isAlive(Number(entries[0]?.text))).toBe(false);
    await followed.stop();
  });
});
