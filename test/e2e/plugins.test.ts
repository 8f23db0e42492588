import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPluginProject, installVariant, type PluginProject } from "./plugin-project.js";

let project: PluginProject;
beforeAll(async () => {
  project = await createPluginProject();
});
afterAll(() => project?.remove());

/** Plans the suite with one text in the plug-in's system file replaced; nothing is run. */
async function planWith(before: string, after: string) {
  const system = await readFile(join(project.folder, "example.yaml"), "utf8");
  const suite = await readFile(join(project.folder, "suite.yaml"), "utf8");
  expect(system).toContain(before);
  await writeFile(join(project.folder, "changed.yaml"), system.replace(before, after));
  await writeFile(join(project.folder, "changed-suite.yaml"), suite.replace("example.yaml", "changed.yaml"));
  return project.tokwatt("plan", "changed-suite.yaml");
}

describe("packages of third parties", () => {
  it("keep the contracts, with the suite that tokwatt exports", async () => {
    const { exitCode, out, err } = await project.node(["check-contracts.mjs"]);
    expect([exitCode, err]).toEqual([0, ""]);
    expect(out.split("\n").filter((line) => line === "meters from start to stop and no longer")).toHaveLength(2);
  });

  it("are loaded, run, metered and compared when a system file names them", async () => {
    const { exitCode, out, err } = await project.tokwatt("run", "suite.yaml");
    expect(err).toContain("[2/2]");
    expect(exitCode).toBe(0);
    expect(out).toContain("example");
    expect(out).toContain("All runs of the plan: 2 of 2 used");
    const results = join(project.folder, "results");
    const run = (await readdir(results)).find((name) => name.includes("example--chat--1")) ?? "";
    const manifest = JSON.parse(await readFile(join(results, run, "manifest.json"), "utf8"));
    expect(manifest).toMatchObject({
      state: "complete",
      adapter: { name: "tokwatt-backend-example", version: "1.2.3", label: { en: "example" } },
      plugins: { "tokwatt-backend-example": "1.2.3", "@example/tokwatt-power-example": "0.4.0" },
      description: { servedModels: "m" },
    });
    expect((await readdir(join(results, run, "power"))).sort()).toEqual(["example-lamp.jsonl", "example-meter.jsonl"]);
  });

  it("have their options checked by their own zod, whatever its version", async () => {
    const ofAdapter = await planWith("tokensPerSecond: 400", "tokensPerSeconds: 400");
    expect([ofAdapter.exitCode, ofAdapter.out]).toEqual([2, ""]);
    expect(ofAdapter.err).toBe(
      'changed.yaml:6:22: There is no key "tokensPerSeconds" here.\n  Did you mean "tokensPerSecond"?',
    );
    const ofSource = await planWith("watts: 320", 'watts: "320 W"');
    expect([ofSource.exitCode, ofSource.err]).toEqual([
      2,
      expect.stringContaining('"power.sources[0].options.watts" must be a number; found "320 W".'),
    ]);
  });
});

describe("packages that cannot be used", () => {
  it("are refused before anything runs when they were built for another contract", async () => {
    const older = (source: string) => source.replace("apiVersion: 1", "apiVersion: 0");
    await installVariant(project, "tokwatt-backend-example", "tokwatt-backend-older", older);
    const { exitCode, out, err } = await planWith("adapter: tokwatt-backend-example", "adapter: tokwatt-backend-older");
    expect([exitCode, out]).toEqual([2, ""]);
    expect(err).toContain("changed.yaml:4:10: The backend adapter tokwatt-backend-older is built for version 0");
    expect(err).toContain("this tokwatt has version 1");
    expect(err).toContain("npm install tokwatt-backend-older@latest");
  });

  it("are named with the way to install them when they are not there", async () => {
    const { exitCode, err } = await planWith("adapter: tokwatt-backend-example", 'adapter: "@acme/tokwatt-backend-x"');
    expect(exitCode).toBe(2);
    expect(err).toContain("changed.yaml:4:10: The package @acme/tokwatt-backend-x is not installed.");
    expect(err).toContain("npm install @acme/tokwatt-backend-x");
  });

  it("say in their own words why they cannot be loaded", async () => {
    const broken = (source: string) => `throw new Error("this machine has no such card");\n${source}`;
    await installVariant(project, "tokwatt-backend-example", "tokwatt-backend-broken", broken);
    const { exitCode, err } = await planWith("adapter: tokwatt-backend-example", "adapter: tokwatt-backend-broken");
    expect([exitCode, err]).toEqual([2, expect.stringContaining("this machine has no such card")]);
  });
});
