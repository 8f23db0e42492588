import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { PowerSource, PowerSourceDefinition } from "../../../src/contract/power-source.js";
import { readNodeClock } from "../../../src/jobs/node-clock.js";
import { createNodeCommands } from "../../../src/jobs/node-commands.js";
import { createMonotonicClock } from "../../../src/load/monotonic-clock.js";
import { npuSmiSource } from "../../../src/power/npu-smi.js";
import { nvidiaSmiSource } from "../../../src/power/nvidia-smi.js";
import { memoryRecord } from "../../power/memory-record.js";
import { launchJob, requestJob } from "./real-jobs.js";
import { type PreparedSlurm, type StartedSlurm, startSlurm } from "./start-slurm.js";

/* Meters on the nodes of a real Slurm: the tools are fake ones in PATH, each node another machine of theirs. */
const EXECUTABLES = fileURLToPath(new URL("../../power/executables", import.meta.url));
const clock = createMonotonicClock();
let prepared: PreparedSlurm;
let slurm: StartedSlurm;
let folder = "";

beforeAll(async () => {
  prepared = await startSlurm({ accounting: false });
  if (!prepared.available) return;
  folder = await mkdtemp(join(tmpdir(), "tokwatt-meters-"));
  const machines = {
    n1: { npus: [{ watts: 100 }, { watts: 110 }] },
    n2: { npus: [{ watts: 200 }, { watts: 210 }] },
    n3: { devices: [{ watts: 600 }] },
    n4: { devices: [{ watts: 300 }], fail: { help: "no driver", query: "no driver on n4" } },
  };
  for (const [node, machine] of Object.entries(machines)) {
    await writeFile(join(folder, `${node}.json`), JSON.stringify(machine));
  }
  for (const [tool, variable] of Object.entries({ "nvidia-smi": "FAKE_NVIDIA_SMI", "npu-smi": "FAKE_NPU_SMI" })) {
    const script = `#!/bin/sh\n${variable}=${folder}/$SLURMD_NODENAME.json exec ${EXECUTABLES}/${tool} "$@"\n`;
    await writeFile(join(folder, tool), script);
    await chmod(join(folder, tool), 0o755);
  }
  const PATH = [folder, dirname(process.execPath), prepared.environment["PATH"]].join(":");
  slurm = { ...prepared, environment: { ...prepared.environment, PATH } };
});

afterAll(async () => {
  if (prepared.available) await slurm.close();
  if (folder !== "") await rm(folder, { recursive: true, force: true });
});

beforeEach(({ skip }) => {
  if (!prepared.available) skip(prepared.reason);
});

/** A job on two nodes that ends as soon as `finish` is called, with what its meters record. */
async function startJob(partition: string) {
  const word = join(folder, `finish-${partition}-${Date.now()}`);
  const script = `setInterval(() => { if (require("node:fs").existsSync(${JSON.stringify(word)})) process.exit(0); }, 100);`;
  const { job, seen } = await launchJob(slurm, { partition }, await requestJob(folder, script, { nodes: 2 }));
  const started = await seen.heard("started");
  const hosts = started.kind === "started" ? started.nodes : [];
  const record = memoryRecord(clock);
  const { signal } = new AbortController();
  const commandsOf = (place: number) => createNodeCommands(job, hosts[place - 1] ?? "", { clock, signal });
  const open = <Options>(definition: PowerSourceDefinition<Options>, place: number, options: object): PowerSource => {
    const node = { alias: `node-${place}`, commands: commandsOf(place) };
    return definition.create(definition.optionsSchema.parse(options), { node, clock, signal, environment: {} });
  };
  const finish = async (): Promise<void> => {
    await writeFile(word, "");
    expect(await job.ended).toMatchObject({ outcome: "completed" });
  };
  return { ...record, job, commandsOf, open, finish };
}

type StartedJob = Awaited<ReturnType<typeof startJob>>;

const valuesOf = ({ traces }: StartedJob) =>
  Object.fromEntries([...traces].map(([id, samples]) => [id, [...new Set(samples.map(([, value]) => value))]]));
/** What was reported but for the pace: a busy machine is slow. */
const troublesOf = ({ codes }: StartedJob) => codes().filter((code) => !/slow|duplicate|held-back|delayed/.test(code));
const enough = (running: StartedJob, traces: number) =>
  expect
    .poll(() => [...running.traces.values()].filter((samples) => samples.length >= 5).length, { timeout: 60_000 })
    .toBe(traces);

test("NPUs of two nodes are followed until their job ends, and nothing is wrong then", async () => {
  const running = await startJob("ascend");
  for (const place of [1, 2]) {
    const { wallUnixMs, offsetUncertaintyNs } = await readNodeClock(running.commandsOf(place), clock);
    // All nodes are this machine; its own clock tells whole milliseconds.
    const here = clock.wallUnixMs() - clock.nowNs() / 1e6;
    expect(Math.abs(wallUnixMs - here)).toBeLessThanOrEqual(offsetUncertaintyNs / 1e6 + 2);
  }
  const sources = [1, 2].map((place) => running.open(npuSmiSource, place, { intervalSeconds: 1, method: "watch" }));
  await Promise.all(sources.map((source) => source.start(running.sink)));
  await enough(running, 4);
  await running.finish();
  await Promise.all(sources.map((source) => source.stop()));
  expect(valuesOf(running)).toEqual({
    "node-1-npu-smi-0": [100],
    "node-1-npu-smi-1": [110],
    "node-2-npu-smi-0": [200],
    "node-2-npu-smi-1": [210],
  });
  expect(troublesOf(running)).toEqual([]);
});

test("a node is also read by commands that print once", async () => {
  const running = await startJob("ascend");
  const source = running.open(npuSmiSource, 2, { intervalSeconds: 0.5, method: "table" });
  await source.start(running.sink);
  await enough(running, 2);
  await running.finish();
  await source.stop();
  expect(valuesOf(running)).toEqual({ "node-2-npu-smi-0": [200], "node-2-npu-smi-1": [210] });
  const within = [...running.traces.values()].flat().map(([, , state]) => state?.withinNs ?? 0);
  expect(Math.min(...within)).toBeGreaterThan(0);
  expect(troublesOf(running)).toEqual([]);
});

test("what a node's tool says, and that there is none, is told apart", async () => {
  const running = await startJob("gpu");
  const options = { intervalSeconds: 0.5, energyCounter: "off" };
  const [first, second] = [1, 2].map((place) => running.open(nvidiaSmiSource, place, options));
  const missing = running.open(nvidiaSmiSource, 1, { command: ["no-such-tool"] });
  await first?.start(running.sink);
  await expect(second?.start(running.sink)).rejects.toMatchObject({
    finding: {
      code: "telemetry-failed",
      data: { outcome: "exit 1", words: expect.stringContaining("no driver on <node>") },
    },
  });
  await expect(missing.start(running.sink)).rejects.toMatchObject({
    finding: { code: "telemetry-missing", data: { command: "no-such-tool", reason: "ENOENT" } },
  });
  await enough(running, 1);
  await first?.stop();
  expect(valuesOf(running)).toEqual({ "node-1-nvidia-smi-0": [600] });
  await running.job.cancel();
});
