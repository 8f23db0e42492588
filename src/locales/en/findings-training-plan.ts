/** Problems and hints of training workloads and of how a system trains. */
export const findingsTrainingPlan = {
  "problem.only-of-lora": '"{key}" is only of the task "lora"; the task is "{task}".',
  "problem.packed-above-sequence":
    "Samples that are packed into a sequence are no longer than it: {packed} is above {sequence} tokens.",
  "problem.parallelism-not-dividing":
    '"{key}" is {ranks}, and {count} {whole:word} cannot be shared out evenly among them.',
  "problem.parallelism-too-many": '"{key}" is {ranks}, and there are only {count} {whole:word}.',
  "problem.absolute-model":
    "{received} is an absolute path; a workload names its model relative to its own folder, or by id.",
  "problem.ladder-not-of-kind": '"{key}" makes no ladder of {workload}, which is of the kind {kind:word}.',
  "problem.scaling-without-nodes": '"scaling" says how work grows with the nodes, and there is no list "nodes".',
  "problem.rung-batch-not-whole":
    "With weak scaling {nodes} nodes would have a global batch of {batch}: {globalBatch} sequences are those of {first} nodes.",
  "problem.adapter-trains-nothing": "The adapter {adapter} cannot train.",
  "problem.duplicate-job": "There is another job for the workload {workload}.",
  "problem.job-too-many-nodes": "The job runs on {nodes} nodes, and the system has {ofSystem}.",
  "problem.job-too-many-units": "The job uses {units} of the unit {unit:word}, and the system has {count}.",
  "problem.job-units-not-nodes": "The unit is the node: {nodes} nodes cannot be {units} units.",
  "problem.job-units-not-even": "{units} of the unit {unit:word} cannot be shared out evenly among {nodes} nodes.",
  "problem.job-node-too-full":
    "{units} on {nodes} nodes are {each} of the unit {unit:word} on each, and a node has {room}.",
  "problem.not-a-variable-name":
    '"{name}" cannot be the name of an environment variable: letters, digits and _, no digit first.',
  "problem.unknown-template-name": 'There is no figure "{name}" of a workload.',
  "problem.system-serves-nothing":
    'The system {system} cannot run {workload}, which is inference: its file has no section "serving".',
  "problem.system-cannot-train": "The system {system} cannot run {workload}: its adapter {adapter} cannot train.",
  "problem.system-trains-nothing":
    'The system {system} cannot run {workload}, which is training: its file has no section "training".',
  "problem.no-job": "The system {system} has no job for {workload}.",
  "problem.rung-too-many-nodes": "{workload} needs {nodes} nodes, and the system {system} has {ofSystem}.",
  "problem.rung-units-not-whole":
    "The job of {system} on {jobNodes} nodes makes {units} of the unit {unit:word} on {nodes} nodes: {workload} would use a part of one.",
  "problem.rung-too-many-units":
    "{workload} needs {units} of the unit {unit:word} on {nodes} nodes, and the system {system} has {count}.",
  "problem.ranks-not-even":
    "{workload} on {system}: {ranks} ranks cannot be shared out among copies of the model of {each} ranks each (tensor {tensor} × pipeline {pipeline} × context {context}).",
  "problem.batch-not-even":
    "{workload} on {system}: a global batch of {globalBatch} sequences cannot be shared out evenly among {copies} copies of the model ({ranks} ranks, {each} a copy).",
  "problem.no-primary-metric-of-kind":
    "The suite has workloads of the kind {kind:word}, and none of the primary metrics is one of them.",
  "problem.search-not-of-training":
    "{workload} is a training: it has no load that could be raised until a service level is missed.",

  "hint.adapter-weights": "Give the weights of all adapters together, or 0 to leave their own FLOPs out.",
  "hint.weak-or-strong": "Say how the work grows: weak, the global batch grows with the nodes; strong, it stays.",
  "hint.ladder-of-nodes": "A training makes a ladder of nodes: { file: ..., nodes: [1, 2, 4], scaling: weak }",
  "hint.first-rung":
    "The file's global batch is that of the first rung: begin with the smallest, or choose another batch.",
  "hint.serving-or-training": 'A system serves or trains: give "serving", "training", or both.',
  "hint.training-adapters": "These adapters can train: {known}.",
  "hint.job-nodes": 'Correct "nodes", or the topology.',
  "hint.job-units":
    'Give "units" that its nodes can share evenly; without, it uses all accelerators of the system, which must be on its nodes then.',
  "hint.job-of-one-node": 'Give the job its "units" on its own nodes: on more nodes it uses as many times more.',
  "hint.template-names":
    // biome-ignore lint/suspicious/noTemplateCurlyInString: written as it stands in a system file
    "These are there: {known}. Variables of the environment are written in capitals: ${DATA_DIR}.",
  "hint.add-serving":
    'Add "serving" to its file (model, precision, tokenizer), or leave one of the two out of the suite.',
  "hint.add-training": 'Add "training" to its file (launcher, logs, jobs), or leave one of the two out of the suite.',
  "hint.add-job": 'Its jobs are for: {known}. Add one to "training.jobs" of its file.',
  "hint.job-did-you-mean": 'It has one for "{suggestion}": is that the same workload under another id?',
  "hint.job-parallelism": 'Change "parallelism" or the size of the job in the system file, or the workload\'s batch.',
  "hint.primary-metric-of-kind": "Add one such as: {known}.",
  "hint.search-of-inference": "Name an inference workload with a service level: tokwatt list workloads",

  "finding.plan-training-demonstration":
    "{workload} measures {steps} steps, fewer than its minimum of {minimumSteps}: its rows will be stamped as a demonstration.",
  "finding.plan-no-peak":
    "Nobody says how much an accelerator of {system} does at most in {precision}: there will be no MFU (training.peak in its file).",

  "word.model": "model",
  "word.inference": "inference",
  "word.training": "training",
  "word.heads": "heads",
  "word.layers": "layers",
  "word.experts": "experts",
  "word.sequenceLength": "tokens of a sequence",
} as const;
