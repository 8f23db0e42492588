import type { ShownJob } from "../../../../src/jobs/launch/slurm/parse-show-job.js";

/** A job of two nodes as scontrol shows it. */
export function shown(changes: Partial<ShownJob>): ShownJob {
  return {
    id: 12,
    states: ["RUNNING"],
    reason: "None",
    restarts: 0,
    exitCode: 0,
    signal: 0,
    nodeList: "n[1-2]",
    command: "/kept/job.sbatch",
    ...changes,
  };
}
