/** Training on the command line. */
export const trainingCli = {
  "cli.load.training":
    "{id}: {task:word} of {model}; {globalBatch} sequences of {sequenceLength} tokens a step ({tokens} tokens), {precision}; {warmUpSteps} + {steps} steps",
  "cli.load.training-spread": "{line}; {parts}",
  "cli.load.part.tensor": "tensor parallel {ranks}",
  "cli.load.part.pipeline": "pipeline parallel {ranks}",
  "cli.load.part.context": "context parallel {ranks}",
  "cli.load.part.expert": "expert parallel {ranks}",
  "cli.load.part.packed": "samples of {length} tokens packed",
  "cli.load.part.adapters": "{weights} weights in adapters",

  "cli.plan.training-workload":
    "{id}, version {version}: {title}; {steps} measured steps (minimum {minimumSteps}, and a window of {minimumSeconds} s); about {time} a trial if steps are just fast enough for that, at most {limit}",
  "cli.plan.system-without-serving":
    "{id}: {title}; adapter {adapter}; {lifecycle:word}; {count} × {name} ({unit:word}); serves nothing",
  "cli.plan.trains": "{id} trains by the launcher {launcher}, logs of {logs}; jobs for: {jobs}",

  "cli.describe.training": "Training",
  "cli.describe.serves-nothing": "nothing: the system only trains",
  "cli.describe.trains-by-itself": "by the adapter itself, any workload",
  "cli.describe.framework": "framework {framework}",
  "cli.describe.launcher": "job launcher {launcher}; log parser {logs}",
  "cli.describe.peak-device": "peak: that of {device}, by its maker",
  "cli.describe.peak-stated": "peak: {teraFlops} TFLOP/s per {unit:word} at {precision}. Source: {source}",
  "cli.describe.no-peak": "peak: not stated, so there is no MFU",
  "cli.describe.job": "{workload}: {nodes} nodes, {units} × {unit:word}; {command}",
  "cli.describe.job-differs": "{job} ({differences})",

  "cli.list.models": "Models",
  "cli.list.job-launchers": "Job launchers: {names}",
  "cli.list.log-parsers": "Log parsers: {names}",
  "cli.list.cannot-train": "no",
  "cli.list.can-train": "yes",
  "cli.list.trains-by-itself": "yes, any workload",
  "cli.column.load": "load",
  "cli.column.trains": "trains",

  "word.pre-training": "pre-training",
  "word.fine-tuning": "fine-tuning",
  "word.lora": "LoRA fine-tuning",
} as const;
