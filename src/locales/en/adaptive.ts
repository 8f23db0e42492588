/** Relative sizes, runs that stop on precision, groups of comparisons, what a suite says for gates. */
export const adaptiveRuns = {
  "problem.option-not-fraction": "--{option} must lie between 0 and 1 (or 0 % and 100 %); found {received}.",
  "problem.not-a-fraction": '"{path}" must be a relative size; found {received}.',
  "hint.fraction": "Write a fraction such as 0.03, or a percentage such as 3 %.",

  "problem.stop-not-interleaved":
    "A rule to stop adds blocks in which all systems take turns: the order must be {expected:word}, not {order:word}.",
  "hint.stop-not-interleaved": 'Write "order: interleaved", or leave "stop" out.',
  "problem.stop-without-comparison": "A rule to stop looks at the intervals of comparisons, and the suite has none.",
  "hint.stop-without-comparison": 'Add a comparison, or leave "stop" out and say the number of runs by "repeats".',
  "problem.stop-too-few-runs":
    "A rule to stop needs {minimum} runs before it may hold, not {repeats}: fewer may agree by chance, and their interval would be too narrow.",
  "hint.stop-too-few-runs": 'Write "repeats: {minimum}" or more; it is the fewest runs of a suite with "stop".',
  "problem.stop-nothing-to-add":
    '"maxRuns" ({maxRuns}) must be above "repeats" ({repeats}): there would be no block to add.',
  "hint.stop-nothing-to-add": 'Raise "maxRuns", or leave "stop" out.',

  "problem.comparison-of-two-forms": "A comparison names its systems in one way only; this one has {keys}.",
  "hint.comparison-forms":
    'Either "candidate" and "baseline", or "candidates" (a list) and "baseline", or "pairs" (a list).',

  "problem.gate-empty": "There is nothing that a gate could hold the systems against: everything would pass.",
  "hint.gate-empty": 'Add "history" or "requirements" to "gate", or leave it out.',
  "problem.metric-without-direction": 'The metric "{metric}" has no better direction: nothing of it can regress.',
  "hint.metric-with-direction": "tokwatt list metrics says which direction of a metric is the better one.",
  "problem.metric-of-no-workload": 'The metric "{metric}" is one of {kind}; no workload that is meant here is.',
  "hint.metric-of-workload": "tokwatt list metrics says which metrics a kind of workload has.",
  "problem.requirement-two-bounds": "A requirement has one bound.",
  "hint.two-requirements": "Write two requirements on the metric, one for each bound.",
  "problem.requirement-without-bound": 'The requirement has no bound: neither "atLeast" nor "atMost".',
  "problem.requirement-wrong-way":
    'Better values of "{metric}" are the {better:word} ones: "{given}" would refuse what is good.',
  "hint.requirement-bound": 'Write "{key}" with a number in the base unit of the metric: s, token/s, W.',
  "word.higher": "higher",
  "word.lower": "lower",
  "problem.unknown-fact": 'No fingerprint has a fact "{name}".',

  "cli.run.interrupted-plan": "Interrupted; {done} of {total} trials are done.",
  "cli.run.failed-plan": "{failed} of {total} trials failed.",

  "cli.run.started-adaptive":
    "{suite}: trials to run: {fewest} to {trials}, about {least} to {time}; records go to {results}",
  "cli.run.resumed-adaptive":
    "{suite}: trials done: {done}, to run: {fewest} to {trials}, about {least} to {time}; records go to {results}",
  "cli.run.trial-ended-adaptive": "[{place}/{total}] {trial}: {state:word} after {time}; at most {left} left",
  "cli.run.bar-adaptive": "{place}/{total}  {trial}  at most {left} left",
  "cli.run.narrow-enough":
    "{workload}: enough after {runs} runs of each system; the widest interval of a primary metric reaches {width:percent} above its ratio (asked for: {asked:percent})",
  "cli.run.stayed-wide":
    "{workload}: {runs} runs of each system were the most; the widest interval of a primary metric still reaches {width:percent} above its ratio (asked for: {asked:percent})",
  "cli.run.without-interval":
    "{workload}: {runs} runs of each system were the most, and a primary metric has no interval yet; the report says why",

  "cli.plan.suite-adaptive":
    "suite {id}, version {version}; seed {seed}; runs of every workload on every system: {repeats} to {maxRuns}",
  "cli.plan.stop":
    "each workload: {repeats} runs of each system, then one block after the other until the interval of every primary metric reaches at most {width:percent} above its ratio",
  "cli.plan.time-adaptive":
    "trials: {fewest} to {trials}, about {least} to {time} in all, without the time that servers take to start",
  "cli.plan.trials-adaptive": "{title}; repeats above {repeats} only where they are needed",
  "cli.plan.family": "family {family}: {comparisons} comparisons, whose primary metrics are counted together (Holm)",
  "cli.plan.shared-meters": "the same meters read both sides: their gain cancels",
  "cli.plan.equivalence": "tested for equivalence within: {margins}",
  "cli.plan.non-inferiority": "tested for being worse by no more than: {margins}",
  "cli.plan.weights": "weights in the mean over workloads: {weights}; 1 for every other",
  "cli.plan.gate": "What a gate holds the systems against",
  "cli.plan.gate-history": "history: {metrics}; margins {margins}; {confidence:percent} intervals",
  "cli.plan.gate-vary": "under test, and so not part of the environment: {facts}",
  "cli.plan.at-least": "{metric} at least {limit}{unit}",
  "cli.plan.at-most": "{metric} at most {limit}{unit}",
  "cli.plan.of-system": "system {system}",
  "cli.plan.of-workload": "workload {workload}",
} as const;
