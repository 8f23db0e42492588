import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { recordJob } from "../../jobs/launch/recorded-job.js";
import { pidsIn, processState, TWO_PROCESSES } from "../../processes/process-state.js";
import { type LaunchedJob, launchJob, openLauncher, requestJob, WAITING } from "./real-jobs.js";
import { type PreparedSlurm, type StartedSlurm, startSlurm } from "./start-slurm.js";

/*
 * A real Slurm without accounting: what it tells of its jobs is from scontrol alone. The jobs that are to run into something run
 * on the nodes of the partition `gpu`, so that those of `ascend` are left in peace.
 */
let prepared: PreparedSlurm;
let slurm: StartedSlurm;
let folder = "";
/** Takes the longest of all, a minute and more: begun first and looked at last. */
let limited: LaunchedJob;
let first: LaunchedJob | undefined;

beforeAll(async () => {
  prepared = await startSlurm({ accounting: false });
  if (!prepared.available) return;
  slurm = prepared;
  folder = await mkdtemp(join(tmpdir(), "tokwatt-jobs-"));
  limited = await launchJob(
    slurm,
    { partition: "ascend", timeLimitMinutes: 1 },
    await requestJob(folder, WAITING, { name: "limited" }),
  );
});

afterAll(async () => {
  if (prepared.available) await slurm.close();
  if (folder !== "") await rm(folder, { recursive: true, force: true });
});

beforeEach(({ skip }) => {
  if (!prepared.available) skip(prepared.reason);
});

const kinds = ({ seen }: LaunchedJob) => seen.events.map(({ kind }) => kind);

/** Rank 1 greets rank 0 where the launcher says that they meet. */
const MEET = `
  const { connect, createServer } = require("node:net");
  const { MASTER_ADDR, MASTER_PORT, NODE_RANK, NNODES, PET_NODE_RANK, OWN } = process.env;
  console.log("rank", NODE_RANK, "of", NNODES, PET_NODE_RANK, process.env.SLURMD_NODENAME, OWN, process.argv[1]);
  const greet = () => {
    const socket = connect(Number(MASTER_PORT), MASTER_ADDR, () => socket.end("hello from rank 1"));
    socket.on("error", () => setTimeout(greet, 100));
  };
  if (NODE_RANK === "1") greet();
  else {
    const server = createServer((socket) => {
      socket.on("data", (bytes) => console.log(String(bytes)));
      socket.on("end", () => server.close());
    });
    server.listen(Number(MASTER_PORT));
  }`;

describe("a job on two nodes", () => {
  test.each([
    ["ascend", "npu:16", ["n1", "n2"]],
    ["gpu", "gpu:8", ["n3", "n4"]],
  ])("of the partition %s with %s: its tasks meet, and all they print comes", async (partition, gres, nodes) => {
    const request = await requestJob(folder, MEET, {
      nodes: 2,
      environment: { OWN: "it's $HOME" },
    });
    const command = [...request.command, "a `word`"] as unknown as typeof request.command;
    const launched = await launchJob(slurm, { partition, gres, timeLimitMinutes: 5 }, { ...request, command });
    expect(await launched.job.ended).toMatchObject({ outcome: "completed", detail: "COMPLETED, exit 0" });
    expect(launched.seen.events.find(({ kind }) => kind === "started")).toMatchObject({ nodes });
    expect(launched.seen.text().split("\n").sort()).toEqual([
      "",
      "hello from rank 1",
      `rank 0 of 2 0 ${nodes[0]} it's $HOME a \`word\``,
      `rank 1 of 2 1 ${nodes[1]} it's $HOME a \`word\``,
    ]);
    expect(launched.seen.findings).toEqual([]);
    first ??= launched;
  });

  test("is ended as a whole when one of its tasks fails", async () => {
    const script = `if (process.env.NODE_RANK === "1") process.exit(3); ${WAITING}`;
    const request = await requestJob(folder, script, { nodes: 2 });
    const { job, seen } = await launchJob(slurm, { partition: "ascend" }, request);
    expect(await job.ended).toMatchObject({ outcome: "failed", detail: expect.stringContaining("FAILED") });
    expect(seen.text()).toContain("Exited with exit code 3");
  });

  test("a command beside it runs on each of its nodes until it is stopped, and the job goes on", async () => {
    const request = await requestJob(folder, WAITING, { nodes: 2 });
    const launched = await launchJob(slurm, { partition: "ascend", gres: "npu:16" }, request);
    await launched.seen.heard("started");
    await launched.seen.printed("waiting\nwaiting\n");
    const lines = new Map<string, string>();
    const ends = new Map<string, string>();
    let bothPrinted = (): void => {};
    const printed = new Promise<void>((resolve) => {
      bothPrinted = resolve;
    });
    const sampler = `setInterval(() => console.log(process.env.SLURMD_NODENAME, "12.5 W"), 100)`;
    const beside = await launched.job.beside?.([process.execPath, "-e", sampler], {
      output: (node, bytes) => {
        lines.set(node, (lines.get(node) ?? "") + Buffer.from(bytes).toString());
        if ([...lines.values()].filter((text) => text.split("\n").length > 5).length === 2) bothPrinted();
      },
      ended: (node, detail) => ends.set(node, detail),
    });
    await printed;
    await beside?.stop();
    expect([...ends.keys()].sort()).toEqual(["n1", "n2"]);
    for (const node of ["n1", "n2"])
      expect(new Set(lines.get(node)?.split("\n"))).toEqual(new Set([`${node} 12.5 W`, ""]));
    expect(await slurm.command("squeue", "--noheader", `--jobs=${launched.id}`, "--format=%T")).toBe("RUNNING");
    await launched.job.cancel();
  });

  test("one of the commands beside it that ends, ends no other, and the job's end ends them all", async () => {
    const request = await requestJob(folder, WAITING, { nodes: 2 });
    const launched = await launchJob(slurm, { partition: "ascend" }, request);
    await launched.seen.heard("started");
    const ends: string[] = [];
    let oneEnded = (): void => {};
    let bothEnded = (): void => {};
    const first = new Promise<void>((resolve) => {
      oneEnded = resolve;
    });
    const both = new Promise<void>((resolve) => {
      bothEnded = resolve;
    });
    const sampler = `if (process.env.SLURMD_NODENAME === "n2") process.exit(3); setInterval(() => {}, 1e6)`;
    await launched.job.beside?.([process.execPath, "-e", sampler], {
      output: () => {},
      ended: (node, detail) => {
        ends.push(`${node} ${detail}`);
        if (ends.length === 1) oneEnded();
        if (ends.length === 2) bothEnded();
      },
    });
    await first;
    await new Promise((resolve) => setTimeout(resolve, 2000));
    expect(ends).toEqual(["n2 exit 3"]);
    await launched.job.cancel();
    await both;
    expect(ends).toHaveLength(2);
    expect(ends[1]).toMatch(/^n1 /);
    await expect(launched.job.beside?.(["true"], { output: () => {}, ended: () => {} })).rejects.toMatchObject({
      finding: { code: "job-not-running" },
    });
  });
});

describe("what can become of a job", () => {
  test("Slurm refuses it", async () => {
    const request = await requestJob(folder, WAITING);
    await expect(launchJob(slurm, { partition: "nosuch" }, request)).rejects.toMatchObject({
      finding: { code: "job-refused", data: { words: expect.stringContaining("invalid partition") } },
    });
    await expect(launchJob(slurm, { partition: "gpu", gres: "gpu:9" }, request)).rejects.toMatchObject({
      finding: { code: "job-refused", data: { words: expect.stringContaining("not available") } },
    });
  });

  test("it waits, with the reason, and is cancelled before it started", async () => {
    const options = { partition: "gpu", gres: "gpu:8" };
    const holder = await launchJob(slurm, options, await requestJob(folder, WAITING, { nodes: 2 }));
    await holder.seen.heard("started");
    const waiting = await launchJob(slurm, options, await requestJob(folder, WAITING));
    expect(await waiting.seen.heard("pending")).toMatchObject({
      reason: expect.stringMatching(/^(?:None|PENDING|Resources|Priority)$/),
    });
    await waiting.job.cancel();
    expect(await waiting.job.ended).toMatchObject({ outcome: "cancelled" });
    expect(kinds(waiting)).not.toContain("started");
    await holder.job.cancel();
    expect(await holder.job.ended).toMatchObject({ outcome: "cancelled" });
  });

  test("it is held with all processes of its tasks, while what runs beside it goes on", async () => {
    const { job, seen } = await launchJob(slurm, { partition: "gpu" }, await requestJob(folder, TWO_PROCESSES));
    await seen.heard("started");
    await expect.poll(() => pidsIn(seen.text()), { timeout: 60_000 }).toHaveLength(2);
    const states = () => Promise.all(pidsIn(seen.text()).map(processState));
    let beside = "";
    const tasks = await job.beside?.(["sh", "-c", "while sleep 0.1; do echo beside; done"], {
      output: (_node, bytes) => {
        beside += Buffer.from(bytes).toString();
      },
      ended: () => {},
    });
    await expect.poll(() => beside, { timeout: 30_000 }).toContain("beside");
    await job.holding?.hold();
    await expect.poll(states, { timeout: 10_000 }).toEqual(["held", "held"]);
    const before = beside.length;
    await expect.poll(() => beside.length, { timeout: 10_000 }).toBeGreaterThan(before);
    await job.holding?.resume();
    await expect.poll(states, { timeout: 10_000 }).toEqual(["runs", "runs"]);
    await job.holding?.hold();
    await expect.poll(states, { timeout: 10_000 }).toEqual(["held", "held"]);
    // One that is held can be cancelled: Slurm lets it go on to hear of it.
    await job.cancel();
    expect(await job.ended).toMatchObject({ outcome: "cancelled" });
    await tasks?.stop();
    await job.holding?.resume();
    expect(await states()).toEqual(["gone", "gone"]);
  });

  test("it is cancelled from outside", async () => {
    const launched = await launchJob(slurm, { partition: "gpu" }, await requestJob(folder, WAITING));
    await launched.seen.printed("waiting");
    await slurm.command("scancel", launched.id);
    expect(await launched.job.ended).toMatchObject({ outcome: "cancelled" });
    expect(kinds(launched)).toContain("started");
  });

  test("it is pre-empted by a job of more weight", async () => {
    const launched = await launchJob(slurm, { partition: "gpu", gres: "gpu:8" }, await requestJob(folder, WAITING));
    await launched.seen.printed("waiting");
    const started = await launched.seen.heard("started");
    const node = started.kind === "started" ? started.nodes[0] : undefined;
    await slurm.command(
      "sbatch",
      "--partition=urgent",
      "--exclusive",
      `--nodelist=${node}`,
      "--output=/dev/null",
      "--wrap=sleep 1",
    );
    expect(await launched.job.ended).toMatchObject({ outcome: "preempted" });
  });

  test("it is requeued, and waits again", async () => {
    const launched = await launchJob(slurm, { partition: "gpu", isRequeued: true }, await requestJob(folder, WAITING));
    await launched.seen.heard("started");
    await slurm.command("scontrol", "requeue", launched.id);
    await launched.seen.heard("requeued");
    await launched.seen.heard("pending", kinds(launched).indexOf("requeued"));
    await launched.job.cancel();
    expect(await launched.job.ended).toMatchObject({ outcome: "cancelled" });
    const told = kinds(launched);
    expect(told.slice(told.indexOf("started"))).toEqual(["started", "requeued", "pending", "ended"]);
  });

  test("the controller is away for a while: no end, and nothing is lost", async () => {
    const script = `
      let n = 0;
      const timer = setInterval(() => {
        console.log("line", n);
        n += 1;
        if (n === 120) clearInterval(timer);
      }, 250);`;
    const launched = await launchJob(slurm, { partition: "gpu" }, await requestJob(folder, script));
    // A controller keeps what it knows every five seconds.
    await launched.seen.printed("line 25\n");
    process.kill(await slurm.pidOf("slurmctld"), "SIGKILL");
    await launched.seen.printed("line 105\n");
    await slurm.repair();
    expect(await launched.job.ended).toMatchObject({ outcome: "completed" });
    expect(launched.seen.text().match(/line \d+/g)).toEqual(Array.from({ length: 120 }, (_, n) => `line ${n}`));
    expect(launched.seen.findings.map(({ code }) => code)).toEqual(["scheduler-silent", "scheduler-back"]);
  });

  test("it is found again by a tokwatt that did not launch it, with its output from the beginning", async () => {
    const script = `console.log("begun"); setTimeout(() => console.log("done"), 6000);`;
    const launched = await launchJob(slurm, { partition: "gpu" }, await requestJob(folder, script));
    await launched.seen.printed("begun");
    const seen = recordJob();
    const found = await openLauncher(slurm, {}).attach?.(launched.job.ticket, launched.request, seen);
    expect(await found?.ended).toMatchObject({ outcome: "completed" });
    expect(seen.text()).toBe("begun\ndone\n");
    expect(seen.events).toMatchObject([{ kind: "started" }, { kind: "ended" }]);
    await launched.job.ended;
  });

  test("a ticket of another run's job, or of none, is refused", async () => {
    const request = await requestJob(folder, WAITING);
    const other = await openLauncher(slurm, {}).attach?.(limited.job.ticket, request, recordJob());
    await expect(other?.ended).rejects.toMatchObject({ finding: { code: "job-not-ours" } });
    const attached = openLauncher(slurm, {}).attach?.("slurm twelve", request, recordJob());
    await expect(attached).rejects.toMatchObject({ finding: { code: "job-ticket-unreadable" } });
    const unknown = await openLauncher(slurm, {}).attach?.("slurm 999999", request, recordJob());
    await expect(unknown?.ended).rejects.toMatchObject({ finding: { code: "job-forgotten" } });
  });

  test("its node fails", async () => {
    const request = await requestJob(folder, WAITING, { nodes: 2 });
    const launched = await launchJob(slurm, { partition: "gpu" }, request);
    await launched.seen.printed("waiting\nwaiting\n");
    process.kill(await slurm.pidOf("slurmd-n4"), "SIGKILL");
    expect(await launched.job.ended).toMatchObject({
      outcome: "node-failure",
      detail: expect.stringContaining("NODE_FAIL"),
    });
    await slurm.repair();
  });

  test("it reaches its time limit", async () => {
    expect(await limited.job.ended).toMatchObject({ outcome: "time-out", detail: expect.stringContaining("TIMEOUT") });
    expect(limited.seen.text()).toContain("DUE TO TIME LIMIT");
  });

  test("it is forgotten by the controller, and its exit status is still known", async () => {
    if (first === undefined) throw new Error("no job has ended before");
    const { id, job, request, seen: firstSeen } = first;
    const deadlineMs = Date.now() + 4 * 60_000;
    const isKnown = () =>
      slurm.command("scontrol", "show", "job", id).then(
        () => true,
        () => false,
      );
    while ((await isKnown()) && Date.now() < deadlineMs) await new Promise((resolve) => setTimeout(resolve, 2000));
    const seen = recordJob();
    const found = await openLauncher(slurm, {}).attach?.(job.ticket, request, seen);
    expect(await found?.ended).toMatchObject({ outcome: "completed", detail: "exit 0" });
    expect(seen.text()).toBe(firstSeen.text());
    expect(await readFile(join(request.keepIn, "job-exit-status"), "utf8")).toBe("0\n");
  });
});
