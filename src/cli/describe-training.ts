import { joinClauses, message } from "../locales/catalogue.js";
import type { MessageData } from "../model/finding.js";
import type { Language } from "../model/localized-text.js";
import type { AcceleratorUnit, SystemSpec, SystemTraining, TrainingJobSpec } from "../model/system.js";
import { jobUnits } from "../model/training-job.js";
import type { SystemDescriptionPage } from "./describe-system.js";

type Say = (key: Parameters<typeof message>[1], data?: MessageData) => string;

/** How a system trains, line by line; none where it does not. */
export function trainingLines(
  { system, trainsByItself }: Pick<SystemDescriptionPage, "system" | "trainsByItself">,
  language: Language,
): readonly string[] {
  const say: Say = (key, data) => message(language, key, data);
  const itself = trainsByItself ? [say("cli.describe.trains-by-itself")] : [];
  const { training } = system;
  if (training === undefined) return itself;
  const { framework, launcher, logs, jobs } = training;
  return [
    ...itself,
    ...(framework === undefined ? [] : [say("cli.describe.framework", { framework })]),
    say("cli.describe.launcher", { launcher: launcher.use, logs }),
    peakLine(training, system.accelerators.unit, say),
    ...jobs.map((job) => jobLine(job, system, say, language)),
  ];
}

function peakLine({ peak }: SystemTraining, unit: AcceleratorUnit, say: Say): string {
  if (peak === undefined) return say("cli.describe.no-peak");
  if ("device" in peak) return say("cli.describe.peak-device", { device: peak.device });
  const { precision, teraFlops, source } = peak;
  return say("cli.describe.peak-stated", { teraFlops, precision, unit, source });
}

function jobLine(job: TrainingJobSpec, { accelerators }: SystemSpec, say: Say, language: Language): string {
  const { workload, nodes, command, precision, parallelism = {} } = job;
  const units = jobUnits({}, job, accelerators);
  const line = say("cli.describe.job", { workload, nodes, units, unit: accelerators.unit, command: command.join(" ") });
  const differences = [
    ...(precision === undefined ? [] : [precision]),
    ...(["tensor", "pipeline", "context", "expert"] as const).flatMap((key) => {
      const ranks = parallelism[key];
      return ranks === undefined ? [] : [say(`cli.load.part.${key}`, { ranks })];
    }),
  ];
  if (differences.length === 0) return line;
  return say("cli.describe.job-differs", { job: line, differences: joinClauses(differences, language) });
}
