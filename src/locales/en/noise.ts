/** How much runs differ by themselves (`tokwatt aa`), and how many are needed for what (`tokwatt plan --detect`). */
export const noiseOfRuns = {
  "cli.aa": "Measure the noise of systems: run each against itself",
  "cli.option.runs": "runs of every system on every workload",
  "cli.option.aa-control":
    "also run copies of the systems that are slowed by this much (0.05 or 5%), to see whether it shows",
  "cli.option.aa-system": "only this system of the suite (its id; may be repeated)",
  "cli.option.aa-workload": "only this workload of the suite (its id; may be repeated)",
  "cli.option.detect": "say how many runs find a difference of this size (0.03 or 3%), from the noise in the history",
  "cli.option.power": "chance to find it",
  "cli.range": "{point} ({low} to {high})",

  "cli.aa.title": "Noise between runs: {title}",
  "cli.aa.cell": "{system} on {workload}: {used} of {planned} runs used",
  "cli.column.metric": "metric",
  "cli.aa.column.cv": "run-to-run CV",
  "cli.aa.column.aa": "A/A ratio",
  "cli.aa.column.alarm": "A/A",
  "cli.aa.alarm": "false alarm",
  "cli.aa.quiet": "holds 1",
  "cli.aa.missing": "{metric}: {reason}",
  "cli.aa.notes": "Notes",
  "cli.aa.few-runs":
    "{runs} runs know a spread only roughly, as its interval shows; {advised} or more are advised: tokwatt aa --runs {advised}",
  "cli.aa.control": "Control: a copy that tokwatt slowed down itself, against the untouched system",
  "cli.aa.control-found": "{metric}: slowed / untouched {ratio}; the slow-down of {slowdown:percent} was found",
  "cli.aa.control-missed": "{metric}: slowed / untouched {ratio}; the slow-down of {slowdown:percent} was not found",
  "cli.aa.control-unknown": "{metric}: no interval, so that nothing is known of the slow-down of {slowdown:percent}",
  "cli.aa.legend":
    "CV: standard deviation of the logarithms of the runs, with its 95 % interval (χ²). n = …: the true difference that a Welch comparison of so many runs a side finds with {power:percent} chance, against a system that is as noisy. A/A ratio: every other run against the rest, with its 95 % interval; it excludes 1 once in twenty times by chance alone.",
  "cli.aa.stored":
    "The noise of {stored} of {cells} systems and workloads was added to {history}. How many runs a difference needs: tokwatt plan {suite} --detect 3% --history {history}",
  "cli.aa.nothing-stored": "No noise could be measured, and nothing was added to {history}.",

  "finding.noise-too-few-runs":
    "{system} has {runs} runs that can be used here, and a spread needs {minimum}. Run more of them: tokwatt aa --runs",
  "finding.noise-not-positive":
    "A value of {system} is zero or less and has no logarithm, so that no relative noise can be stated.",
  "finding.noise-no-variance":
    "The {runs} runs of {system} do not differ, or only in turn. Is it deterministic, or does something answer from a cache? Look at the records.",
  "finding.noise-client-degraded":
    "The client was too busy while {system} ran to time latencies: their noise would be its own. Give it more processors, or less load.",
  "finding.noise-environments-mixed":
    "{runs} runs of {system} were made in another environment than the rest ({facts}) and are left out. Keep it the same over the session.",
  "finding.noise-false-alarm":
    "{metric} of {system} on {workload}: the interval of the system against itself excludes 1. That comes about once in twenty times. Run tokwatt aa again: if it stays so, something changes from run to run (a cache, heat, another job).",
  "finding.noise-blind":
    "{system} on {workload}: a slow-down of {slowdown:percent} was injected, and no primary metric showed it. A comparison that finds nothing here means nothing: make more runs, or lengthen the window.",

  "hint.aa-runs": "Two halves of three runs are the least that a system can be compared with itself by.",
  "problem.control-within-margin":
    "A slow-down of {slowdown:percent} is not past the suite's margin of {margin:percent}: no verdict could ever find it.",
  "hint.larger-control": "Ask for a larger one, such as --control 5%, or state a smaller margin in the suite.",

  "cli.detect.title": "Runs needed to find a difference of {difference:percent} with {power:percent} chance",
  "cli.detect.column.candidate": "candidate",
  "cli.detect.column.baseline": "baseline",
  "cli.detect.column.runs": "runs a side",
  "cli.detect.column.time": "both sides",
  "cli.detect.column.planned": "{runs} runs find",
  "cli.detect.comparison": "{candidate} (candidate) against {baseline} (baseline): {analysis:word}",
  "cli.detect.unknown": "unknown",
  "cli.detect.enough": "{detectable}, enough",
  "cli.detect.notes": "What this rests on",
  "cli.detect.time":
    "With the most runs that a metric of each workload needs, {systems} systems take about {time}, without the time that servers take to start.",
  "cli.detect.legend":
    "Noise: what tokwatt aa measured, with its 95 % interval; the range of the runs is what that interval makes of them. Runs: the interval of the ratio excludes 1 and the ratio is past the margin, each with {power:percent} chance. What meters may be wrong by comes on top and does not shrink with runs.",

  "finding.detect-no-comparison":
    "The suite compares nothing, so that there is no difference to find. Add a comparison to it.",
  "finding.detect-no-noise":
    "No noise of {system} on {workload} is known ({metrics}). Measure it first: tokwatt aa {suite} --system {system} --workload {workload} --history {history}",
  "finding.detect-within-margin":
    "{metric}: {difference:percent} is not past the margin of {margin:percent}, so that no number of runs gives it a verdict. Ask for a larger difference, or state a smaller margin.",
  "finding.detect-too-few-runs":
    'The plan makes fewer runs than are needed: set "repeats" to {runs}, or let it stop by itself with "stop" and as many "maxRuns".',
  "finding.detect-other-facts":
    "The noise of {system} on {workload} was measured on {at} with another file ({facts}). Measure it again, if that matters to it: tokwatt aa",
  "finding.detect-holm":
    "Several primary metrics are adjusted together (Holm); each is planned for the strictest step, so that it is found whatever the others say.",
  "finding.detect-unequal":
    "Where the two sides differ in noise, the root of the mean of their squares stands for both: as if both had it.",
  "finding.detect-paired":
    "Pairs by block: the noise is that of the ratio of two neighbouring runs of one system; half of each side's goes into the pair.",
} as const;
