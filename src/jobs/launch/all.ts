import type { JobLauncherDefinition } from "../../contract/job-launcher.js";
import { createRegistry, type Registry } from "../../contract/registry.js";
import { attachLauncher } from "./attach.js";
import { localLauncher } from "./local.js";
import { slurmLauncher } from "./slurm.js";

/** Every job launcher that ships: a new one is one file and one line here. */
export const builtInJobLaunchers: readonly JobLauncherDefinition[] = [localLauncher, slurmLauncher, attachLauncher];

export function createJobLauncherRegistry(): Registry<JobLauncherDefinition> {
  return createRegistry("job-launcher", builtInJobLaunchers);
}
