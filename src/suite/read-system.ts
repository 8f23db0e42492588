import type { BackendAdapter } from "../contract/backend-adapter.js";
import type { ExternalPackages } from "../contract/external-packages.js";
import type { PowerSourceDefinition } from "../contract/power-source.js";
import type { Registry } from "../contract/registry.js";
import { InputError } from "../model/errors.js";
import type { Problem } from "../model/problem.js";
import type { SystemSpec } from "../model/system.js";
import { hashOf } from "../records/hash.js";
import { kindMistake } from "./file-kind.js";
import { inFileOrder } from "./file-order.js";
import { findNamed } from "./find-named.js";
import { withForeignOptions } from "./foreign-options.js";
import { toProblem } from "./mistake.js";
import type { OpenableTraining } from "./openable-training.js";
import { type OptionFile, optionFiles, withFilePlaces } from "./option-files.js";
import { listAt, textAt } from "./peek.js";
import { readYaml } from "./read-yaml.js";
import { readWithSchema } from "./schema-mistakes.js";
import { systemMistakes } from "./system-checks.js";
import { type SystemFile, systemSchema } from "./system-schema.js";
import { findTraining, LAUNCHER_OPTIONS, openableTraining, type TrainingVocabulary } from "./training/find-training.js";
import { type VariableReference, variableReferences } from "./variables.js";
import { withoutRepetition } from "./without-repetition.js";
import type { Location } from "./yaml-document.js";

/** What a system file may name. */
export interface SystemVocabulary extends TrainingVocabulary {
  readonly backends: Registry<BackendAdapter>;
  readonly powerSources: Registry<PowerSourceDefinition>;
  /** Where other names come from; absent where only registered ones are wanted. */
  readonly external?: ExternalPackages | undefined;
}

/** A power source of a system file with its options, validated by its schema and not redacted. */
export interface ConfiguredSource {
  readonly definition: PowerSourceDefinition;
  readonly options: unknown;
}

/** What is needed to open a system, beside its spec. */
export interface OpenableSystem {
  readonly adapter: BackendAdapter;
  /** Validated by the adapter's schema, not redacted; files by their absolute paths. */
  readonly options: unknown;
  /** One for each of the spec's `power.sources`. */
  readonly powerSources: readonly ConfiguredSource[];
  /** Absent where the file has no section `training`. */
  readonly training?: OpenableTraining | undefined;
  /** Versions of the npm packages that the adapter and the power sources came from, by their names. */
  readonly plugins: Readonly<Record<string, string>>;
  /** Variables of the environment that the options and jobs use. */
  readonly variables: readonly VariableReference[];
  /** Files that the options name. */
  readonly files: readonly OptionFile[];
}

/** A valid system, as it was read: a plan keeps its spec without addresses and secrets. */
export interface ReadSystem extends OpenableSystem {
  readonly spec: SystemSpec;
}

/** What came of a system file. The id is there as soon as it could be read, also beside problems. */
export interface SystemReading {
  readonly id?: string | undefined;
  readonly system?: ReadSystem | undefined;
  readonly problems: readonly Problem[];
}

/** Reads one system file by itself; throws `InputError` with all its problems. */
export async function readSystem(file: string, vocabulary: SystemVocabulary): Promise<ReadSystem> {
  const { system, problems } = await readSystemFile(file, vocabulary);
  if (system === undefined) throw new InputError(inFileOrder(file, problems));
  return system;
}

/** Reads one system file that something refers to; its problems are returned, so that others can join them. */
export async function readSystemFile(
  file: string,
  vocabulary: SystemVocabulary,
  referredFrom?: Location,
): Promise<SystemReading> {
  const { document, problems } = await readYaml(file, referredFrom);
  if (document === undefined) return { problems };
  const { value } = document;
  const misplaced = kindMistake(value, "system");
  if (misplaced !== undefined) return { problems: [...problems, toProblem(document, misplaced)] };

  const reading = await readWithSchema(systemSchema, value);
  const backend = await readBackend(file, value, vocabulary);
  const meters = await readMeters(file, value, vocabulary);
  const found = await findTraining(value, vocabulary);
  const mistakes = [
    ...withoutRepetition(reading.valid ? [] : reading.mistakes, systemMistakes(value, backend.definition, vocabulary)),
    ...[backend, ...meters, found].flatMap((part) => part.mistakes),
  ];
  const wrong = [...problems.map(adapterHint), ...mistakes.map((mistake) => toProblem(document, mistake))];
  const id = textAt(value, "id");
  const { definition: adapter, options } = backend;
  if (!reading.valid || adapter === undefined || wrong.length > 0) return { id, problems: wrong };

  const powerSources = meters.flatMap(({ definition, options }) => (definition ? [{ definition, options }] : []));
  const plugins = Object.fromEntries([backend, ...meters].flatMap(({ plugin: p }) => (p ? [[p.name, p.version]] : [])));
  const content = withOptions(reading.value, options, powerSources, found.launcher.options);
  const spec: SystemSpec = { ...content, hash: hashOf(content) };
  const variables = variableReferences(document, adapter.variables ?? []);
  const names = adapter.files ?? [];
  const ofLauncher = found.launcher.definition?.files ?? [];
  const openable: OpenableSystem = {
    adapter,
    options: withFilePlaces(options, names, file),
    powerSources: powerSources.map(({ definition, options: own }) => ({
      definition,
      options: withFilePlaces(own, definition.files ?? [], file),
    })),
    training: openableTraining(content.training, found, file),
    plugins,
    variables,
    files: [
      ...optionFiles(document, names),
      ...optionFiles(document, ofLauncher, LAUNCHER_OPTIONS),
      ...meters.flatMap(({ definition }, index) =>
        optionFiles(document, definition?.files ?? [], sourceOptions(index)),
      ),
    ],
  };
  return { id, system: { spec, ...openable }, problems: [] };
}

/** Two adapters in one file are two systems: better advice than to keep one of two equal keys. */
function adapterHint(problem: Problem): Problem {
  const isSecondAdapter = problem.code === "duplicate-key" && problem.data["key"] === "adapter";
  return isSecondAdapter ? { ...problem, hint: "one-adapter" } : problem;
}

async function readBackend(file: string, system: unknown, { backends, external }: SystemVocabulary) {
  const path = ["adapter"];
  const load = external && ((name: string) => external.backend(name, file));
  const name = textAt(system, ...path);
  const named = await findNamed({ kind: "backend", name, path, registry: backends, load });
  return withForeignOptions(named, system, ["options"]);
}

function readMeters(file: string, system: unknown, { powerSources, external }: SystemVocabulary) {
  const load = external && ((name: string) => external.powerSource(name, file));
  const readings = listAt(system, "power", "sources").map(async (_, index) => {
    const path = ["power", "sources", index, "use"];
    const name = textAt(system, ...path);
    const named = await findNamed({ kind: "power-source", name, path, registry: powerSources, load });
    return withForeignOptions(named, system, sourceOptions(index));
  });
  return Promise.all(readings);
}

/** Where the options of a power source stand. */
function sourceOptions(index: number): readonly PropertyKey[] {
  return ["power", "sources", index, "options"];
}

function withOptions(
  { kind: _, training, ...fields }: SystemFile,
  options: unknown,
  powerSources: readonly Pick<ConfiguredSource, "options">[],
  launcherOptions: unknown,
) {
  const sources = fields.power.sources.map(({ use }, index) => ({ use, options: powerSources[index]?.options }));
  return {
    ...fields,
    options,
    ...(training === undefined
      ? {}
      : { training: { ...training, launcher: { use: training.launcher.use, options: launcherOptions } } }),
    power: { ...fields.power, sources },
  };
}
