import { stat } from "node:fs/promises";
import { expandVariables } from "../../backends/expand-variables.js";
import { failure, note } from "../../model/finding.js";
import { isTrainingVariable } from "../../model/training-command.js";
import type { OpenableTraining } from "../../suite/openable-training.js";
import type { ReadSystem } from "../../suite/read-system.js";
import { type CheckResult, noticed, passed } from "./check-result.js";
import { findProgram } from "./find-program.js";

type Environment = Readonly<Record<string, string | undefined>>;

/** Looks at what launching a training rests on, without launching one. */
export async function examineTraining(
  { spec, adapter, training }: Pick<ReadSystem, "spec" | "adapter" | "training">,
  environment: Environment,
): Promise<readonly CheckResult[]> {
  if (adapter.train === undefined) return [noticed("training", failure("cannot-train", { adapter: adapter.name }))];
  if (training === undefined) {
    return adapter.trainsByItself === true
      ? [passed("training", note("doctor-trains-by-itself", { adapter: adapter.name }))]
      : [noticed("training", failure("doctor-without-jobs", { system: spec.id }))];
  }
  const { launcher, logs, jobs } = training;
  const said = note("doctor-training", {
    launcher: launcher.name,
    logs: logs.name,
    workloads: jobs.map(({ workload }) => workload).join(", "),
  });
  const missing = [
    ...(await missingPrograms(training, environment)),
    ...(launcher.isOnThisMachine === true ? await brokenJobs(training, environment) : []),
  ];
  return [passed("training", said), ...missing];
}

async function missingPrograms({ launcher }: OpenableTraining, environment: Environment) {
  const results: CheckResult[] = [];
  for (const program of launcher.programs ?? []) {
    if (await findProgram(program, environment["PATH"])) continue;
    results.push(noticed("training", failure("doctor-launcher-missing", { launcher: launcher.name, program })));
  }
  return results;
}

/** Only of jobs of this machine: what is on a node, nobody can see from here. */
async function brokenJobs({ jobs }: OpenableTraining, environment: Environment): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = [];
  for (const { workload, command, directory = "." } of jobs) {
    const [program, folder] = [filled(command[0], environment), filled(directory, environment)];
    // A figure of the workload is not known before there is a run.
    if (program === undefined || folder === undefined) continue;
    const isFolder = await stat(folder).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (!isFolder) results.push(noticed("training", failure("doctor-job-folder-missing", { workload })));
    else if (!(await findProgram(program, environment["PATH"], folder))) {
      results.push(noticed("training", failure("doctor-job-program-missing", { workload, program })));
    }
  }
  return results;
}

function filled(text: string, environment: Environment): string | undefined {
  const names = [...text.matchAll(/\$\{([^}]*)\}/g)].map(([, name = ""]) => name);
  return names.some(isTrainingVariable) ? undefined : expandVariables(text, environment);
}
