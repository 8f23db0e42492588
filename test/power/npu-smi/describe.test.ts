import { copyFile, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { createFakeMachine, type FakeMachine, openSource } from "./fake-machine.js";

let machine: FakeMachine | undefined;

afterEach(async () => {
  await machine?.remove();
  machine = undefined;
});

async function fake(config: object, files: Readonly<Record<string, string>> = {}): Promise<FakeMachine> {
  machine = await createFakeMachine(config);
  for (const [path, fixture] of Object.entries(files)) {
    const target = join(machine.folder, path);
    await mkdir(dirname(target), { recursive: true });
    await copyFile(fileURLToPath(new URL(`../parse/fixtures/npu-smi/${fixture}`, import.meta.url)), target);
  }
  return machine;
}

const DRIVER = { "driver/version.info": "driver-version.info", "firmware/version.info": "firmware-version.info" };
const CANN = { "ascend-toolkit/latest/aarch64-linux/ascend_toolkit_install.info": "ascend_toolkit_install.info" };

describe("the description", () => {
  it("of an A3: dies and packages, versions, how the dies are joined, and the place in the super-node", async () => {
    const config = { model: "A3", npus: [{ watts: 170 }, { watts: 171 }], superPod: { size: 384, id: 0, server: 4 } };
    const run = openSource(await fake(config, { ...DRIVER, ...CANN }));
    expect(await run.source.describe?.()).toEqual({
      npus: "2 x Ascend910",
      npuPackages: 2,
      npuDies: 4,
      npuDiesPerPackage: 2,
      npuGeneration: "A3",
      npuProduct: "IT22HMDA_2_S",
      npuDriver: "25.2.0",
      npuFirmware: "7.7.0.6.236",
      npuSmi: "25.2.0",
      cann: "8.3.RC1",
      npuTopology: "4 x HCCS_SW, 2 x SIO",
      superPodSize: 384,
      superPodId: 0,
      superPodServer: 4,
    });
  });

  it("of a 910B: the newest CANN where no name leads to one", async () => {
    const files = {
      "cann-8.5.0/x86_64-linux/ascend_toolkit_install.info": "firmware-version.info",
      "cann-9.1.0/x86_64-linux/ascend_toolkit_install.info": "ascend_toolkit_install.info",
    };
    const npus = Array.from({ length: 8 }, () => ({ watts: 90 }));
    const described = await openSource(await fake({ model: "910B", npus }, files)).source.describe?.();
    expect(described).toMatchObject({ npuPackages: 8, npuDies: 8, npuGeneration: "A2", npuTopology: "28 x HCCS" });
    expect(described).toMatchObject({ cann: "8.3.RC1" });
    expect(described).not.toHaveProperty("superPodSize");
  });

  it("leaves out what does not answer, and takes files in its stead", async () => {
    const missing = ["board", "topo", "spod-info"];
    const run = openSource(await fake({ model: "910A", npus: [{ watts: 70 }], missing }, DRIVER));
    expect(await run.source.describe?.()).toEqual({
      npus: "1 x 910B",
      npuPackages: 1,
      npuDies: 1,
      npuDiesPerPackage: 1,
      npuDriver: "25.2.0",
      npuFirmware: "7.7.0.1.231",
      npuSmi: "25.2.0",
    });
  });

  it("does not ask a tool again that hangs", async () => {
    const run = openSource(await fake({ model: "910B", npus: [{ watts: 90 }], hang: ["board"] }), {
      limitSeconds: 0.5,
    });
    expect(await run.source.describe?.()).toMatchObject({ npuPackages: 1 });
    expect(await machine?.calls()).toEqual(["info", "info -t board -i 0"]);
  });

  it("looks at the NPUs once for itself and for the readings", async () => {
    const run = openSource(await fake({ model: "910B", npus: [{ watts: 90 }] }), { method: "power" });
    await run.source.describe?.();
    await run.read(1);
    expect((await machine?.calls())?.filter((call) => call === "info")).toHaveLength(1);
  });

  it("takes no versions of this machine where the tool may speak of another", async () => {
    await fake({ model: "910B", npus: [{ watts: 90 }] }, CANN);
    const elsewhere = openSource(machine as FakeMachine, { command: ["env", "npu-smi"], root: undefined });
    expect(await elsewhere.source.describe?.()).not.toHaveProperty("cann");
    const here = openSource(machine as FakeMachine, { command: ["env", "npu-smi"] });
    expect(await here.source.describe?.()).toMatchObject({ npuPackages: 1, cann: "8.3.RC1" });
  });
});
