// Fills the tables of docs/systems.md from the shipped system files: `npm run docs`.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { fillTables, systemsTables } from "./systems-page.mjs";

/** @param {string} path below the package's root; computed, as the types are checked before anything is built */
const built = (path) => import(new URL(`../dist/${path}`, import.meta.url).href);

const { createVocabulary } = await built("cli/vocabulary.js");
const { readSystem } = await built("suite/read-system.js");
const { BOUNDARIES } = await built("model/boundary.js");
const { bridgePath, reachableBoundaries } = await built("energy/bridge-path.js");

const folder = fileURLToPath(new URL("../benchmarks/systems/", import.meta.url));
const files = readdirSync(folder)
  .filter((name) => name.endsWith(".yaml"))
  .sort();
const systems = [];
for (const file of files) systems.push((await readSystem(`${folder}${file}`, createVocabulary())).spec);

const page = new URL("../docs/systems.md", import.meta.url);
const energy = { boundaries: BOUNDARIES, reachable: reachableBoundaries, path: bridgePath };
writeFileSync(page, fillTables(readFileSync(page, "utf8"), systemsTables(systems, energy)));
