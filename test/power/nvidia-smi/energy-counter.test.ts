import { afterEach, describe, expect, it } from "vitest";
import { dcgmiDmonFormat } from "../../../src/power/parse/dcgmi-dmon.js";
import { reparse } from "../../../src/power/reparse.js";
import { createFakeGpus, openSource } from "./fake-machine.js";

const machines: { remove: () => Promise<void> }[] = [];

async function open(config: object, options: object = {}) {
  const machine = await createFakeGpus(config);
  machines.push(machine);
  return openSource(machine.environment, options);
}

afterEach(async () => {
  await Promise.all(machines.splice(0).map((machine) => machine.remove()));
});

const DEVICES = [{ watts: 300 }, { watts: 100 }];

/** What a counter grew by between its first and its last reading. */
function grown(values: readonly (number | null)[]): number {
  return (values.at(-1) ?? 0) - (values[0] ?? 0);
}

describe("the energy counters", () => {
  it("stand beside the watts as cross-checks, each at the GPU of its UUID, in joules", async () => {
    // DCGM numbers the GPUs the other way round.
    const run = await open({ devices: DEVICES, dcgmi: { order: [1, 0] } });
    await run.run();
    expect([...run.traces.keys()]).toEqual(["nvidia-smi-0", "nvidia-smi-1"]);
    expect([...run.crossChecks.keys()].sort()).toEqual(["dcgmi-energy-0", "dcgmi-energy-1"]);
    expect(run.headers.find(({ id }) => id === "dcgmi-energy-0")).toEqual({
      id: "dcgmi-energy-0",
      source: "dcgmi",
      kind: "gpu",
      device: "NVIDIA H200 GPU 0",
      boundary: "board",
      quantity: "joules",
      shard: "client",
      averagingNs: 0,
      intervalNs: 1e8,
      resolution: 0.001,
      accuracy: "unknown",
    });
    expect(run.values("dcgmi-energy-0")[0]).toBeGreaterThan(15e6);
    const counted = reparse(run.raw.get("dcgmi")!, dcgmiDmonFormat);
    // DCGM's GPU 1 is nvidia-smi's GPU 0. Both are counted up to the same instants.
    const rowsOf = (number: string) =>
      counted.filter(({ device }) => device === number).map(({ joules = null }) => joules);
    const [steady, other] = [rowsOf("1"), rowsOf("0")];
    const rows = Math.min(steady.length, other.length);
    const ratio = grown(steady.slice(0, rows)) / grown(other.slice(0, rows));
    expect(ratio).toBeCloseTo(3, 3);
    expect(run.raw.get("dcgmi")?.header).toMatchObject({
      format: "dcgmi-dmon",
      origin: ["dcgmi", "dmon", "-e", "156", "-d", "100"],
    });
    expect(run.codes()).toEqual([]);
  });

  it("that begin again are named, and go on to grow", async () => {
    const run = await open({ devices: DEVICES, dcgmi: { resetAfter: 2 } });
    await run.run(() => run.values("dcgmi-energy-0").length >= 6);
    const values = run.values("dcgmi-energy-0").map(Number);
    expect(values.every((value, index) => index === 0 || value >= (values[index - 1] ?? 0))).toBe(true);
    expect(grown(values)).toBeLessThan(15e6);
    expect(run.troubles().map(({ code, data }) => [code, data["device"]])).toEqual([
      ["energy-counter-reset", "NVIDIA H200 GPU 0"],
      ["energy-counter-reset", "NVIDIA H200 GPU 1"],
    ]);
  });

  it.each([
    ["that dcgmi does not have for one GPU", { dcgmi: { order: [1] } }, 1, ["energy-counter-missing"]],
    ["without a host engine", {}, 2, ["energy-counter-missing", "telemetry-failed"]],
    ["of a dcgmi that ends at once", { dcgmi: { exitAfter: 0 } }, 2, ["energy-counter-missing", "telemetry-died"]],
  ])("%s are missing, with a note, and the watts are read", async (_, config, gpus, codes) => {
    const run = await open({ devices: DEVICES, ...config });
    await run.run();
    expect(run.values("nvidia-smi-0")[0]).toBe(300);
    expect(run.troubles().map(({ code, severity }) => [code, severity])).toEqual(codes.map((code) => [code, "note"]));
    expect(run.finding("energy-counter-missing")?.data).toEqual({ command: "dcgmi", gpus });
  });

  it("are not looked for where dcgmi is not installed, or nobody wants them, or nobody knows where they are", async () => {
    const absent = await open({ devices: DEVICES }, { energyCounterCommand: ["tokwatt-no-such-dcgmi"] });
    await absent.run();
    expect(absent.codes()).toEqual(["energy-counter-missing"]);
    const unwanted = await open({ devices: DEVICES, dcgmi: {} }, { energyCounter: "off" });
    await unwanted.run();
    expect(unwanted.codes()).toEqual([]);
    expect(unwanted.crossChecks.size).toBe(0);
  });
});
