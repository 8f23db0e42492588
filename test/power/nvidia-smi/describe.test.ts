import { afterEach, describe, expect, it } from "vitest";
import { createFakeGpus, openSource } from "./fake-machine.js";

const machines: { remove: () => Promise<void> }[] = [];

async function describeOf(config: object, options: object = {}) {
  const machine = await createFakeGpus(config);
  machines.push(machine);
  return openSource(machine.environment, options).source.describe?.();
}

afterEach(async () => {
  await Promise.all(machines.splice(0).map((machine) => machine.remove()));
});

const EIGHT = { devices: Array.from({ length: 8 }, () => ({ watts: 100 })) };

describe("the description of a GPU server", () => {
  it("tells names with counts, UUIDs, driver, VBIOS, limit, MIG and NVLink", async () => {
    const uuids = EIGHT.devices.map((_, index) => `GPU-0000000${index}-0000-0000-0000-00000000000${index}`);
    expect(await describeOf(EIGHT)).toEqual({
      gpuCount: 8,
      gpus: "8 x NVIDIA H200",
      gpuUuids: uuids.join(", "),
      gpuDriver: "590.48.01",
      gpuVbios: "96.00.A5.00.03",
      gpuPowerLimitWatts: 700,
      gpuPowerAveragingSeconds: 1,
      gpuMig: "off",
      gpuComputeMode: "Default",
      gpuPersistence: "Enabled",
      gpuTopology: "NV18 full mesh",
      gpuNvLinks: "18 x 26.562 GB/s",
    });
  });

  it("is of the GPUs that are asked for, and tells where they differ", async () => {
    const [first, second] = [
      { watts: 1, mig: "Enabled", migProfiles: ["3g.40gb", "1g.10gb", "1g.10gb"] },
      { watts: 1, name: "NVIDIA H100 80GB HBM3", capWatts: 500 },
    ];
    const description = await describeOf({ devices: [{ watts: 1 }, first, second], links: 0 }, { devices: [1, 2] });
    expect(description).toMatchObject({
      gpuCount: 2,
      gpus: "1 x NVIDIA H200, 1 x NVIDIA H100 80GB HBM3",
      gpuPowerLimitWatts: "700, 500",
      gpuMig: "GPU 1: 1 x 3g.40gb, 2 x 1g.10gb",
      gpuTopology: "PIX between all",
    });
    expect(description).not.toHaveProperty("gpuNvLinks");
  });

  it("leaves out what a call of the tool does not tell", async () => {
    const description = await describeOf({ ...EIGHT, fail: { topo: "Unknown Error", nvlink: "Unknown Error" } });
    expect(description).toMatchObject({ gpuCount: 8, gpuDriver: "590.48.01" });
    expect(description).not.toHaveProperty("gpuTopology");
    expect(description).not.toHaveProperty("gpuNvLinks");
  });

  it("is empty where the tool tells nothing: the start says why", async () => {
    expect(await describeOf({ ...EIGHT, fail: { query: "Unknown Error" } })).toEqual({});
  });
});
