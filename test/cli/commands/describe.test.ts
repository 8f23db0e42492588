import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { command } from "../../../src/cli/commands/describe.js";
import type { InputError } from "../../../src/model/errors.js";
import { temporaryFolder } from "../../records/temporary-folder.js";
import { fakeProcess } from "../fake-context.js";

/** A super-node whose meter is the mock's: everything that a system file can say, without a device. */
const SUPER_NODE = {
  kind: "system",
  id: "super-node",
  title: { en: "A super-node", zh: "某超节点" },
  adapter: "mock",
  lifecycle: "attached",
  options: {
    ttft: { meanSeconds: 0.01 },
    itl: { meanSeconds: 0.001 },
    energy: { idleWatts: 1, joulesPerOutputToken: 1 },
    meter: { boundary: "package" },
  },
  accelerators: { name: "Ascend 910C", kind: "npu", unit: "package", count: 384 },
  topology: { diesPerPackage: 2, packagesPerNode: 8, nodes: 48, superNodes: 1, scaleUp: "UB, 392 GB/s" },
  serving: {
    model: "M",
    precision: "int8",
    tokenizer: "M",
    engine: "vLLM-Ascend 0.9.1",
    speculation: { method: "MTP", acceptance: 0.7 },
  },
  power: {
    bridges: [
      { from: "package", to: "board", wattsLow: 0, wattsHigh: 194_400, source: "board study" },
      { from: "board", to: "node-ac", wattsLow: 1000, wattsHigh: 2000.5, source: "supply data sheet" },
    ],
    sources: [{ use: "rapl", options: { intervalSeconds: 1 } }],
  },
  sources: ["a paper"],
};

async function describeSystem(content: object, language: "en" | "zh" = "en", json = false): Promise<string> {
  const file = join(await temporaryFolder(), "system.yaml");
  await writeFile(file, stringify(content));
  const process = fakeProcess([], { language });
  expect(await command.run({ system: file, json }, process.context)).toBe(0);
  expect(process.err()).toBe("");
  return process.out().replaceAll(file, "FILE");
}

test("shows everything that a file says, and where bridges lead", async () => {
  const text = await describeSystem(SUPER_NODE);
  expect(text.replace(/hash \w{64}/, "hash HASH")).toMatchInlineSnapshot(`
    "A super-node
    ════════════
    - id super-node; file FILE
    - adapter mock 1: its numbers are simulated; lifecycle: attached
    - hash HASH

    Accelerators
    - 384 × Ascend 910C (package), kind npu
    - nodes: 48, packages a node: 8, dies a package: 2; in all 384 packages, 768 dies
    - super-nodes: 1
    - scale-up network: UB, 392 GB/s

    Serving
    - model M, precision int8, tokenizer M
    - engine vLLM-Ascend 0.9.1
    - speculative decoding: MTP, 70 % of drafted tokens accepted

    Training
    - by the adapter itself, any workload

    Power that is read
    - mock-meter (from mock) at the boundary: package
    - rapl (from rapl) at the boundary: package (of another kind of chip, cpu: not counted for the accelerators)

    Bridges between boundaries
    - from package to board: 0 to 194,400 W. Source: board study
    - from board to node, AC side: 1,000 to 2,000.5 W. Source: supply data sheet

    Where energy can be stated
    - package: metered; board: bridged, 0 to 194,400 W more; node, AC side: bridged, 1,000 to 196,400.5 W more

    Sources
    - a paper
    "
  `);
});

test("speaks Chinese", async () => {
  const text = await describeSystem(SUPER_NODE, "zh");
  for (const words of ["某超节点", "384 × Ascend 910C（封装）", "封装：实测；板卡：折算，另加 0 至 194,400 W"]) {
    expect(text).toContain(words);
  }
});

test("says that a system has no meter", async () => {
  const { meter: _, ...options } = SUPER_NODE.options;
  const text = await describeSystem({ ...SUPER_NODE, options, power: {} });
  expect(text).toContain("none: no figure per joule can come of this file");
  expect(text).not.toContain("Where energy can be stated");
});

test("gives the same as JSON, without secrets", async () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference to the environment, as files have it
  const headers = { authorization: "Bearer ${KEY}" };
  const options = { baseUrl: "http://10.1.2.3:8000", model: "m", headers };
  const content = { ...SUPER_NODE, adapter: "gpu", options: { ...options, env: { API_KEY: "sk-123456789012345678" } } };
  const text = await describeSystem(content, "en", true);
  expect(text).not.toMatch(/10\.1\.2\.3|sk-1234/);
  expect(JSON.parse(text)).toMatchObject({
    format: "tokwatt.system-description",
    version: 1,
    file: "FILE",
    adapter: { name: "gpu", provenance: "measured" },
    variables: ["KEY"],
    system: { id: "super-node", hash: expect.stringMatching(/^\w{64}$/), accelerators: { count: 384 } },
  });
});

test("finds a listed system, and names every mistake of a wrong one", async () => {
  const process = fakeProcess();
  await command.run({ system: "mock-ascend", json: false }, process.context);
  expect(process.out()).toContain("id mock-ascend; file benchmarks");
  const file = join(await temporaryFolder(), "system.yaml");
  await writeFile(file, stringify({ ...SUPER_NODE, lifecycle: "sometimes", adapter: "gpo" }));
  const wrong = command.run({ system: file, json: false }, fakeProcess().context);
  const error = await wrong.catch((thrown: unknown) => thrown);
  expect((error as InputError).problems.map(({ code }) => code)).toEqual(
    expect.arrayContaining(["unknown-name", "invalid-value"]),
  );
});

test.each([
  ["hgx-h100", [{ from: "gpu", source: "nvidia-smi", kind: "gpu", boundaries: ["board"] }]],
  ["atlas-800-a2", [{ from: "ascend", source: "npu-smi", kind: "npu", boundaries: ["package", "board"] }]],
  ["null", []],
])("knows what power %s will be read at, without asking it", async (system, meters) => {
  const process = fakeProcess();
  await command.run({ system, json: true }, process.context);
  expect(JSON.parse(process.out()).meters).toEqual(meters);
});
