import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import type { Job } from "../../../src/contract/job-launcher.js";
import { localLauncher } from "../../../src/jobs/launch/local.js";
import { createMonotonicClock } from "../../../src/load/monotonic-clock.js";
import { recordJob } from "../../jobs/launch/recorded-job.js";

export interface EndedJob {
  readonly end: Awaited<Job["ended"]>;
  /** All that it printed. */
  readonly text: string;
}

/** Runs a command to its end as the launcher `local` does. */
export async function runLocally(
  folder: string,
  command: readonly [string, ...string[]],
  directory: string = folder,
): Promise<EndedJob> {
  const options = localLauncher.optionsSchema.parse({ timeLimitMinutes: 5 });
  const launcher = localLauncher.create(options, { clock: createMonotonicClock(), environment: process.env });
  const seen = recordJob();
  const keepIn = await mkdtemp(join(folder, "kept-"));
  const job = await launcher.launch(
    { name: "tokwatt-test", command, environment: {}, directory, nodes: 1, keepIn },
    seen,
  );
  const end = await job.ended;
  return { end, text: seen.text() };
}
