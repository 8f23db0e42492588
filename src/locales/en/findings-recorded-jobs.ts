/** Jobs that had ended before they were read, and what a log says of its steps. */
export const findingsRecordedJobs = {
  "finding.job-not-as-asked":
    "The job is not the one that was asked for: its {what:word} is {said}, that of the workload {asked}.",
  "finding.log-clock-goes-back":
    "The wall times of the log go back at step {step}: the clock was set, or the lines are of several machines. They are not used.",
  "finding.log-without-times":
    "The log of the job tells no times: not every report has a wall time, nor every step a duration. A job that has ended has no speed then.",
  "finding.recorded-telemetry-elsewhere":
    "The power readings of {file} go from {from} to {until}, the job began at {began} (all UTC): none is of the job. Is `utcOffsetMinutes` right, here and of the log?",
  "finding.recorded-telemetry-needs-clock":
    "The power readings of {file} cannot be lined up with the job: it must have ended (launcher `attach`), and its log must have a wall time in every report.",
  "finding.recorded-telemetry-unreadable": "The power readings of {file} cannot be read ({reason}).",
  "finding.recorded-telemetry-untimed":
    "No line of {file} has a time, a device and watts in the form {format}: nvidia-smi must have been asked for `timestamp`, `index` and `power.draw`, with a header; plain lines are `unixMs,device,watts`.",
  "word.global-batch": "global batch",
  "word.sequence-length": "sequence length",
  "word.tokens-per-step": "number of tokens a step",
} as const;
