import { dirname, resolve } from "node:path";
import type { JobLauncherDefinition } from "../../contract/job-launcher.js";
import type { LogParserDefinition } from "../../contract/log-parser.js";
import { type Registrable, type Registry, unknownName } from "../../contract/registry.js";
import type { SystemTraining } from "../../model/system.js";
import type { Named } from "../find-named.js";
import { type NamedWithOptions, withForeignOptions } from "../foreign-options.js";
import type { Mistake } from "../mistake.js";
import type { OpenableTraining } from "../openable-training.js";
import { placeOf, withFilePlaces } from "../option-files.js";
import { textAt } from "../peek.js";

/** What the section `training` of a system file may name. */
export interface TrainingVocabulary {
  readonly launchers: Registry<JobLauncherDefinition>;
  readonly logParsers: Registry<LogParserDefinition>;
}

/** The parts that a system trains with; without definitions where the file names none, or none that there is. */
export interface FoundTraining {
  readonly launcher: NamedWithOptions<JobLauncherDefinition>;
  readonly logs: Named<LogParserDefinition>;
  readonly mistakes: readonly Mistake[];
}

/** Place of a launcher's options. */
export const LAUNCHER_OPTIONS = ["training", "launcher", "options"];

/** Finds the launcher and the log parser that a system file names, and validates the launcher's options. */
export async function findTraining(
  system: unknown,
  { launchers, logParsers }: TrainingVocabulary,
): Promise<FoundTraining> {
  const named = findRegistered("job-launcher", system, ["training", "launcher", "use"], launchers);
  const launcher = await withForeignOptions(named, system, LAUNCHER_OPTIONS);
  const logs = findRegistered("log-parser", system, ["training", "logs"], logParsers);
  return { launcher, logs, mistakes: [...launcher.mistakes, ...logs.mistakes] };
}

function findRegistered<Definition extends Registrable>(
  kind: string,
  system: unknown,
  path: readonly string[],
  registry: Registry<Definition>,
): Named<Definition> {
  const name = textAt(system, ...path);
  if (name === undefined || name === "") return { mistakes: [] };
  const definition = registry.find(name);
  if (definition !== undefined) return { definition, mistakes: [] };
  const known = registry.entries.map((entry) => entry.name);
  return { mistakes: [{ path, at: "value", ...unknownName(kind, name, known) }] };
}

/**
 * How to train on a valid system, with the places of its file in mind; undefined where it has no section `training`.
 *
 * @param systemFile that relative folders and files start from
 */
export function openableTraining(
  training: SystemTraining | undefined,
  { launcher, logs }: FoundTraining,
  systemFile: string,
): OpenableTraining | undefined {
  if (training === undefined || launcher.definition === undefined || logs.definition === undefined) return undefined;
  const { definition, options } = launcher;
  return {
    launcher: definition,
    launcherOptions: withFilePlaces(options, definition.files ?? [], systemFile),
    logs: logs.definition,
    jobs: training.jobs.map((job) => ({
      ...job,
      directory: job.directory === undefined ? dirname(resolve(systemFile)) : placeOf(job.directory, systemFile),
    })),
  };
}
