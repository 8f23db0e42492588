import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { localLauncher } from "../../../src/jobs/launch/local.js";
import { createMonotonicClock } from "../../../src/load/monotonic-clock.js";
import { listProcesses } from "../../../src/processes/process-list.js";
import { temporaryFolder } from "../../records/temporary-folder.js";
import { recordJob } from "./recorded-job.js";

async function launch(script: string, options: Record<string, unknown> = {}, changes: Record<string, unknown> = {}) {
  const folder = await temporaryFolder();
  const seen = recordJob();
  const launcher = localLauncher.create(localLauncher.optionsSchema.parse(options), {
    clock: createMonotonicClock(),
    environment: { PATH: process.env["PATH"] },
  });
  const request = {
    name: "test",
    command: [process.execPath, "-e", script] as [string, ...string[]],
    environment: { OWN: "a 'word' of $HOME" },
    directory: folder,
    nodes: 1,
    keepIn: join(folder, "kept"),
    ...changes,
  };
  return { folder, seen, job: await launcher.launch(request, seen) };
}

describe("the local launcher", () => {
  test("runs the command in its folder, with what torchrun asks for, and keeps what it prints", async () => {
    const { folder, seen, job } = await launch(`
      const { OWN, MASTER_ADDR, MASTER_PORT, NODE_RANK, NNODES, PET_NNODES, PYTHONUNBUFFERED, HOME } = process.env;
      console.log(JSON.stringify([process.cwd(), OWN, MASTER_ADDR, NODE_RANK, NNODES, PET_NNODES, PYTHONUNBUFFERED, HOME]));
      console.error(Number(MASTER_PORT) > 1023);`);
    expect(await job.ended).toMatchObject({ kind: "ended", outcome: "completed", detail: "exit 0" });
    expect(seen.events.map(({ kind }) => kind)).toEqual(["started", "ended"]);
    expect(seen.events[0]).toMatchObject({ nodes: ["localhost"] });
    const expected = [folder, "a 'word' of $HOME", "127.0.0.1", "0", "1", "1", "1", null];
    expect(seen.text().split("\n").sort()).toEqual(["", JSON.stringify(expected), "true"].sort());
    expect(await readFile(join(folder, "kept", "job-output.log"), "utf8")).toBe(seen.text());
  });

  test("does not mix the lines of the two streams", async () => {
    const { seen, job } = await launch(`
      process.stdout.write("out 1 ");
      setTimeout(() => process.stderr.write("err 1 "), 50);
      setTimeout(() => process.stdout.write("out 2\\n"), 100);
      setTimeout(() => process.stderr.write("err 2\\n"), 150);`);
    await job.ended;
    expect(seen.text()).toBe("out 1 out 2\nerr 1 err 2\n");
  });

  test.each([
    ["process.exit(3)", "failed", "exit 3"],
    ["process.kill(process.pid, 'SIGKILL')", "failed", "SIGKILL"],
  ])("tells how a job ended by itself: %s", async (script, outcome, detail) => {
    const { job } = await launch(script);
    expect(await job.ended).toMatchObject({ outcome, detail });
  });

  test("says that there is no such program", async () => {
    const { job } = await launch("", {}, { command: ["no-such-program"] });
    expect(await job.ended).toMatchObject({ outcome: "failed", detail: "exit 127: no-such-program not found" });
  });

  test("cancelling ends the children too, also those that left the group", async () => {
    const { seen, job } = await launch(`
      const { spawn } = require("node:child_process");
      const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1e6)"], { detached: true, stdio: "ignore" });
      console.log("child", child.pid, "!");
      setInterval(() => {}, 1e6);`);
    await seen.printed("!");
    const pid = Number(/child (\d+)/.exec(seen.text())?.[1]);
    const isAlive = async () => (await listProcesses()).some((listed) => listed.pid === pid);
    expect(await isAlive()).toBe(true);
    await job.cancel();
    expect(await job.ended).toMatchObject({ outcome: "cancelled" });
    expect(await isAlive()).toBe(process.platform !== "linux");
    await job.cancel();
  });

  test("ends a job at its time limit", async () => {
    const { job } = await launch("setInterval(() => {}, 1e6)", { timeLimitMinutes: 0.005 });
    expect(await job.ended).toMatchObject({ outcome: "time-out" });
  });

  test("runs a command beside it, with the same environment, until it is stopped", async () => {
    const { job } = await launch("setInterval(() => {}, 1e6)");
    const told: string[] = [];
    let printed = (): void => {};
    const first = new Promise<void>((resolve) => {
      printed = resolve;
    });
    const script = "console.log(process.env.NODE_RANK, process.env.OWN); setInterval(() => {}, 1e6)";
    const beside = await job.beside?.([process.execPath, "-e", script], {
      output: (node, bytes) => {
        told.push(`${node}: ${Buffer.from(bytes).toString()}`);
        printed();
      },
      ended: (node, detail) => told.push(`${node} ${detail}`),
    });
    await first;
    await beside?.stop();
    expect(told).toEqual(["localhost: 0 a 'word' of $HOME\n", "localhost SIGTERM"]);
    await job.cancel();
  });

  test("a command beside it that ends tells how, with its last words, after all that it printed", async () => {
    const { job } = await launch("setInterval(() => {}, 1e6)");
    const ended = async (command: readonly [string, ...string[]]) => {
      const told: unknown[] = [];
      await new Promise<void>((resolve) => {
        const observer = {
          output: (_node: string, bytes: Uint8Array) => told.push(Buffer.from(bytes).toString()),
          ended: (...end: unknown[]) => {
            told.push(end);
            resolve();
          },
        };
        void job.beside?.(command, observer, "localhost");
      });
      return told;
    };
    expect(
      await ended([process.execPath, "-e", 'console.log("data"); console.error("no driver"); process.exit(9)']),
    ).toEqual(["data\n", ["localhost", "exit 9", "no driver"]]);
    expect(await ended(["no-such-tool"])).toEqual([["localhost", "exit 127", expect.stringContaining("no-such-tool")]]);
    await job.cancel();
  });

  test("starts nothing on another node, nor beside a job that has ended", async () => {
    const { job } = await launch("setInterval(() => {}, 1e6)");
    const deaf = { output: () => {}, ended: () => {} };
    await expect(job.beside?.(["true"], deaf, "n1")).rejects.toMatchObject({ finding: { code: "node-not-of-job" } });
    await job.cancel();
    await expect(job.beside?.(["true"], deaf)).rejects.toMatchObject({ finding: { code: "job-not-running" } });
  });

  test.each([
    [{ nodes: 2 }, "job-one-node-only"],
    [{ directory: "/no/such/folder" }, "job-folder-missing"],
  ])("refuses %j", async (changes, code) => {
    await expect(launch("", {}, changes)).rejects.toMatchObject({ finding: { code } });
  });
});
