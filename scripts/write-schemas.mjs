// Writes benchmarks/schemas/ from the built schemas: `npm run docs`. The YAML files name them, so that editors complete.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = new URL("../benchmarks/schemas/", import.meta.url);

/** @param {string} path below the package's root; computed, as the types are checked before anything is built */
const built = (path) => import(new URL(`../dist/${path}`, import.meta.url).href);

const { jsonSchemaOf } = await built("cli/json-schemas.js");
mkdirSync(folder, { recursive: true });
for (const topic of ["suite", "system", "workload", "model"]) {
  writeFileSync(new URL(`${topic}.schema.json`, folder), JSON.stringify(jsonSchemaOf(topic)));
}
const biome = fileURLToPath(import.meta.resolve("@biomejs/biome/bin/biome"));
execFileSync(process.execPath, [biome, "format", "--write", fileURLToPath(folder)], { stdio: "inherit" });
