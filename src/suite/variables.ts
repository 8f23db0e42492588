import { InputError } from "../model/errors.js";
import type { Problem } from "../model/problem.js";
import { templateReferences } from "../model/training-command.js";
import { pathText } from "./mistake.js";
import { valueAt } from "./peek.js";
import type { Location, YamlDocument } from "./yaml-document.js";

/** A `${NAME}` in the options or the jobs of a system: the variable must be set when the system is opened. */
export interface VariableReference extends Location {
  readonly name: string;
  /** In words of the file: `options.headers.authorization`. */
  readonly path: string;
}

const REFERENCE = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * All references in a system's options, in those of its launcher and in its jobs, each name once, where it stands first.
 * `apiKey: { environment: NAME }` is one too; a figure of the workload, in a job, is none.
 *
 * @param supplied names that the adapter fills itself
 */
export function variableReferences(document: YamlDocument, supplied: readonly string[]): readonly VariableReference[] {
  const at = (...path: readonly string[]) => texts(valueAt(document.value, ...path), path);
  const named = [...at("options"), ...at("training", "launcher", "options")].flatMap(({ path, text }) =>
    namesIn(text, path).map((name) => ({ path, name })),
  );
  const inJobs = at("training", "jobs").flatMap(({ path, text }) =>
    templateReferences(text).flatMap(({ name, of }) => (of === "environment" ? [{ path, name }] : [])),
  );
  const byName = new Map<string, VariableReference>();
  for (const { path, name } of [...named.filter((one) => !supplied.includes(one.name)), ...inJobs]) {
    if (byName.has(name)) continue;
    byName.set(name, { name, path: pathText(path), ...document.locate(path, "value") });
  }
  return [...byName.values()];
}

/** Throws `InputError` with every reference that the environment leaves open. A variable may be empty. */
export function checkVariables(references: readonly VariableReference[], environment: Environment): void {
  const problems = references
    .filter(({ name }) => environment[name] === undefined)
    .map(({ name, path, ...place }): Problem => {
      return { code: "missing-variable", data: { name, path }, ...place, hint: "set-variable" };
    });
  if (problems.length > 0) throw new InputError(problems);
}

/** The text with its variables filled in; those that are not set stay as they are. */
export function filled(text: string, environment: Environment): string {
  return text.replace(REFERENCE, (reference, name: string) => environment[name] ?? reference);
}

function namesIn(text: string, path: readonly PropertyKey[]): readonly string[] {
  if (path.at(-2) === "apiKey" && path.at(-1) === "environment") return [text];
  return [...text.matchAll(REFERENCE)].map(([, name = ""]) => name);
}

interface TextAt {
  readonly path: readonly PropertyKey[];
  readonly text: string;
}

function texts(value: unknown, path: readonly PropertyKey[]): readonly TextAt[] {
  if (typeof value === "string") return [{ path, text: value }];
  if (Array.isArray(value)) return value.flatMap((item, index) => texts(item, [...path, index]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => texts(item, [...path, key]));
}
