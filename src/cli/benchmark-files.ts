import { type Dirent, promises } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { LocalizedText } from "../model/localized-text.js";
import { ACCELERATOR_UNITS, type Accelerators } from "../model/system.js";
import { isMissing } from "../records/file-error.js";
import { numberAt, textAt } from "../suite/peek.js";
import { readYaml } from "../suite/read-yaml.js";

export type BenchmarkKind = "suites" | "systems" | "workloads" | "models";

/** A suite, system, workload or model file as a list shows it. Id and titles are absent where the file cannot be understood. */
export interface BenchmarkFile {
  /** As it can be given to a command, from the folder where that is called. */
  readonly path: string;
  readonly id?: string | undefined;
  readonly title?: LocalizedText | undefined;
  /** How requests of a workload arrive, or what a training is for. */
  readonly load?: string | undefined;
  /** Of a system. */
  readonly adapter?: string | undefined;
  readonly accelerators?: Pick<Accelerators, "count" | "unit"> | undefined;
}

/** Finds the files of one kind: those of the folder `benchmarks/` here, then those that come with the package. */
export async function listBenchmarkFiles(kind: BenchmarkKind, workingDir: string): Promise<readonly BenchmarkFile[]> {
  const packaged = fileURLToPath(new URL("../../benchmarks/", import.meta.url));
  const roots = new Set([join(workingDir, "benchmarks"), join(packaged, ".")].map((root) => join(root, kind)));
  const lists = await Promise.all([...roots].map(yamlFiles));
  const files = await Promise.all(lists.flat().map(describeFile));
  return files.map((file) => ({ ...file, path: relative(workingDir, file.path) }));
}

async function describeFile(path: string): Promise<BenchmarkFile> {
  const { document } = await readYaml(path);
  const [id, en, zh] = [["id"], ["title", "en"], ["title", "zh"]].map((keys) => textAt(document?.value, ...keys));
  const count = numberAt(document?.value, "accelerators", "count");
  const unit = ACCELERATOR_UNITS.find((known) => known === textAt(document?.value, "accelerators", "unit"));
  return {
    path,
    id,
    title: en === undefined || zh === undefined ? undefined : { en, zh },
    load: textAt(document?.value, "arrival", "kind") ?? textAt(document?.value, "task"),
    adapter: textAt(document?.value, "adapter"),
    accelerators: count === undefined || unit === undefined ? undefined : { count, unit },
  };
}

/** All YAML files in a folder and the folders in it, by name; none where there is no such folder. */
async function yamlFiles(folder: string): Promise<readonly string[]> {
  let entries: readonly Dirent[];
  try {
    entries = await promises.readdir(folder, { withFileTypes: true, recursive: true });
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
  return entries
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
