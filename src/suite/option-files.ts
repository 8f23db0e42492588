import { accessSync, constants } from "node:fs";
import { dirname, resolve } from "node:path";
import { InputError } from "../model/errors.js";
import type { Problem } from "../model/problem.js";
import { pathText } from "./mistake.js";
import { valueAt } from "./peek.js";
import { type Environment, filled } from "./variables.js";
import type { Location, YamlDocument } from "./yaml-document.js";

/** A file that the options of a system name: it must be there when the system is opened. */
export interface OptionFile extends Location {
  /** Where it is; perhaps with references to the environment in front, which then make it absolute. */
  readonly place: string;
  /** In words of the system file: `options.tokenizer`. */
  readonly path: string;
  /** As it is written there. */
  readonly written: string;
}

/**
 * The files that a system's options name.
 *
 * @param names which options are files, as the adapter or the launcher says
 * @param base where the options stand
 */
export function optionFiles(
  document: YamlDocument,
  names: readonly string[],
  base: readonly PropertyKey[] = ["options"],
): readonly OptionFile[] {
  const files: OptionFile[] = [];
  mapFiles(valueAt(document.value, ...base), names, (written, path) => {
    const place = placeOf(written, document.file);
    files.push({ place, written, path: pathText([...base, ...path]), ...document.locate([...base, ...path], "value") });
    return written;
  });
  return files;
}

/** Options with the absolute path in place of each file that is written relative to the system file. */
export function withFilePlaces(options: unknown, names: readonly string[], systemFile: string): unknown {
  return mapFiles(options, names, (written) => placeOf(written, systemFile));
}

/** Throws `InputError` with every file that cannot be read. The variables have been checked before. */
export function checkOptionFiles(files: readonly OptionFile[], environment: Environment): void {
  const problems = files.flatMap(({ place, written, path, ...location }): readonly Problem[] => {
    try {
      accessSync(filled(place, environment), constants.R_OK);
      return [];
    } catch (error) {
      const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
      return [
        { code: "option-file-unreadable", data: { path, file: filled(written, environment), reason }, ...location },
      ];
    }
  });
  if (problems.length > 0) throw new InputError(problems);
}

/** A path that begins with a variable is absolute once the variable is filled in. */
export function placeOf(written: string, systemFile: string): string {
  return written.startsWith("${") ? written : resolve(dirname(systemFile), written);
}

/** Changes the texts whose place ends in one of the names: `apiKey.file` wherever there is an `apiKey`. */
function mapFiles(
  value: unknown,
  names: readonly string[],
  change: (written: string, path: readonly PropertyKey[]) => string,
  path: readonly PropertyKey[] = [],
): unknown {
  if (typeof value === "string") {
    const place = `.${path.join(".")}`;
    return names.some((name) => place.endsWith(`.${name}`)) ? change(value, path) : value;
  }
  if (Array.isArray(value)) return value.map((item, index) => mapFiles(item, names, change, [...path, index]));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, mapFiles(item, names, change, [...path, key])]),
  );
}
