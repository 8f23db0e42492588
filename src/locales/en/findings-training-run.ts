/** What happens to a training run while it is measured. */
export const findingsTrainingRun = {
  "cli.doctor.check.training": "training",
  "finding.doctor-job-folder-missing": "The folder in which the job for {workload} runs does not exist.",
  "finding.doctor-job-program-missing": "The job for {workload} cannot be started: there is no program {program}.",
  "finding.doctor-launcher-missing":
    "The launcher {launcher} needs {program}, which is not on the PATH of this machine.",
  "finding.doctor-meters-with-job": "Its meters are opened with a job, and were not read.",
  "finding.doctor-training": "Jobs for {workloads} are launched by {launcher}; their logs are read as those of {logs}.",
  "finding.doctor-trains-by-itself": "The adapter {adapter} trains any workload by itself.",
  "finding.doctor-without-jobs": "The system {system} neither serves, nor does its file say how it trains.",
  "finding.cannot-train": "The adapter {adapter} cannot train.",
  "finding.job-cancelled": "The job was cancelled by somebody else after step {steps} ({detail}).",
  "finding.job-ended-meanwhile":
    "The job of the earlier attempt had ended before anybody looked at it again ({outcome}): a new one was launched.",
  "finding.job-failed": "The job failed after step {steps} ({detail}). Its last lines are in raw/job-log.jsonl.",
  "finding.job-log-cut": "{bytes} bytes of the job's output stood in lines of more than a MiB and were not read.",
  "finding.job-node-failure": "A node of the job failed after step {steps} ({detail}).",
  "finding.job-out-of-memory":
    "The job ran out of memory after step {steps} ({detail}). Its last lines are in raw/job-log.jsonl.",
  "finding.job-preempted": "The job had to make room for another one after step {steps} ({detail}).",
  "finding.job-reattached":
    "The job was launched by an earlier attempt and found again: everything up to step {step} counts as warm-up.",
  "finding.job-requeued":
    "The scheduler began the job anew ({reason}): its steps are of two starts, and it was cancelled.",
  "finding.job-time-out": "The job reached its time limit after step {steps} ({detail}).",
  "finding.job-too-slow":
    "The job had not ended after {seconds} s, the limit of its workload, and was cancelled after step {steps}.",
  "finding.no-training-job": "The system {system} does not say how it trains {workload}.",
  "finding.node-without-power":
    "The meters of {node} do not read ({reason}): the energy of the run is that of a part of its nodes, and not known.",
  "finding.reattached-too-late":
    "The job of the earlier attempt was found again with {left} steps left, fewer than the {minimum} that a run must have: it was cancelled, and a new one launched.",
  "finding.recorded-power-not-aligned":
    "The log has no wall times: none of the {sources} recorded power sources can be lined up with its steps.",
  "finding.steps-disordered":
    "{file}, line {line}: the report of step {step} does not follow the one before it. Lines that are so: {count}.",
  "finding.too-few-reports":
    "The log reports steps only {reports} times, and the warm-up ends at a report: no window lies between two of them. Let it report more often.",
  "finding.too-few-steps": "The job ended well after {made} steps; {asked} were asked for.",
} as const;
