import type { SystemTraining, TrainingJobSpec } from "../model/system.js";
import type { TrainingFacts } from "../model/training-facts.js";
import { thisMachine } from "./redact.js";
import { redactCommandWords } from "./redaction/commands.js";
import { withoutKnownSecrets } from "./redaction/known-secrets.js";

/** How a system trains, as it may be shown or recorded. Ids and figures are left alone. */
export function redactTrainingSystem(training: SystemTraining): SystemTraining {
  const { text, citation } = thisMachine();
  const { framework, launcher, peak, jobs } = training;
  return {
    ...training,
    ...(framework === undefined ? {} : { framework: text(framework) }),
    launcher: { ...launcher, options: redactLauncherOptions(launcher.options) },
    ...(peak !== undefined && "source" in peak ? { peak: { ...peak, source: citation(peak.source) } } : {}),
    jobs: jobs.map(redactJob),
  };
}

function redactJob(job: TrainingJobSpec): TrainingJobSpec {
  const { value, text } = thisMachine();
  const { command, environment, directory } = job;
  return {
    ...job,
    command: value(command),
    environment: value(environment),
    ...(directory === undefined ? {} : { directory: text(directory) }),
  };
}

/**
 * Words for a scheduler are options of its commands, although the program is not among them: `["-w", "node7"]` names a host as it
 * does behind `srun`.
 */
function redactLauncherOptions(options: unknown): unknown {
  return thisMachine().value(withSchedulerWords(options));
}

function withSchedulerWords(options: unknown): unknown {
  if (typeof options !== "object" || options === null || Array.isArray(options)) return options;
  const members = Object.entries(options).map(([name, value]) => {
    const isWords = Array.isArray(value) && value.every((item) => typeof item === "string");
    return [name, isWords ? redactCommandWords(["srun", ...value]).slice(1) : value];
  });
  return Object.fromEntries(members);
}

/** What a manifest says of a job; nodes have aliases already, and the ticket is one by its contract. */
export function redactTrainingFacts(facts: TrainingFacts): TrainingFacts {
  const { text } = thisMachine();
  const free = (words: string): string => text(withoutKnownSecrets(words));
  const { framework, ticket } = facts;
  return {
    ...facts,
    ...(framework === undefined ? {} : { framework: free(framework) }),
    history: facts.history.map((entry) => ({ ...entry, detail: free(entry.detail) })),
    ...(ticket === undefined ? {} : { ticket: free(ticket) }),
  };
}
