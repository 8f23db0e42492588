/** Training in reports. */
export const trainingReport = {
  "report.training": "What was trained, and how",
  "report.training.workload":
    "{model}, {task:word} in {precision}: sequences of {sequenceLength} tokens, {globalBatch} sequences a step; steps before the window: {warmUpSteps}, in it: {steps}",
  "report.training.flops": "{flops} of the model a token",
  "report.training.system": "{system}: {framework}",
  "report.training.framework.unknown": "framework not stated",
  "report.training.job": "launched by {launcher}; nodes: {nodes}; accelerators used: {units} ({unit:word})",
  "report.training.way": "{precision}, {parallelism}",
  "report.training.log": "log read as {logs} (times of steps: {stamps}; tokens: {tokens})",
  "report.training.peak": "MFU is of {flops}/s per {unit:word} ({precision}, dense; source: {source})",
  "report.training.peak.absent": "no MFU, as no peak at {precision} is stated",

  "report.training.metrics": "All metrics",

  "report.loss": "Loss",
  "report.loss.first": "first tenth",
  "report.loss.last": "last tenth",
  "report.loss.at": "at {tokens} tokens",
  "report.loss.legend":
    "Training loss as the framework prints it, means over runs: of the first and the last tenth of the reports, and of the tenth before a number of consumed tokens that every run has reached. A run whose loss is no number, or has fallen by less than {fallsBy}, is invalid. This says that something was learnt, not how good the model is.",
  "report.loss.within":
    "Loss at {tokens} consumed tokens: {candidateLoss} ({candidate}) against {baselineLoss} ({baseline}), {relative} apart; the workload allows {band}.",
  "report.loss.beyond":
    "Loss at {tokens} consumed tokens: {candidateLoss} ({candidate}) against {baselineLoss} ({baseline}), {relative} apart, which is more than the {band} that the workload allows: not the same work.",
  "report.loss.unknown": "No run that is used tells its loss.",

  "report.scaling": "Scaling over nodes: {ladder}",
  "report.scaling.weak": "Weak scaling: the global batch grows with the nodes.",
  "report.scaling.strong": "Strong scaling: the global batch stays as it is.",
  "report.scaling.column.nodes": "nodes",
  "report.scaling.column.units": "units",
  "report.scaling.column.batch": "global batch",
  "report.scaling.column.throughput": "tok/s",
  "report.scaling.column.step": "step, ms",
  "report.scaling.column.efficiency-joules": "tok/J",
  "report.scaling.column.efficiency": "efficiency ({confidence} interval)",
  "report.scaling.efficiency": "Scaling efficiency",
  "report.scaling.legend":
    "One line a number of nodes; means over its runs, ± is half the {confidence} interval; that of the efficiency has the systematic bounds in it. Efficiency = tokens/s of one node / tokens/s of one node at the smallest number of nodes of the same system; 1 is ideal. Each system is held against itself: an efficiency says nothing of which system is faster.",

  "report.method.training.sample":
    "Of training, each sample is one run: a fresh job with its warm-up steps and its measured steps. Steps inside a run are reduced to one number and are never samples.",
  "report.method.training.window":
    "The window of a training begins with the stamp of the report that ends the warm-up steps and ends with that of the last measured step: tokens and joules are of the same steps. By how much these two stamps may be late is a systematic bound.",
  "report.method.training.flops":
    "Model FLOPs of a token = 6 × (weights of attention and feed-forward blocks that a token passes + hidden size × vocabulary) + attention proper, of which a token sees half of its sequence; 4 in the place of 6 for frozen weights. It is one formula for every system and framework; recomputation is not counted. MFU = tokens/s × FLOPs of a token / (accelerators × dense peak at the precision of the job).",
  "report.method.training.frameworks":
    "What a framework says of its own speed is shown as provenance and compared with nothing: formulas and devices differ between frameworks.",
  "report.method.training.mlperf":
    "Training speed over a fixed number of steps is NOT an MLPerf Training result, which is the time to a target quality, reviewed by MLCommons. Nothing here was verified by MLCommons Association.",
} as const;
