/** Why a metric of training has no value. */
export const findingsTrainingMetrics = {
  "finding.metric-of-other-workloads": "This is a metric of another kind of workload.",
  "finding.training-facts-missing": "The record does not say what the training job ran on.",
  "finding.peak-unknown":
    "Nobody says how much one accelerator of {system} multiplies at most in {precision}. Name a device of the table that has this precision, or state the peak with its source (training.peak in the system file).",
  "finding.job-times-unknown":
    "The log of this job holds durations and no times of day, so power readings cannot be lined up with its steps.",
  "finding.job-nodes-not-metered":
    'At the boundary "{boundary:word}" no power of {nodes} was metered, while other nodes of the job on {system} were: their sum is not the energy of the job.',
  "finding.job-devices-not-all-metered":
    'At the boundary "{boundary:word}" {metered} devices of {system} were metered, while the job used {expected}: their sum is not the energy of the job. Meter exactly those that the job used, each once, or correct accelerators, topology and the job in the file.',
  "finding.step-edges-loose":
    "The reports at the edges of the window were read up to {edgeSeconds} s late, and the window is {windowSeconds} s long: nothing per second can be said. Train more steps, or let the log be read as it is written.",
  "finding.step-stamps-loose":
    "Reports come {apartSeconds} s apart and were read up to {lateSeconds} s late: the log's own timer is missing, and the stamps say nothing of single steps.",
  "finding.steps-reported-together":
    "The log reports up to {steps} steps together, so nothing is known of single ones. Let the framework report every step.",
  "finding.too-few-reports-in-window": "At least {needed} reports of the window are needed; there are {count}.",
  "finding.no-loss-reported": "The log prints no loss in the window.",
  "finding.last-loss-not-finite": "The loss at the end of the window is no finite number.",
  "finding.framework-does-not-say": "The framework does not print this in the window.",
} as const;
