import { resolve } from "node:path";

/**
 * Folder in which the launcher of a run's job keeps what it needs to find the job again, and the job what it writes. Outside the
 * record, as nobody redacts it; absolute, as a job runs elsewhere.
 */
export function jobFolder(resultsDir: string, runId: string): string {
  return resolve(resultsDir, ".jobs", runId);
}
