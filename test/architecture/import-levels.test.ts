import { readdirSync, readFileSync } from "node:fs";
import { sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import {
  adapterDepth,
  entryPoints,
  forbiddenRooms,
  importOverrides,
  rooms,
  withImportOverrides,
} from "../../scripts/import-levels.mjs";
import { lintSources, type Sources } from "./lint-sources.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

describe("the table of levels", () => {
  it("is what biome.json enforces", () => {
    const config = JSON.parse(readFileSync(`${root}biome.json`, "utf8"));
    expect(config).toEqual(withImportOverrides(config));
  });

  it("names every folder of src and no file stands beside the rooms but the entry points", () => {
    const entries = readdirSync(`${root}src`, { withFileTypes: true });
    const names = rooms.map((room) => room.name);
    expect(entries.filter((entry) => entry.isDirectory() && !names.includes(entry.name))).toEqual([]);
    const files = entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
    expect(files.filter((file) => !entryPoints.map((name) => `${name}.ts`).includes(file))).toEqual([]);
  });

  it("gives every file of a room exactly one entry, as Biome takes the last of several alone", () => {
    const globs = importOverrides().flatMap((entry) => entry.includes);
    expect(new Set(globs).size).toBe(globs.length);
    expect(globs.filter((glob) => !glob.startsWith("src/backends/"))).toEqual(
      rooms.filter((room) => room.name !== "backends").map((room) => `src/${room.name}/**`),
    );
    expect(globs.filter((glob) => glob.startsWith("src/backends/"))).toEqual([
      "src/backends/*",
      "src/backends/*/*",
      "src/backends/*/*/*",
      "src/backends/*/*/*/**",
    ]);
  });

  it("reaches into every adapter's folder: no file lies deeper than the linter looks", () => {
    const files = readdirSync(`${root}src`, { recursive: true, encoding: "utf8" });
    const depths = files.filter((file) => file.startsWith("backends")).map((file) => file.split(sep).length - 2);
    expect(depths.filter((depth) => depth > adapterDepth)).toEqual([]);
  });

  it("equals the block of rooms in docs/architecture.md", (context) => {
    const documented = documentedRooms();
    if (documented === undefined) return context.skip("docs/architecture.md has no block of rooms yet");
    expect(documented).toEqual(Object.fromEntries(rooms.map((room) => [room.name, room.level])));
  });
});

describe("biome lint", () => {
  it("does for every pair of rooms, in every form and at every depth, what the table says", async () => {
    const { sources, forbiddenLines } = importMatrix();
    const errors = await lintSources(sources);
    const restricted = errors.filter((error) => error.category === "lint/style/noRestrictedImports");
    expect(restricted.map(({ path, line }) => `${path}:${line}`).sort()).toEqual([...forbiddenLines].sort());
    expect(forbiddenLines.length).toBeGreaterThan(1000);
  }, 60_000);

  it("refuses what the rooms may not reach", async () => {
    const errors = await lintSources(refused);
    const silent = Object.keys(refused).filter((path) => !errors.some((error) => error.path === path));
    expect(silent).toEqual([]);
  }, 60_000);

  it("allows what the rooms may reach", async () => {
    expect(await lintSources(allowed)).toEqual([]);
  }, 60_000);
});

const refused: Sources = {
  "src/metrics/a.ts": 'export * from "../power/trace.js";',
  "src/metrics/b.ts": 'import type { Endpoint } from "../load/endpoint.js";\nexport type Kept = Endpoint;',
  "src/report/a.ts": 'export * from "../suite/plan.js";',
  "src/report/b.ts": "export const now = new Date();",
  "src/report/c.ts": "export const now = globalThis.performance;",
  "src/compare/a.ts": 'export * from "../run/trial.js";',
  "src/compare/b.ts": "export const seed = Math.random();",
  "src/statistics/a.ts": 'import { readFileSync } from "node:fs";\nexport const read = readFileSync;',
  "src/statistics/b.ts": 'import { readFile } from "node:fs/promises";\nexport const read = readFile;',
  "src/statistics/c.ts": 'import { readFileSync } from "fs";\nexport const read = readFileSync;',
  "src/statistics/d.ts": "export const nowMs = Date.now();",
  "src/energy/a.ts": 'export * from "../statistics/mean.js";',
  "src/model/a.ts": 'export * from "../locales/en.js";',
  "src/locales/a.ts": "export const language = process.env.LANG;",
  "src/contract/a.ts": 'export * from "../records/write.js";',
  "src/load/a.ts": 'export const loaded = import("../run/trial.js");',
  "src/load/b.ts": "export const load = (path: string) => import(path);",
  "src/load/c.ts": "export const load = (name: string) => import('../run/' + name);",
  "src/load/d.ts": 'export type Trial = import("../run/trial.js").Trial;',
  "src/load/e.ts": 'export * from "./../run/trial.js";',
  "src/load/f.ts": 'export * from "./sub/../../run/trial.js";',
  "src/load/g.ts": "export const jitter = Math.random();",
  "src/run/a.ts": 'export * from "../tokwatt.js";',
  "src/run/deep/er/a.ts": 'export * from "../../../testing.js";',
  "src/cli/a.ts": 'export * from "tokwatt";',
  "src/cli/b.ts": 'export * from "tokwatt/testing";',
  "src/backends/mock/a.ts": 'export * from "../gpu/adapter.js";',
  "src/backends/mock/b.ts": 'import type { Gpu } from "../gpu/adapter.js";\nexport type Kept = Gpu;',
  "src/backends/mock/deep/a.ts": 'export * from "../../gpu/adapter.js";',
  "src/backends/mock/deep/er/a.ts": 'export * from "../../../gpu/adapter.js";',
  "src/backends/mock/c.ts": 'export const loaded = import("../gpu/adapter.js");',
  "src/backends/other.ts": "export const load = (path: string) => import(path);",
  "src/suite/a.ts": 'export { b } from "./b.js";\nexport const a = 1;',
  "src/suite/b.ts": 'import { a } from "./a.js";\nexport const b = a;',
  "src/suite/long.ts": Array.from({ length: 301 }, (_, index) => `export const value${index} = 1;`).join("\n"),
  "src/suite/any.ts": "export const value: any = 1;",
  "src/suite/defaulted.ts": "export default 1;",
  "src/suite/CamelCase.ts": "export const value = 1;",
};

const allowed: Sources = {
  "src/metrics/sub/a.ts": 'export * from "../../energy/joules.js";\nexport * from "../../contract/metric.js";',
  "src/metrics/b.ts": 'import type { Unit } from "../model/unit.js";\nexport type Kept = Unit;',
  "src/locales/a.ts": 'export type { Unit } from "../model/unit.js";',
  "src/compare/a.ts": 'export * from "../statistics/welch.js";\nexport * from "../metrics/all.js";',
  "src/report/a.ts": 'export * from "../compare/verdict.js";\nexport * from "cli-table3";',
  "src/records/a.ts": 'import { readFileSync } from "node:fs";\nexport const read = readFileSync;',
  "src/run/a.ts": 'export * from "../backends/all.js";\nexport const now = new Date();',
  "src/cli/main.ts": 'export const command = () => import("./commands/run.js");',
  "src/cli/commands/run.ts": 'export * from "../../report/terminal.js";\nexport * from "../render.js";',
  "src/backends/all.ts": 'export * from "./gpu/adapter.js";\nexport * from "./mock/adapter.js";',
  "src/backends/load-external.ts": "export const load = (name: string) => import(name);",
  "src/backends/mock/adapter.ts": 'export * from "./server/start.js";\nexport * from "../../load/drive.js";',
  "src/backends/mock/server/start.ts": 'export * from "../known-answer.js";\nexport * from "../../../model/unit.js";',
  "src/backends/mock/server/deep/a.ts": 'export * from "../stream.js";\nexport * from "../../known-answer.js";',
  "src/tokwatt.ts": 'export * from "./contract/define.js";\nexport * from "./run/run-plan.js";',
};

/** Every import of one room from another: four forms, from files at three depths. */
function importMatrix(): { sources: Sources; forbiddenLines: readonly string[] } {
  const sources: Record<string, string> = {};
  const forbiddenLines: string[] = [];
  for (const from of rooms) {
    for (let depth = 1; depth <= adapterDepth + 1; depth += 1) {
      const path = `src/${from.name}/${"sub/".repeat(depth - 1)}importer.ts`;
      const lines: string[] = [];
      for (const to of rooms.filter((room) => room.name !== from.name)) {
        const target = `${"../".repeat(depth)}${to.name}/imported.js`;
        for (const form of importForms) {
          lines.push(form(target, lines.length));
          if (forbiddenRooms(from).includes(to.name)) forbiddenLines.push(`${path}:${lines.length}`);
        }
      }
      sources[path] = lines.join("\n");
    }
  }
  return { sources, forbiddenLines };
}

const importForms = [
  (target: string, index: number) => `import { value as value${index} } from "${target}";`,
  (target: string, index: number) => `import type { Type as Type${index} } from "${target}";`,
  (target: string, index: number) => `export { value as export${index} } from "${target}";`,
  (target: string, index: number) => `export const loaded${index} = import("${target}");`,
];

/** The levels in the fenced block ```rooms of docs/architecture.md, or undefined where there is none. */
function documentedRooms(): Record<string, number> | undefined {
  if (!readdirSync(`${root}docs`).includes("architecture.md")) return undefined;
  const block = /^```rooms\n(.*?)^```/ms.exec(readFileSync(`${root}docs/architecture.md`, "utf8"))?.[1];
  if (block === undefined) return undefined;
  const lines = block.split("\n").filter((line) => line.trim() !== "");
  return Object.fromEntries(
    lines.map((line) => {
      const [name = "", level] = line.trim().split(/\s+/);
      return [name, Number(level)];
    }),
  );
}
