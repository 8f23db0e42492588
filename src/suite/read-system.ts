import type { BackendAdapter } from "../contract/backend-adapter.js";
import type { PowerSourceDefinition } from "../contract/power-source.js";
import { type Registrable, type Registry, unknownName } from "../contract/registry.js";
import { InputError } from "../model/errors.js";
import type { Problem } from "../model/problem.js";
import type { SystemSpec } from "../model/system.js";
import { hashOf } from "../records/hash.js";
import { kindMistake } from "./file-kind.js";
import { type Mistake, toProblem } from "./mistake.js";
import { listAt, textAt, valueAt } from "./peek.js";
import { readYaml } from "./read-yaml.js";
import { readWithSchema } from "./schema-mistakes.js";
import { systemMistakes } from "./system-checks.js";
import { type SystemFile, systemSchema } from "./system-schema.js";
import type { Location } from "./yaml-document.js";

/** What a system file may name. */
export interface SystemVocabulary {
  readonly backends: Registry<BackendAdapter>;
  readonly powerSources: Registry<PowerSourceDefinition>;
}

/** A valid system, as it was read: a plan keeps it without its addresses and secrets. */
export interface ReadSystem {
  readonly spec: SystemSpec;
  /** Validated by the adapter's schema. */
  readonly options: unknown;
  /** One entry for each of `spec.power.sources`. */
  readonly powerOptions: readonly unknown[];
}

/** What came of a system file. The id is there as soon as it could be read, also beside problems. */
export interface SystemReading {
  readonly id?: string | undefined;
  readonly system?: ReadSystem | undefined;
  readonly problems: readonly Problem[];
}

interface ForeignOptions {
  readonly value: unknown;
  readonly mistakes: readonly Mistake[];
}

/** Reads one system file by itself; throws `InputError` with all its problems. */
export async function readSystem(file: string, vocabulary: SystemVocabulary): Promise<ReadSystem> {
  const { system, problems } = await readSystemFile(file, vocabulary);
  if (system === undefined) throw new InputError(problems);
  return system;
}

/** Reads one system file that something refers to; its problems are returned, so that others can join them. */
export async function readSystemFile(
  file: string,
  { backends, powerSources }: SystemVocabulary,
  referredFrom?: Location,
): Promise<SystemReading> {
  const { document, problems } = await readYaml(file, referredFrom);
  if (document === undefined) return { problems };
  const { value } = document;
  const misplaced = kindMistake(value, "system");
  if (misplaced !== undefined) return { problems: [...problems, toProblem(document, misplaced)] };

  const reading = await readWithSchema(systemSchema, value);
  const options = await readForeignOptions("backend", backends, value, ["adapter"], ["options"]);
  const powerOptions = await Promise.all(
    listAt(value, "power", "sources").map((_, index) => {
      const path = ["power", "sources", index];
      return readForeignOptions("power-source", powerSources, value, [...path, "use"], [...path, "options"]);
    }),
  );
  const mistakes = [
    ...(reading.valid ? [] : reading.mistakes),
    ...systemMistakes(value, backends.find(textAt(value, "adapter") ?? "")),
    ...[options, ...powerOptions].flatMap((part) => part.mistakes),
  ];
  const found = [...problems, ...mistakes.map((mistake) => toProblem(document, mistake))];
  const id = textAt(value, "id");
  if (!reading.valid || found.length > 0) return { id, problems: found };

  const plain = powerOptions.map((part) => part.value);
  const content = withOptions(reading.value, options.value, plain);
  const spec: SystemSpec = { ...content, hash: hashOf(content) };
  return { id, system: { spec, options: options.value, powerOptions: plain }, problems: [] };
}

/** Options validated by the schema of the adapter or power source that the file names; absent ones are `{}`. */
async function readForeignOptions(
  kind: string,
  registry: Registry<Registrable & Pick<BackendAdapter, "optionsSchema">>,
  system: unknown,
  namePath: readonly PropertyKey[],
  optionsPath: readonly PropertyKey[],
): Promise<ForeignOptions> {
  const name = textAt(system, ...namePath);
  // The system's own schema says that the name is missing or no text.
  if (name === undefined || name === "") return { value: undefined, mistakes: [] };
  const owner = registry.find(name);
  if (owner === undefined) {
    const known = registry.entries.map((entry) => entry.name);
    const mistake: Mistake = { path: namePath, at: "value", hint: "known-names", ...unknownName(kind, name, known) };
    return { value: undefined, mistakes: [mistake] };
  }
  const reading = await readWithSchema(owner.optionsSchema, valueAt(system, ...optionsPath) ?? {}, optionsPath);
  return reading.valid ? { value: reading.value, mistakes: [] } : { value: undefined, mistakes: reading.mistakes };
}

function withOptions({ kind: _, ...fields }: SystemFile, options: unknown, powerOptions: readonly unknown[]) {
  const sources = fields.power.sources.map(({ use }, index) => ({ use, options: powerOptions[index] }));
  return { ...fields, options, power: { ...fields.power, sources } };
}
