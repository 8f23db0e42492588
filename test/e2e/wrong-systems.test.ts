import { readdir, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { TWO_GPUS } from "../power/nvidia-smi/fake-machine.js";
import { temporaryFolder } from "../records/temporary-folder.js";
import { fixture, tokwatt } from "./tokwatt-command.js";

const WRONG = join(import.meta.dirname, "../suite/fixtures/wrong-systems");

/** Runs a suite with nothing but one of the wrong system files. */
async function run(system: string, environment: Readonly<Record<string, string>> = {}) {
  const folder = await temporaryFolder();
  const suite = join(folder, "suite.yaml");
  const lines = [
    "kind: suite",
    "id: wrong",
    'version: "1"',
    "title: { en: Wrong, zh: 错误 }",
    "seed: 1",
    `systems: [${relative(folder, join(WRONG, system))}]`,
    `workloads: [${relative(folder, fixture("tiny-chat.yaml"))}]`,
    "repeats: 1",
    "order: interleaved",
  ];
  await writeFile(suite, lines.join("\n"));
  const results = join(folder, "results");
  return { ...(await tokwatt(["run", suite, "--results", results], environment)), folder };
}

describe("tokwatt run with a system file that is wrong", () => {
  it.each(["unknown-boundary.yaml", "two-adapters.yaml", "plugin-not-installed.yaml", "count-not-topology.yaml"])(
    "%s: ends with 2 before anything is run",
    async (system) => {
      const { exitCode, out, err, folder } = await run(system);
      expect([exitCode, out, await readdir(folder)]).toEqual([2, "", ["suite.yaml"]]);
      expect(err).toContain(`${system}:`);
    },
  );

  it("names every variable that is not set, before anything is run", async () => {
    const { exitCode, out, err, folder } = await run("missing-variable.yaml", { GPU_PORT: "8000" });
    expect([exitCode, out, await readdir(folder)]).toEqual([2, "", ["suite.yaml"]]);
    expect(err).toContain(
      "missing-variable.yaml:7:12: The environment variable GPU_SERVER is used here and is not set.",
    );
    expect(err).not.toContain("GPU_PORT");
  });

  it("ends with 3 when the tool does not show a device that the file asks for", async () => {
    const { exitCode, err } = await run("missing-device.yaml", TWO_GPUS);
    expect(exitCode).toBe(3);
    expect(err).toContain("nvidia-smi does not show these devices: 7. It shows: 0, 1.");
  });
});
