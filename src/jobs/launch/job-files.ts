import { join } from "node:path";

/** Files that a launcher keeps in the folder of a run (`JobRequest.keepIn`). */
export interface JobFiles {
  /** All that the job printed, on both streams. */
  readonly output: string;
  /** What was handed to the scheduler. */
  readonly script: string;
  /** Exit status of the job in decimal digits, written by the job itself as its last act. */
  readonly exitStatus: string;
}

export function jobFiles(keepIn: string): JobFiles {
  return {
    output: join(keepIn, "job-output.log"),
    script: join(keepIn, "job.sbatch"),
    exitStatus: join(keepIn, "job-exit-status"),
  };
}
