import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { API_VERSION, type BackendAdapter } from "../contract/backend-adapter.js";
import {
  type ExternalKind,
  type ExternalPackages,
  isPackageName,
  type PackageReading,
} from "../contract/external-packages.js";
import type { PowerSourceDefinition } from "../contract/power-source.js";
import type { MessageData } from "../model/finding.js";
import { refuseRecorded } from "../power/metered-place.js";
import { textAt, valueAt } from "../suite/peek.js";
import { exportedEntry } from "./package-entry.js";
import { adapterFaults, powerSourceFaults } from "./plugin-shape.js";

/** tokwatt's own folder: a plug-in that is installed beside a global tokwatt is found from there. */
const INSTALLATION = resolve(fileURLToPath(new URL("../..", import.meta.url)));

const EXPORT_NAMES: Readonly<Record<ExternalKind, string>> = { backend: "backend", "power-source": "powerSource" };

/**
 * Adapters and power sources of npm packages. A package is looked for as Node does it from the system file's folder, then
 * from the working folder, then from tokwatt's own; the first one found is imported. Its default export, or the one named
 * `backend` or `powerSource`, is what it brings.
 */
export const externalPackages: ExternalPackages = {
  backend: (name, fromFile) => read<BackendAdapter>("backend", name, fromFile, adapterFaults),
  powerSource: async (name, fromFile) => {
    const reading = await read<PowerSourceDefinition>("power-source", name, fromFile, powerSourceFaults);
    return "problem" in reading ? reading : { ...reading, definition: refusingRecorded(reading.definition) };
  },
};

/** A source that knows nothing of jobs that had ended reads its meter now, whatever it is asked. */
function refusingRecorded(definition: PowerSourceDefinition): PowerSourceDefinition {
  if (definition.readsRecorded === true) return definition;
  const create: PowerSourceDefinition["create"] = (options, context) =>
    refuseRecorded(definition.name, context) ?? definition.create(options, context);
  return Object.create(definition, { create: { value: create, enumerable: true } });
}

async function read<Definition>(
  kind: ExternalKind,
  name: string,
  fromFile: string,
  faultsOf: (candidate: object) => readonly string[],
): Promise<PackageReading<Definition>> {
  if (!isPackageName(kind, name)) throw new RangeError(`${name} is no name of a package that may be loaded`);
  const places = [...new Set([dirname(fromFile), resolve("."), INSTALLATION])];
  const found = await findPackage(name, places);
  if (found === undefined) {
    return problem("plugin-not-installed", { kind, name }, "install-plugin");
  }
  let candidate: unknown;
  try {
    candidate = exportOf(await importEntry(found), EXPORT_NAMES[kind]);
  } catch (error) {
    return problem("plugin-failed", { kind, name, words: wordsOf(error) }, "repair-plugin");
  }
  const fault = faultOf(kind, name, candidate, faultsOf);
  return fault ?? { definition: candidate as Definition, version: found.version };
}

interface FoundPackage {
  readonly folder: string;
  readonly manifest: unknown;
  readonly version: string;
}

async function findPackage(name: string, places: readonly string[]): Promise<FoundPackage | undefined> {
  for (const place of places) {
    for (const modules of createRequire(join(resolve(place), "from.js")).resolve.paths(name) ?? []) {
      const folder = join(modules, name);
      const text = await readFile(join(folder, "package.json"), "utf8").catch(() => undefined);
      if (text === undefined) continue;
      const manifest = parsed(text);
      return { folder, manifest, version: textAt(manifest, "version") ?? "unknown" };
    }
  }
  return undefined;
}

/** `undefined` for what is no JSON: then nothing says which file to import, and the import says what is wrong. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function importEntry({ folder, manifest }: FoundPackage): Promise<unknown> {
  const exported = valueAt(manifest, "exports");
  const entry = exported === undefined ? mainOf(folder) : exportedEntry(exported);
  if (entry === undefined) throw new Error('"exports" in package.json names no file for "import"');
  return import(pathToFileURL(resolve(folder, entry)).href);
}

/** The file of a package without `exports`: `main` with its endings, else `index.js`. */
function mainOf(folder: string): string {
  return createRequire(join(folder, "package.json")).resolve(folder);
}

/** A module of CommonJS has its exports below `default`, and a compiled one its default export below that again. */
function exportOf(imported: unknown, name: string): unknown {
  const outer = valueAt(imported, "default");
  const candidates = [valueAt(imported, name), valueAt(outer, name), valueAt(outer, "default"), outer];
  return candidates.find((candidate) => typeof candidate === "object" && candidate !== null);
}

/** The version is looked at first: what another version of the contract asks for may look different. */
function faultOf(
  kind: ExternalKind,
  name: string,
  candidate: unknown,
  faultsOf: (candidate: object) => readonly string[],
) {
  const exported = EXPORT_NAMES[kind];
  if (typeof candidate !== "object" || candidate === null) {
    return problem("plugin-exports-nothing", { kind, name, exported }, "plugin-authors");
  }
  const found = valueAt(candidate, "apiVersion");
  if (typeof found === "number" && found !== API_VERSION) {
    const data = { kind, name, found, expected: API_VERSION };
    return problem("api-version", data, found < API_VERSION ? "update-plugin" : "update-tokwatt");
  }
  const faults = [...(found === API_VERSION ? [] : ["apiVersion"]), ...faultsOf(candidate)];
  if (faults.length === 0) return undefined;
  const data = { kind, name, parts: faults.join(", ") };
  return kind === "backend"
    ? problem("plugin-not-a-backend", data, "plugin-authors")
    : problem("plugin-not-a-power-source", data, "plugin-authors");
}

function problem(code: string, data: MessageData, hint: string) {
  return { problem: { code, data, hint } };
}

const WORDS_KEPT = 300;

/** What the package says itself, in one line. */
function wordsOf(error: unknown): string {
  const words = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return words.replace(/\s+/g, " ").slice(0, WORDS_KEPT);
}
