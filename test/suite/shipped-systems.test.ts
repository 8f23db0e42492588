import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createVocabulary } from "../../src/cli/vocabulary.js";
import { reachableBoundaries } from "../../src/energy/bridge-path.js";
import { expectedDevices } from "../../src/energy/expected-devices.js";
import type { SystemSpec } from "../../src/model/system.js";
import { readSystem } from "../../src/suite/read-system.js";

const FOLDER = "benchmarks/systems";
/** Systems of real hardware, by what a tool of the vendor reads there. */
const METERED = {
  "atlas-800-a2": "package",
  "atlas-900-a3-factory": "package",
  "atlas-900-a3-supernode": "package",
  "gb200-nvl72": "board",
  "hgx-b200": "board",
  "hgx-h100": "board",
  "hgx-h20": "board",
  "hgx-h200": "board",
} as const;

const systems = await Promise.all(
  Object.entries(METERED).map(async ([id, metered]) => {
    const file = join(FOLDER, `${id}.yaml`);
    const { spec, options } = await readSystem(file, createVocabulary());
    return { id, metered, spec, options, text: await readFile(file, "utf8") };
  }),
);

/** An address, or the arithmetic that the figures came from. */
const SUPPORT = /https?:\/\/|derived: |less \d+ GPUs at|the node is the scale-up domain/;

describe.each(systems)("the shipped system $id", ({ metered, spec, options, text }) => {
  it("begins with the schema that editors complete it by", () => {
    expect(text.split("\n")[0]).toBe("# yaml-language-server: $schema=../schemas/system.schema.json");
  });

  it("is reached by an address that somebody puts in, and metered by its vendor's tool", () => {
    expect(spec.lifecycle).toBe("attached");
    expect(text).toMatch(/^ {2}baseUrl: \$\{[A-Z0-9_]+_BASE_URL\}$/m);
    const { adapter } = spec;
    expect([metered, adapter]).toEqual(metered === "package" ? ["package", "ascend"] : ["board", "gpu"]);
    const command = adapter === "ascend" ? ["npu-smi"] : ["nvidia-smi"];
    expect(options).toMatchObject({ telemetry: { command } });
  });

  it("counts the packages that its topology has, all of which must be metered", () => {
    const { accelerators, topology } = spec;
    expect(accelerators.unit).toBe("package");
    expect(topology && topology.packagesPerNode * topology.nodes).toBe(accelerators.count);
    expect(expectedDevices(spec, metered)).toBe(accelerators.count);
    expect([topology?.scaleUp, topology?.scaleOut]).toEqual([expect.stringMatching(/\d/), expect.stringMatching(/\d/)]);
  });

  it("supports every bridge by an address or a derivation, and everything by sources", () => {
    for (const { source } of spec.power.bridges) expect(source).toMatch(SUPPORT);
    expect(spec.sources.length).toBeGreaterThan(0);
  });

  it("shows how each figure of a bridge was derived", () => {
    const comments = text.replaceAll(/^\s*[^#\s].*$/gm, "").replaceAll(",", "");
    for (const { wattsHigh } of spec.power.bridges.filter((bridge) => bridge.wattsHigh > 0)) {
      expect(comments).toContain(`${wattsHigh} W`);
    }
  });

  it("reaches the board, where every system of this folder can be compared", () => {
    expect(reachableBoundaries(spec.power.bridges, [metered])).toContain("board");
  });
});

describe("what the files say of each other", () => {
  const byId = (id: keyof typeof METERED): SystemSpec => {
    const found = systems.find((system) => system.id === id);
    if (found === undefined) throw new Error(id);
    return found.spec;
  };

  it("makes a factory of four super-nodes", () => {
    const [one, four] = [byId("atlas-900-a3-supernode"), byId("atlas-900-a3-factory")];
    const inAll = ({ accelerators, topology, power }: SystemSpec) => [
      accelerators.count,
      topology?.nodes,
      topology?.superNodes,
      ...power.bridges.flatMap(({ wattsLow, wattsHigh }) => [wattsLow, wattsHigh]),
    ];
    expect(inAll(four)).toEqual(inAll(one).map((figure) => 4 * (figure ?? Number.NaN)));
  });

  it("names each variable once, so that two systems of one suite have two addresses", () => {
    const names = systems.map(({ text }) => /baseUrl: (\S+)/.exec(text)?.[1]);
    expect(new Set(names).size).toBe(names.length);
  });

  it("leaves out no file of real hardware", async () => {
    const files = (await readdir(FOLDER)).map((name) => name.replace(/\.yaml$/, ""));
    const standIns = ["local-training", "slurm-ascend", "slurm-gpu"];
    const others = [
      "local-openai",
      "mock-ascend",
      "mock-base",
      "mock-gpu",
      "mock-head",
      "null",
      "vllm-cpu",
      ...standIns,
    ];
    expect(files.filter((id) => !others.includes(id)).sort()).toEqual(Object.keys(METERED));
  });
});
