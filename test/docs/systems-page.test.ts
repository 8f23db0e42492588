import { readdir, readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { fillTables, READINGS_WATTS, systemsTables } from "../../scripts/systems-page.mjs";
import { createVocabulary } from "../../src/cli/vocabulary.js";
import { bridgePath, reachableBoundaries } from "../../src/energy/bridge-path.js";
import { windowEnergy } from "../../src/energy/window-energy.js";
import { BOUNDARIES, type Boundary } from "../../src/model/boundary.js";
import type { PowerTrace } from "../../src/model/power-trace.js";
import type { SystemSpec } from "../../src/model/system.js";
import { readSystem } from "../../src/suite/read-system.js";

const FOLDER = "benchmarks/systems";

async function shippedSystems(): Promise<readonly SystemSpec[]> {
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith(".yaml")).sort();
  const read = await Promise.all(files.map((file) => readSystem(`${FOLDER}/${file}`, createVocabulary())));
  return read.map(({ spec }) => spec);
}

/** The rules of the code, in the plain types of a script. */
const energy = {
  boundaries: BOUNDARIES,
  reachable: reachableBoundaries,
  path: bridgePath,
} as unknown as Parameters<typeof systemsTables>[1];

describe("docs/systems.md", () => {
  it("shows what the system files say (npm run docs writes it)", async () => {
    const page = await readFile("docs/systems.md", "utf8");
    expect(page).toBe(fillTables(page, systemsTables(await shippedSystems(), energy)));
  });

  it("gives each ratio the width that the energy of tokwatt has for it", async () => {
    const systems = await shippedSystems();
    const byId = (id: string): SystemSpec => systems.find((system) => system.id === id) ?? expect.fail(id);
    const rows = systemsTables(systems, energy)
      .get("pairs")
      ?.split("\n")
      .filter((row) => row.startsWith("| `"))
      .map((row) => row.split("|").map((cell) => cell.replaceAll("`", "").trim()));
    expect(rows?.length).toBeGreaterThan(0);
    for (const [, candidate = "", baselines = "", boundary = "", ...widths] of rows ?? []) {
      for (const baseline of baselines.split(", ")) {
        for (const [index, watts] of READINGS_WATTS.entries()) {
          const [a, b] = [byId(candidate), byId(baseline)].map((system) =>
            factors(system, boundary as Boundary, watts),
          );
          const [low, high] = [(b?.low ?? 0) / (a?.high ?? 0), (b?.high ?? 0) / (a?.low ?? 0)];
          expect(widths[index]).toBe(`x ${low.toFixed(2)} to ${high.toFixed(2)}`);
        }
      }
    }
  });
});

/** Systematic factors on the joules of a system whose accelerators all read the same watts, exactly. */
function factors(
  system: SystemSpec,
  boundary: Boundary,
  watts: number,
): { readonly low: number; readonly high: number } {
  const timesNs = Array.from({ length: 121 }, (_, index) => index * 1e9);
  const trace = (index: number): PowerTrace => ({
    header: {
      id: `device-${index}`,
      source: "test",
      device: `device ${index}`,
      kind: system.adapter === "ascend" ? "npu" : "gpu",
      boundary: system.adapter === "ascend" ? "package" : "board",
      quantity: "watts",
      shard: "client",
      averagingNs: 0,
      intervalNs: 1e9,
      resolution: 0,
      accuracy: { relative: 0, absoluteWatts: 0, source: "test", assumed: false },
    },
    timesNs,
    values: timesNs.map(() => watts),
    states: timesNs.map(() => undefined),
    missing: 0,
  });
  const found = windowEnergy({
    traces: Array.from({ length: system.accelerators.count }, (_, index) => trace(index)),
    shards: [{ alias: "client", wallUnixMs: 0, offsetNs: 0, offsetUncertaintyNs: 0 }],
    window: { startNs: 10e9, endNs: 110e9 },
    system,
    boundary,
    minimumCoverage: 0.99,
  });
  if (found.kind === "absent") throw new Error(JSON.stringify(found.reason));
  const bridges = found.systematic.filter(({ kind }) => kind === "bridge");
  return {
    low: bridges.reduce((product, bound) => product * bound.factorLow, 1),
    high: bridges.reduce((product, bound) => product * bound.factorHigh, 1),
  };
}
