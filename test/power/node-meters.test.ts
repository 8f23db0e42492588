import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { PowerSource, PowerSourceDefinition } from "../../src/contract/power-source.js";
import { crossCheckEnergy } from "../../src/energy/cross-check.js";
import { windowEnergy } from "../../src/energy/window-energy.js";
import { createNodeCommands } from "../../src/jobs/node-commands.js";
import type { PowerTrace, PowerTraceHeader } from "../../src/model/power-trace.js";
import { npuSmiSource } from "../../src/power/npu-smi.js";
import { nvidiaSmiSource } from "../../src/power/nvidia-smi.js";
import { builtInPowerSources } from "../../src/power/sources.js";
import { makeSystem } from "../fixtures/records.js";
import { createFakeNodes } from "../jobs/fake-nodes.js";
import { memoryRecord, type Sample } from "./memory-record.js";
import { createFakeMachine } from "./npu-smi/fake-machine.js";
import { createFakeGpus } from "./nvidia-smi/fake-machine.js";

const WITHOUT_TOOLS = { PATH: "/usr/bin:/bin" };
type Environment = Readonly<Record<string, string>>;

/** Two or more nodes of a job, `host-1` and so on by their place, with everything that their meters record. */
function createCluster(environments: readonly Environment[]) {
  const named = environments.map((environment, index) => [`host-${index + 1}`, environment] as const);
  const nodes = createFakeNodes(Object.fromEntries(named));
  const { job, clock } = nodes;
  const record = memoryRecord(clock);
  const headers: PowerTraceHeader[] = [];
  const { signal } = new AbortController();
  const sink = {
    ...record.sink,
    open: (header: PowerTraceHeader) => {
      headers.push(header);
      return record.sink.open(header);
    },
    openCrossCheck: (header: PowerTraceHeader) => {
      headers.push(header);
      return record.sink.openCrossCheck(header);
    },
  };
  const open = <Options>(definition: PowerSourceDefinition<Options>, options: object, place: number): PowerSource => {
    const commands = createNodeCommands(job, `host-${place}`, { clock, signal });
    const node = { alias: `node-${place}`, commands };
    // What a source reads of a node it must read by the node's commands: here nothing could be found.
    const environment = { PATH: "/nonexistent" };
    return definition.create(definition.optionsSchema.parse(options), { node, clock, signal, environment });
  };
  const tracesOf = (kept: ReadonlyMap<string, readonly Sample[]>): readonly PowerTrace[] =>
    [...kept].map(([id, samples]) => ({
      header: headers.find((header) => header.id === id) as PowerTraceHeader,
      timesNs: samples.map(([seconds]) => seconds * 1e9),
      values: samples.map(([, value]) => value ?? 0),
      states: samples.map(([, , state]) => state),
      missing: 0,
    }));
  const { traces: watts, ...rest } = record;
  return { ...nodes, ...rest, watts, headers, sink, open, tracesOf };
}

const quick = { intervalSeconds: 0.1, limitSeconds: 20 };

describe("nvidia-smi on the nodes of a job", () => {
  it("tells the GPUs of one node from those of the other, and one energy is their sum", async () => {
    const [first, second] = await Promise.all([
      createFakeGpus({ devices: [{ watts: 600 }, { watts: 500 }], dcgmi: { order: [0, 1] } }),
      createFakeGpus({ devices: [{ watts: 300 }, { watts: 200 }] }),
    ]);
    const cluster = createCluster([first.environment, second.environment]);
    const sources = [1, 2].map((place) => cluster.open(nvidiaSmiSource, quick, place));
    expect(sources.map(({ id }) => id)).toEqual(["node-1-nvidia-smi", "node-2-nvidia-smi"]);
    await Promise.all(sources.map((source) => source.start(cluster.sink)));
    const startNs = cluster.clock.nowNs();
    await expect
      .poll(() => Math.min(...[...cluster.tracesOf(cluster.watts)].map(({ timesNs }) => timesNs.at(-1) ?? 0)), {
        timeout: 30_000,
      })
      .toBeGreaterThan(startNs + 3.5e9);
    await Promise.all(sources.map((source) => source.stop()));
    await Promise.all([first.remove(), second.remove()]);

    const own = cluster.headers.filter(({ source }) => source === "nvidia-smi");
    expect(own.map(({ id, shard, device }) => [id, shard, device]).sort()).toEqual([
      ["node-1-nvidia-smi-0", "node-1", "node-1 NVIDIA H200 GPU 0"],
      ["node-1-nvidia-smi-1", "node-1", "node-1 NVIDIA H200 GPU 1"],
      ["node-2-nvidia-smi-0", "node-2", "node-2 NVIDIA H200 GPU 0"],
      ["node-2-nvidia-smi-1", "node-2", "node-2 NVIDIA H200 GPU 1"],
    ]);
    const logs = [...cluster.raw.values()].map(({ header }) => [header.id, header.shard]);
    expect(logs).toContainEqual(["node-1-nvidia-smi", "node-1"]);
    expect(logs).toContainEqual(["node-2-nvidia-smi", "node-2"]);

    const shards = [
      { alias: "client", wallUnixMs: 0, offsetNs: 0, offsetUncertaintyNs: 0 },
      { alias: "node-1", wallUnixMs: 0, offsetNs: 0, offsetUncertaintyNs: 0.1e9 },
      { alias: "node-2", wallUnixMs: 0, offsetNs: 0, offsetUncertaintyNs: 0.2e9 },
    ];
    const accelerators = { name: "GPU", kind: "gpu", unit: "package", count: 4 } as const;
    const topology = { diesPerPackage: 1, packagesPerNode: 2, nodes: 2 };
    const system = makeSystem("a", { accelerators, topology });
    // Watts are means of the second before: from a second after the first reading on, the traces reach over the window.
    const window = { startNs: startNs + 1e9, endNs: startNs + 2.5e9 };
    const question = { shards, window, minimumCoverage: 0.9, boundary: "board", system } as const;
    const energy = windowEnergy({ ...question, traces: cluster.tracesOf(cluster.watts) });
    expect(energy).toMatchObject({ kind: "energy", metered: "board", accuracyKnown: true });
    if (energy.kind === "absent") throw new Error(energy.reason.code);
    expect(energy.joules).toBeCloseTo(1600 * 1.5, 0);
    expect(energy.systematic.map(({ kind }) => kind)).toContain("stamps");
    const checked = crossCheckEnergy({
      ...question,
      traces: cluster.tracesOf(cluster.watts),
      crossChecks: cluster.tracesOf(cluster.crossChecks),
    });
    expect(checked.checks.map(({ device }) => device).sort()).toEqual([
      "node-1 NVIDIA H200 GPU 0",
      "node-1 NVIDIA H200 GPU 1",
    ]);
  });

  it("says of a node without the tool that it is missing, and meters the others", async () => {
    const gpus = await createFakeGpus({ devices: [{ watts: 600 }] });
    const cluster = createCluster([gpus.environment, WITHOUT_TOOLS]);
    const [first, second] = [1, 2].map((place) => cluster.open(nvidiaSmiSource, quick, place));
    await first?.start(cluster.sink);
    await expect(second?.start(cluster.sink)).rejects.toMatchObject({
      finding: { code: "telemetry-missing", data: { command: "nvidia-smi", reason: "ENOENT" } },
    });
    await second?.stop();
    expect(await second?.describe?.()).toEqual({});
    expect(await first?.describe?.()).toMatchObject({ gpuCount: 1, gpus: "1 x NVIDIA H200" });
    await first?.stop();
    await gpus.remove();
    expect([...cluster.watts.keys()]).toEqual(["node-1-nvidia-smi-0"]);
  });

  it("says of a node with a broken driver what the tool says", async () => {
    const gpus = await createFakeGpus({
      devices: [{ watts: 600 }],
      fail: { help: "no", query: "NVIDIA-SMI has failed on host-1" },
    });
    const cluster = createCluster([gpus.environment]);
    const source = cluster.open(nvidiaSmiSource, quick, 1);
    await expect(source.start(cluster.sink)).rejects.toMatchObject({
      finding: { code: "telemetry-failed", data: { outcome: "exit 1", words: "NVIDIA-SMI has failed on <node>" } },
    });
    await source.stop();
    await gpus.remove();
  });

  it("ends with the job, and nothing is wrong with it", async () => {
    const gpus = await createFakeGpus({ devices: [{ watts: 600 }] });
    const cluster = createCluster([gpus.environment]);
    const source = cluster.open(nvidiaSmiSource, { ...quick, energyCounter: "off" }, 1);
    await source.start(cluster.sink);
    await cluster.finish();
    await delay(1500);
    await source.stop();
    await gpus.remove();
    const troubles = cluster.codes().filter((code) => !/slow|duplicate|held-back/.test(code));
    expect(troubles).toEqual([]);
  });
});

describe("npu-smi on the nodes of a job", () => {
  it.each(["watch", "table"])("tells the NPUs of one node from those of the other (%s)", async (method) => {
    const machine = await createFakeMachine({ npus: [{ watts: 100 }, { watts: 120 }] });
    const cluster = createCluster([machine.environment, machine.environment, WITHOUT_TOOLS]);
    const sources = [1, 2].map((place) => cluster.open(npuSmiSource, { ...quick, method }, place));
    await Promise.all(sources.map((source) => source.start(cluster.sink)));
    const missing = cluster.open(npuSmiSource, quick, 3);
    await expect(missing.start(cluster.sink)).rejects.toMatchObject({ finding: { code: "telemetry-missing" } });
    await Promise.all(sources.map((source) => source.stop()));
    await machine.remove();
    expect(cluster.headers.map(({ id, shard }) => [id, shard]).sort()).toEqual([
      ["node-1-npu-smi-0", "node-1"],
      ["node-1-npu-smi-1", "node-1"],
      ["node-2-npu-smi-0", "node-2"],
      ["node-2-npu-smi-1", "node-2"],
    ]);
    expect(new Set(cluster.headers.map(({ device }) => device)).size).toBe(4);
    expect([...cluster.raw.keys()].sort()).toEqual(["node-1-npu-smi", "node-2-npu-smi"]);
  });
});

describe("a node whose tool must be asked again and again", () => {
  it("is left to ask by itself: one task, however long the job runs", async () => {
    const machine = await createFakeMachine({ npus: [{ watts: 100 }, { watts: 120 }] });
    const cluster = createCluster([machine.environment]);
    const source = cluster.open(npuSmiSource, { intervalSeconds: 0.1, limitSeconds: 20, method: "power" }, 1);
    await source.start(cluster.sink);
    // The first round, and the task that goes on.
    const before = cluster.started();
    const readings = () => cluster.watts.get("node-1-npu-smi-0") ?? [];
    await expect.poll(() => readings().length, { timeout: 30_000 }).toBeGreaterThanOrEqual(5);
    await machine.change({ npus: [{ watts: 300 }, { watts: 120 }], fail: { power: "driver gone" } });
    await expect.poll(() => readings().at(-1)?.[1], { timeout: 30_000 }).toBeNull();
    await machine.change({ npus: [{ watts: 300 }, { watts: 120 }] });
    await expect.poll(() => readings().at(-1)?.[1], { timeout: 30_000 }).toBe(300);
    expect(cluster.started()).toBe(before);
    await source.stop();
    expect(cluster.running()).toBe(0);
    await machine.remove();
    expect(cluster.codes()).toContain("telemetry-failed");
    expect(new Set(readings().map(([, value]) => value))).toEqual(new Set([100, null, 300]));
    // Each reading was taken while its command ran.
    expect(
      Math.min(...readings().flatMap(([, value, state]) => (value === null ? [] : [state?.withinNs ?? 0]))),
    ).toBeGreaterThan(0);
    const log = cluster.raw.get("node-1-npu-smi");
    expect(log?.header).toMatchObject({ framing: "outputs", shard: "node-1" });
    expect(log?.entries.length).toBeGreaterThanOrEqual(10);
  });
});

describe("sources that cannot do what is asked", () => {
  const { signal } = new AbortController();

  it("refuse a job that had ended before it is read", async () => {
    const cluster = createCluster([WITHOUT_TOOLS]);
    const live = builtInPowerSources.filter(({ name }) => ["npu-smi", "nvidia-smi", "rapl"].includes(name));
    expect(live).toHaveLength(3);
    for (const definition of live) {
      const context = { recordedFromUnixMs: 0, clock: cluster.clock, signal, environment: {} };
      const source = definition.create(definition.optionsSchema.parse({}), context);
      await expect(source.start(cluster.sink)).rejects.toMatchObject({
        finding: { code: "telemetry-not-recorded", data: { source: definition.name } },
      });
      await source.stop();
    }
  });

  it("refuse a node where they read this machine's files", async () => {
    const cluster = createCluster([WITHOUT_TOOLS]);
    const rapl = builtInPowerSources.find(({ name }) => name === "rapl");
    if (rapl === undefined) throw new Error("no rapl");
    await expect(cluster.open(rapl, {}, 1).start(cluster.sink)).rejects.toMatchObject({
      finding: { code: "telemetry-local-only", data: { source: "rapl" } },
    });
  });
});
