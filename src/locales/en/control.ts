/** A slow-down that tokwatt puts into a system itself, to see whether it would be noticed. */
export const positiveControl = {
  "control.slowed-title": "{title}, slowed by {slowdown:percent}",
  "finding.control-not-possible":
    "The job launcher {launcher} cannot hold a job, so that nothing was slowed down: ask for the control on a system that is launched by local or slurm, or without a control.",
  "finding.hold-refused": "Slurm refuses to hold job {job} or to let it go on, as a slow-down needs: {words}",
  "finding.injected-slowdown":
    "tokwatt slowed this system down by {slowdown:percent} to see whether that would be noticed; what it did came to {achieved:percent}.",
  "finding.injected-slowdown-died":
    "The process that was to slow the system down ended before its time ({outcome}). Run the trial again. Its last words: {words}",
  "finding.injected-slowdown-inexact":
    "A slow-down of {slowdown:percent} was asked for, and {achieved:percent} came of it: take a larger one or longer requests and windows, or leave more processors free.",
  "finding.injected-slowdown-missed":
    "Of the slow-down of {slowdown:percent} that was to be injected only {achieved:percent} came about, so that this run controls nothing: take a larger slow-down, or longer requests and windows.",
} as const;
