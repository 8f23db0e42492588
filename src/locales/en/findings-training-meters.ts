/** Meters on the nodes of a training job. */
export const findingsTrainingMeters = {
  "finding.node-clock-unreadable":
    "`date +%s%N` on a node of the job does not tell its time ({words}): its meters cannot be lined up.",
  "finding.node-not-of-job": "A command was to be started on a node that job {job} does not run on.",
  "finding.node-task-refused": "Nothing can be started beside the job: {reason}",
  "finding.nodes-not-reached":
    "The launcher cannot start commands on the job's nodes: their meters are not read. Name a meter that is read from here under `power.sources`.",
  "finding.telemetry-local-only":
    "The power source {source} reads this machine only, and no node of a job. Leave it out, or name one that a command reads.",
  "finding.telemetry-not-recorded":
    "The power source {source} reads what a meter shows now, which says nothing of a job that has ended.",
} as const;
