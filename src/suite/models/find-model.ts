import { existsSync, readdirSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";
import { unknownName } from "../../contract/registry.js";
import { shownValue, toProblem } from "../mistake.js";
import { textAt } from "../peek.js";
import type { YamlDocument } from "../yaml-document.js";
import { type ModelReading, readModelFile } from "./read-model.js";

/** Models that come with the package. */
const PACKAGED = fileURLToPath(new URL("../../../benchmarks/models/", import.meta.url));

const NOTHING: ModelReading = { problems: [] };

/**
 * The model that a workload names at `path`: a file, relative to the workload's own, or an id. Ids are looked for in
 * the folder `models` beside that of the workloads (one or two levels up, as in `benchmarks/`), then among the models that ship.
 */
export async function findModel(document: YamlDocument, path: readonly string[]): Promise<ModelReading> {
  const name = textAt(document.value, ...path) ?? "";
  // The schema says that it is no text, or empty.
  if (name === "") return NOTHING;
  const folder = dirname(document.file);
  if (/[\\/]|\.ya?ml$/.test(name)) {
    if (!isAbsolute(name)) return readModelFile(join(folder, name), document.locate(path, "value"));
    const data = { received: shownValue(name) };
    return { problems: [toProblem(document, { path, at: "value", code: "absolute-model", data })] };
  }
  const folders = [join(folder, "../models"), join(folder, "../../models"), PACKAGED];
  const found = folders.map((place) => join(place, `${name}.yaml`)).find((file) => existsSync(file));
  if (found !== undefined) return readModelFile(found, document.locate(path, "value"));
  const known = [...new Set(folders.flatMap(modelIds))].sort();
  return { problems: [toProblem(document, { path, at: "value", ...unknownName("model", name, known) })] };
}

/** Model files are named like the ids in them. */
function modelIds(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => (name.endsWith(".yaml") ? [name.slice(0, -".yaml".length)] : []));
}
