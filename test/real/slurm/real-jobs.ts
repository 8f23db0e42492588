import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import type { Job, JobLauncher, JobRequest } from "../../../src/contract/job-launcher.js";
import { slurmLauncher } from "../../../src/jobs/launch/slurm.js";
import { createMonotonicClock } from "../../../src/load/monotonic-clock.js";
import { type RecordedJob, recordJob } from "../../jobs/launch/recorded-job.js";
import type { StartedSlurm } from "./start-slurm.js";

/** A launcher as a fresh tokwatt would make it. */
export function openLauncher(slurm: StartedSlurm, options: Readonly<Record<string, unknown>>): JobLauncher {
  const parsed = slurmLauncher.optionsSchema.parse({ pollSeconds: 1, ...options });
  return slurmLauncher.create(parsed, { clock: createMonotonicClock(), environment: slurm.environment });
}

/** A job of one task a node that runs a script in Node. */
export async function requestJob(
  folder: string,
  script: string,
  changes: Partial<JobRequest> = {},
): Promise<JobRequest> {
  return {
    name: "tokwatt-test",
    command: [process.execPath, "-e", script],
    environment: {},
    directory: folder,
    nodes: 1,
    keepIn: await mkdtemp(join(folder, "it's 100% kept ")),
    ...changes,
  };
}

export interface LaunchedJob {
  readonly job: Job;
  readonly seen: RecordedJob;
  readonly request: JobRequest;
  /** Number of the job. */
  readonly id: string;
}

export async function launchJob(
  slurm: StartedSlurm,
  options: Readonly<Record<string, unknown>>,
  request: JobRequest,
): Promise<LaunchedJob> {
  const seen = recordJob();
  const job = await openLauncher(slurm, options).launch(request, seen);
  return { job, seen, request, id: job.ticket.replace("slurm ", "") };
}

/** Prints a word, then waits for as long as it is let. */
export const WAITING = `console.log("waiting"); setInterval(() => {}, 1e6);`;
