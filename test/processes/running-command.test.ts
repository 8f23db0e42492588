import { describe, expect, it } from "vitest";
import { createMonotonicClock } from "../../src/load/monotonic-clock.js";
import { listProcesses } from "../../src/processes/process-list.js";
import { startCommand } from "../../src/processes/running-command.js";

function start(script: string) {
  const lines: string[] = [];
  const clock = createMonotonicClock();
  const command = startCommand({
    command: [process.execPath, "-e", script],
    environment: {},
    clock,
    log: (line) => lines.push(line),
  });
  return { command, lines };
}

describe("startCommand", () => {
  it("hands over whole lines of both streams, the last one without its end too", async () => {
    const { command, lines } = start(
      "process.stdout.write('one\\ntw'); setTimeout(() => { process.stdout.write('o\\nthree'); console.error('four'); }, 50)",
    );
    expect(await command.exited).toBe("exit 0");
    expect([...lines].sort()).toEqual(["four", "one", "three", "two"]);
    await command.stop(1);
  });

  it("keeps the last twenty lines, cut to a readable length", async () => {
    const { command } = start("for (let i = 0; i < 50; i += 1) console.log(String(i).padEnd(1000, '.'))");
    await command.exited;
    const kept = command.lastLines().split("\n");
    expect(kept.map((line) => Number.parseInt(line, 10))).toEqual(Array.from({ length: 20 }, (_, index) => 30 + index));
    expect(Math.max(...kept.map((line) => line.length))).toBe(300);
  });

  it("tells the signal that ended it", async () => {
    const { command } = start("process.kill(process.pid, 'SIGUSR2'); setInterval(() => {}, 1e6)");
    expect(await command.exited).toBe("SIGUSR2");
  });

  it("does not wait for a child that holds the pipes of a dead command, and ends that child", async () => {
    const { command, lines } = start(`
      const { spawn } = require("node:child_process");
      const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1e6)"], { stdio: "inherit", detached: true });
      console.log(child.pid);
      child.unref();`);
    expect(await command.exited).toBe("exit 0");
    const childPid = Number(lines[0]);
    const isAlive = async () => (await listProcesses()).some(({ pid }) => pid === childPid);
    expect(await isAlive()).toBe(true);
    await command.stop(5);
    expect(await isAlive()).toBe(process.platform !== "linux");
  });

  it("can be stopped again, and after its end", async () => {
    const { command } = start("");
    await command.exited;
    await command.stop(1);
    await expect(command.stop(1)).resolves.toBeUndefined();
  });
});
