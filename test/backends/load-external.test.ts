import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { externalPackages } from "../../src/backends/load-external.js";
import { isPackageName } from "../../src/contract/external-packages.js";
import { hintText, problemText } from "../../src/locales/catalogue.js";
import { LANGUAGES } from "../../src/model/localized-text.js";
import { temporaryFolder } from "../records/temporary-folder.js";
import { adapterSource, writePackage } from "./written-package.js";

const NAME = "tokwatt-backend-example";
const esm = { type: "module" };

/** Reads an adapter from a package that was just written, as for a system file in a folder below. */
async function readAdapter(manifest: object, files: Readonly<Record<string, string>>, name = NAME) {
  const folder = await temporaryFolder();
  await writePackage(folder, name, manifest, files);
  await mkdir(join(folder, "systems"));
  return externalPackages.backend(name, join(folder, "systems", "x.yaml"));
}

async function problemOf(manifest: object, files: Readonly<Record<string, string>>) {
  const reading = await readAdapter(manifest, files);
  if (!("problem" in reading)) throw new Error("the package was loaded");
  return reading.problem;
}

describe("names of packages", () => {
  it.each([
    ["tokwatt-backend-x", true],
    ["@acme/tokwatt-backend-x.y_z-1", true],
    ["tokwatt-backend-", false],
    ["tokwatt-power-x", false],
    ["tokwatt-backend-x/inner", false],
    ["../tokwatt-backend-x", false],
    ["@acme/../tokwatt-backend-x", false],
    ["@acme/tokwatt-backend-..", false],
    ["tokwatt-backend-x\n", false],
    ["Tokwatt-backend-x", false],
    ["left-pad", false],
  ])("%j: %s", async (name, expected) => {
    expect(isPackageName("backend", name)).toBe(expected);
    if (!expected) await expect(externalPackages.backend(name, "x.yaml")).rejects.toThrow(RangeError);
  });

  it("of power sources have a form of their own", () => {
    expect(isPackageName("power-source", "@acme/tokwatt-power-x")).toBe(true);
    expect(isPackageName("power-source", "tokwatt-backend-x")).toBe(false);
  });
});

describe("a package with an adapter", () => {
  it.each<[string, object, Readonly<Record<string, string>>]>([
    ["that is an ES module alone", { ...esm, exports: "./a.js" }, { "a.js": adapterSource() }],
    [
      "with conditions",
      { exports: { ".": { types: "./a.d.ts", import: "./a.mjs", require: "./no.cjs" } } },
      { "a.mjs": adapterSource() },
    ],
    ["with a default export", { ...esm, exports: "./a.js" }, { "a.js": adapterSource("", "export default") }],
    ["of CommonJS", { main: "lib" }, { "lib/index.js": adapterSource("", "module.exports =") }],
    ["of CommonJS with a name", { main: "a" }, { "a.js": adapterSource("", "exports.backend =") }],
    ["of compiled CommonJS", {}, { "index.js": adapterSource("", "exports.__esModule = true;\nexports.default =") }],
    [
      "that is a class's",
      { ...esm, main: "a.js" },
      {
        "a.js": `${adapterSource("", "const parts =")}
class Adapter { constructor() { const { open, ...rest } = parts; Object.assign(this, rest); } open() {} }
export const backend = new Adapter();`,
      },
    ],
  ])("%s", async (_, manifest, files) => {
    const reading = await readAdapter(manifest, files);
    expect(reading).toMatchObject({ version: "1.2.3", definition: { name: "example", version: "7" } });
  });

  it("may have a scope", async () => {
    const manifest = { ...esm, exports: "./a.js" };
    expect(await readAdapter(manifest, { "a.js": adapterSource() }, `@acme/${NAME}`)).toHaveProperty("definition");
  });

  it("is taken from the nearest folder", async () => {
    const folder = await temporaryFolder();
    const manifest = { ...esm, exports: "./a.js" };
    await writePackage(folder, NAME, manifest, { "a.js": adapterSource('name: "far",') });
    await writePackage(join(folder, "site"), NAME, manifest, { "a.js": adapterSource('name: "near",') });
    expect(await externalPackages.backend(NAME, join(folder, "site", "x.yaml"))).toMatchObject({
      definition: { name: "near" },
    });
  });
});

describe("a package with a power source", () => {
  const source = `export const powerSource = {
  apiVersion: 1, name: "meter", optionsSchema: { safeParseAsync: async () => ({}) }, create: () => ({}) };`;

  it("is read by its own name", async () => {
    const folder = await temporaryFolder();
    await writePackage(folder, "tokwatt-power-meter", { ...esm, exports: "./a.js" }, { "a.js": source });
    const reading = await externalPackages.powerSource("tokwatt-power-meter", join(folder, "x.yaml"));
    expect(reading).toMatchObject({ definition: { name: "meter" } });
  });

  it("is refused where its parts are missing", async () => {
    const folder = await temporaryFolder();
    const manifest = { ...esm, exports: "./a.js" };
    await writePackage(folder, "tokwatt-power-meter", manifest, { "a.js": "export default { apiVersion: 1 };" });
    const reading = await externalPackages.powerSource("tokwatt-power-meter", join(folder, "x.yaml"));
    expect(reading).toMatchObject({
      problem: { code: "plugin-not-a-power-source", data: { parts: "name, optionsSchema, create" } },
    });
  });
});

describe("a package that cannot be used", () => {
  const main = { ...esm, exports: "./a.js" };

  it.each<[string, object, string, string, object, string]>([
    [
      "does not parse",
      main,
      "export const = 1;",
      "plugin-failed",
      { words: expect.stringContaining("SyntaxError") },
      "repair-plugin",
    ],
    [
      "throws",
      main,
      'throw new TypeError("no such\\n  luck");',
      "plugin-failed",
      { words: "TypeError: no such luck" },
      "repair-plugin",
    ],
    [
      "lacks a package of its own",
      main,
      'import "tokwatt-needs-this";',
      "plugin-failed",
      { words: expect.stringContaining("tokwatt-needs-this") },
      "repair-plugin",
    ],
    [
      "has no file",
      { ...esm, exports: "./b.js" },
      "",
      "plugin-failed",
      { words: expect.stringContaining("b.js") },
      "repair-plugin",
    ],
    [
      "exports nothing of its own",
      { ...esm, exports: { "./sub": "./a.js" } },
      "",
      "plugin-failed",
      { words: expect.stringContaining('"exports"') },
      "repair-plugin",
    ],
    [
      "exports something else",
      main,
      "export const adapter = 1; export default () => 1;",
      "plugin-exports-nothing",
      { exported: "backend" },
      "plugin-authors",
    ],
    [
      "exports half an adapter",
      main,
      adapterSource('provenance: "simulated", open: undefined, lifecycles: ["sometimes"],'),
      "plugin-not-a-backend",
      { parts: "label, lifecycles, open" },
      "plugin-authors",
    ],
    [
      "names no version of the contract",
      main,
      adapterSource('apiVersion: "1",'),
      "plugin-not-a-backend",
      { parts: "apiVersion" },
      "plugin-authors",
    ],
    ["is older", main, adapterSource("apiVersion: 0,"), "api-version", { found: 0, expected: 1 }, "update-plugin"],
    [
      "is newer, and built in another way",
      main,
      "export const backend = { apiVersion: 2, connect() {} };",
      "api-version",
      { found: 2, expected: 1 },
      "update-tokwatt",
    ],
  ])("%s", async (_, manifest, text, code, data, hint) => {
    const problem = await problemOf(manifest, { "a.js": text });
    expect(problem).toMatchObject({ code, data: { name: NAME, ...data }, hint });
    for (const language of LANGUAGES) {
      expect(problemText(language, problem)).toContain(NAME);
      expect(problemText(language, problem) + hintText(language, problem)).not.toMatch(/\{\w/);
    }
  });

  it("is not there", async () => {
    const folder = await temporaryFolder();
    const reading = await externalPackages.backend(NAME, join(folder, "x.yaml"));
    expect(reading).toMatchObject({ problem: { code: "plugin-not-installed", hint: "install-plugin" } });
  });
});

describe("a package with a power source", () => {
  const POWER = "tokwatt-power-example";
  const source = (changes = ""): string => `export const powerSource = {
    apiVersion: 1,
    name: "lamp",
    optionsSchema: { safeParseAsync: async (data) => ({ success: true, data }) },
    create: ({ watts }) => ({ id: "lamp-" + watts, start: async () => {}, stop: async () => {} }),
    ${changes}
  };`;

  /** What the start of the source comes to, of a run that had ended or of one that goes on. */
  async function start(text: string, recordedFromUnixMs?: number) {
    const folder = await temporaryFolder();
    await writePackage(folder, POWER, { type: "module", exports: "./p.js" }, { "p.js": text });
    const reading = await externalPackages.powerSource(POWER, join(folder, "x.yaml"));
    if ("problem" in reading) throw new Error(reading.problem.code);
    const clock = { nowNs: () => 0, wallUnixMs: () => 0, schedule: () => () => {} };
    const { signal } = new AbortController();
    const created = reading.definition.create({ watts: 60 }, { clock, signal, environment: {}, recordedFromUnixMs });
    await created.start({} as never);
    return [reading.definition.name, created.id];
  }

  it("reads its meter now, and is not asked what it showed during a job that has ended", async () => {
    expect(await start(source())).toEqual(["lamp", "lamp-60"]);
    await expect(start(source(), 0)).rejects.toMatchObject({
      finding: { code: "telemetry-not-recorded", data: { source: "lamp" } },
    });
  });

  it("is asked that where it says that it reads what was recorded", async () => {
    expect(await start(source("readsRecorded: true,"), 0)).toEqual(["lamp", "lamp-60"]);
    await expect(start(source('readsRecorded: "yes",'))).rejects.toThrow("plugin-not-a-power-source");
  });
});
