/** Findings of training jobs and their schedulers. */
export const findingsJobs = {
  "finding.cancel-refused": "Slurm refuses to cancel job {job}: {words}",
  "finding.job-folder-missing": "The folder in which the job is to run does not exist.",
  "finding.job-forgotten":
    "The scheduler no longer knows job {job}, and neither the accounting nor an exit status tells how it ended.",
  "finding.job-log-missing": "The log {file} is not there, or is no file.",
  "finding.job-lost":
    "The scheduler has not answered for {seconds} s; job {job} is given up as lost ({words}). It may still run: attach to it later.",
  "finding.job-not-ours": "Job {job} is another job than the one that was launched: its number was used again.",
  "finding.job-not-running": "Job {job} is not running: nothing can be started beside it.",
  "finding.job-not-taken": "The scheduler {scheduler} has not taken the job within {seconds} s: {words}",
  "finding.job-one-node-only": "The launcher `local` runs on one node; {nodes} were asked for.",
  "finding.job-output-unreadable": "The output of the job cannot be read ({reason}).",
  "finding.job-refused": "The scheduler {scheduler} does not take the job: {words}",
  "finding.job-suspended": "Job {job} was suspended for a while: its times are not those of the system.",
  "finding.job-ticket-unreadable": '"{ticket}" is no ticket of a Slurm job.',
  "finding.scheduler-back": "The scheduler {scheduler} answers again after {seconds} s.",
  "finding.scheduler-refused": "The scheduler {scheduler} cannot be asked: {words}",
  "finding.scheduler-silent": "The scheduler {scheduler} does not answer ({words}); the job is taken as running on.",
} as const;
