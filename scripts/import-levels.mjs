// The import levels of docs/architecture.md as one table, and the Biome overrides that enforce it.
//
//   node scripts/import-levels.mjs           writes the overrides into biome.json
//   node scripts/import-levels.mjs --check   exits 1 when biome.json holds others

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";

/** @typedef {{ name: string, level: number, pure?: true, judges?: true }} Room */

/**
 * The rooms of src/, lowest level first. A room imports lower levels only.
 * `pure`: reads no clock, random source, environment or file. `judges`: works from records alone, so it never reaches
 * for what measures, even where the levels would allow it.
 * @type {readonly Room[]}
 */
export const rooms = [
  { name: "model", level: 1, pure: true },
  { name: "locales", level: 1, pure: true },
  { name: "contract", level: 2 },
  { name: "records", level: 2 },
  { name: "processes", level: 2 },
  { name: "statistics", level: 2, pure: true, judges: true },
  { name: "energy", level: 2, pure: true, judges: true },
  { name: "suite", level: 3 },
  { name: "load", level: 3 },
  { name: "jobs", level: 3 },
  { name: "engine", level: 3 },
  { name: "power", level: 3 },
  { name: "simulation", level: 3 },
  { name: "metrics", level: 3, pure: true, judges: true },
  { name: "backends", level: 4 },
  { name: "run", level: 5 },
  { name: "compare", level: 5, pure: true, judges: true },
  { name: "report", level: 6, pure: true, judges: true },
  { name: "cli", level: 7 },
];

/**
 * Imports allowed between rooms of one level, as [importer, imported].
 * @type {readonly (readonly [string, string])[]}
 */
export const sameLevelAllowed = [
  ["locales", "model"],
  ["processes", "contract"],
  ["suite", "load"],
];

/** What measures: closed to every room that judges. */
export const measuringRooms = ["run", "load", "jobs", "processes", "engine", "power", "backends", "suite", "cli"];

/** The package's entry points, beside the rooms in src/. No room imports them: that would go round the levels. */
export const entryPoints = ["tokwatt", "testing"];

/** Adapters from other packages are loaded by a computed name, from this file only. */
export const externalLoader = "src/backends/load-external.ts";

/** Folders inside an adapter's folder are checked down to this depth (1: the adapter's own files). */
export const adapterDepth = 3;

const impureGlobals = [
  "Date",
  "performance",
  "process",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "crypto",
  "globalThis",
];

/**
 * @param {Room} room
 * @returns {string[]} the names of the rooms that it may not import
 */
export function forbiddenRooms(room) {
  return rooms
    .filter((other) => other.name !== room.name)
    .filter((other) => {
      if (room.judges && measuringRooms.includes(other.name)) return true;
      const allowed = sameLevelAllowed.some(([from, to]) => from === room.name && to === other.name);
      return other.level >= room.level && !allowed;
    })
    .map((other) => other.name);
}

/** @param {Room} room */
function importPatterns(room) {
  const forbidden = forbiddenRooms(room).join(",");
  const roomMessage = `${room.name} (level ${room.level}) may not import this room: see docs/architecture.md.`;
  const patterns = [
    ...(forbidden === "" ? [] : [{ group: [`../**/{${forbidden}}/**`], message: roomMessage }]),
    {
      group: [`../**/{${entryPoints.join(",")}}.*`, "tokwatt", "tokwatt/**"],
      message: "The package's entry points are for its users. Import the room that defines the name.",
    },
    { group: ["./../**", "./**/../**"], message: "Write the path without a detour, so that its room can be seen." },
  ];
  const pureMessage = `${room.name} is pure: it takes data and returns data, and reaches for no system module.`;
  if (room.pure) patterns.push({ group: ["node:*", "node:*/**"], message: pureMessage });
  return patterns;
}

/** @param {number} depth of the importing file in an adapter's folder */
function otherAdapters(depth) {
  const backends = "../".repeat(depth);
  const message = "An adapter never imports another adapter. Shared parts belong in a room of level 3 or lower.";
  return { group: [`${backends}*/**`, `!${backends}../**`], message };
}

/**
 * @param {string} includes
 * @param {{ group: string[], message: string }[]} patterns
 */
function override(includes, patterns) {
  const noRestrictedImports = { level: "error", options: { patterns } };
  return { includes: [includes], linter: { rules: { style: { noRestrictedImports } } } };
}

/** One entry a room, and no file in two: of two matching entries Biome takes the options of the last alone. */
export function importOverrides() {
  return rooms.flatMap((room) => {
    const patterns = importPatterns(room);
    if (room.name !== "backends") return [override(`src/${room.name}/**`, patterns)];
    const adapters = Array.from({ length: adapterDepth }, (_, index) => {
      const folder = `src/backends/${"*/".repeat(index + 1)}`;
      const files = index + 1 < adapterDepth ? "*" : "**";
      return override(`${folder}${files}`, [...patterns, otherAdapters(index + 1)]);
    });
    return [override("src/backends/*", patterns), ...adapters];
  });
}

/** One entry for all pure rooms: Biome joins it with theirs above, as it sets another rule. */
function pureOverride() {
  const message = "This room is pure: take the value as an argument.";
  const deniedGlobals = Object.fromEntries(impureGlobals.map((name) => [name, message]));
  const noRestrictedGlobals = { level: "error", options: { deniedGlobals } };
  const includes = rooms.filter((room) => room.pure).map((room) => `src/${room.name}/**`);
  return { includes, linter: { rules: { style: { noRestrictedGlobals } } } };
}

/** Plugins stand in overrides, as the `includes` of a plain plugin is matched against the absolute path. */
function pluginOverrides() {
  const plugins = ["./scripts/lint/no-math-random.grit", "./scripts/lint/no-inline-import-type.grit"];
  return [
    { includes: ["src/**"], plugins },
    { includes: ["src/**", `!${externalLoader}`], plugins: ["./scripts/lint/no-computed-import.grit"] },
  ];
}

/** @param {{ overrides?: { includes?: string[] }[] }} config biome.json; its overrides for other folders than src stay */
export function withImportOverrides(config) {
  const others = (config.overrides ?? []).filter((entry) => !entry.includes?.[0]?.startsWith("src/"));
  return { ...config, overrides: [...others, ...pluginOverrides(), pureOverride(), ...importOverrides()] };
}

function main() {
  const root = new URL("../", import.meta.url);
  const path = fileURLToPath(new URL("biome.json", root));
  const present = JSON.parse(readFileSync(path, "utf8"));
  const wanted = withImportOverrides(present);
  if (isDeepStrictEqual(present, wanted)) return;
  if (process.argv.includes("--check")) {
    console.error("biome.json differs from the table of levels. Run: node scripts/import-levels.mjs");
    process.exitCode = 1;
    return;
  }
  writeFileSync(path, JSON.stringify(wanted));
  const biome = fileURLToPath(import.meta.resolve("@biomejs/biome/bin/biome"));
  execFileSync(process.execPath, [biome, "format", "--write", path], { cwd: root, stdio: "inherit" });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
