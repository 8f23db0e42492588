/** How training runs are judged and compared. */
export const findingsTrainingComparison = {
  "finding.training-invalid": "What is known of the training makes the run invalid.",
  "finding.loss-unknown":
    "The log tells too few losses ({told}) to say whether anything was learnt: speed without learning is nothing.",
  "finding.loss-not-finite": "The loss of step {step} is {loss}: the training had broken down.",
  "finding.loss-not-falling":
    "The loss went from {first} (mean of the first tenth of the reports) to {last} (mean of the last tenth); the workload asks that it falls by at least {fallsBy:percent}.",
  "finding.losses-differ":
    "The losses differ by {relative:percent} at {tokens} consumed tokens ({candidate} against {baseline}), the workload allows {band:percent}: the two sides have not learnt the same, so that their speeds are not those of the same work.",
  "finding.parallelism-differs":
    "The model is spread differently over the accelerators: {candidate} against {baseline}. Each side is compared in the way that it was configured.",
  "finding.framework-differs":
    "The frameworks differ: {candidate} against {baseline}. The comparison is one of whole systems, software included.",
  "finding.nodes-differ":
    "The jobs ran on different numbers of nodes: {candidate} against {baseline}. Tokens/s are those of the whole jobs; tokens per joule and figures per unit are not multiplied by them.",
  "finding.units-used-differ": "The jobs used different numbers of accelerator units: {candidate} against {baseline}.",
  "finding.step-stamps-differ":
    "The times of the steps are not of the same kind: {candidate:word} against {baseline:word}.",
  "finding.token-counts-differ":
    "Tokens are counted differently: {candidate:word} against {baseline:word}. Where sequences are padded, the two are not the same.",
  "finding.demonstration-training":
    "Demonstration: the window is shorter than the {seconds} s, holds fewer than the {steps} steps, or has fewer than the {samples} power samples, that the workload demands.",
  "finding.precision-not-asked":
    "The job of {system} multiplies in {precision}, its workload asks for {asked}: its system file says so.",
  "finding.job-recorded":
    "The jobs of {system} had ended before tokwatt read them: all times of steps are {stamps:word}, nothing was stamped by tokwatt.",
  "finding.job-reattached-in-runs":
    "Jobs of {system} that were found again after their tokwatt process had gone: {runs} of {of}. What they had printed until then was stamped late.",
  "finding.framework-timer-differs":
    "By the framework's own timer the steps of {system} took {relative:percent} {direction:word} than by the stamps of tokwatt (runs: {runs} of {of}). Figures here rest on the stamps; what happens between steps (checkpoints, evaluation, loading data) is in them and often not in a framework's timer.",
  "finding.steps-skipped":
    "The optimiser of {system} left out {skipped} measured steps (overflow): they took time and energy and taught nothing, and their tokens are counted.",
  "finding.restarts-in-window":
    "The training of {system} restarted from a checkpoint within the window ({restarts} times): some steps were made twice.",
  "finding.checkpoints-in-window":
    "Checkpoints of {system} were saved within the window ({checkpoints} in {of} runs): their time and energy are in the figures.",
  "finding.tokens-by-workload":
    "Tokens of {system} are steps x global batch x sequence length, as its log does not count them: padding, if there is any, is counted as tokens.",
  "finding.training-steadiness-unknown":
    "Whether the training of {system} was steady is unknown: {reports} reports in a window of {seconds} s (runs: {unknown}); telling it needs {needed} reports in {neededSeconds} s.",
  "finding.first-steps-slow":
    "The first steps of the window ({steps}) took more than 1.5 times as long as usual and no later ones did, which makes the window longer by {bias:percent}: plan more steps of warm-up.",
  "finding.speed-drifts":
    "Speed {direction:word} by {relative:percent} from the first half of the window to the second, all along it: the run was not steady.",
  "finding.warm-up-steps-too-few":
    "The warm-up was {steps} steps too short: after them speed {direction:word} by another {relative:percent} (p = {p}), which moves the mean of the window by {bias:percent}.",
  "finding.workloads-without-definitions":
    "Left out, as these definitions are none of training: {workloads}. Read the report without them for its figures.",
  "finding.definitions-without-workload":
    "All workloads of this plan are trainings, of which {tool} defines no metric. Read the report without its definitions.",
  "finding.probe-of-training": "A training has no service level that a load could meet.",
  "finding.export-needs-inference":
    "The run is a training: a result file of a serving benchmark cannot hold it. Take its figures from tokwatt report RESULTS --format csv or json.",
  "finding.scaling-without-base": "No number of nodes has a speed that this one could be held against.",
  "finding.scaling-base": "Efficiency is relative to this number of nodes ({nodes}): it is 1 by definition.",

  "word.stamps-read": "as tokwatt read the log",
  "word.stamps-log-clock": "wall times of the log",
  "word.stamps-log-timer": "durations that the log tells",
  "word.tokens-from-log": "the framework's own count",
  "word.tokens-from-workload": "steps x global batch x sequence length",
  "word.tokens-from-log-and-workload": "partly the framework's own count",
  "word.shorter": "less",
  "word.longer": "more",
} as const;
