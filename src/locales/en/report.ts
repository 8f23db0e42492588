/** Sentences of the comparison report. */
export const report = {
  "report.title": "Comparison report: {suite}",
  "report.title.summary": "Report: {suite}",

  "report.stamp.demonstration":
    "DEMONSTRATION, NOT A RESULT: the measured windows are shorter, or hold fewer steps or power samples, than the workload itself demands. The figures show how the tool works; they do not judge a system.",
  "report.stamp.not-measured":
    "NOT MEASURED ON REAL HARDWARE ({label}): the figures of {systems} come from the adapter {adapter} and are {provenance:word}. They say nothing about any product.",
  "report.mark.of": "{system}: {mark}",

  "report.results": "Results",
  "report.results.pair": "{workload}: {candidate} (candidate) against {baseline} (baseline)",
  "report.results.secondary": "No metric of this comparison is primary; see the table.",
  "report.headline":
    "{title}: {verdict} {candidate} has {ratio} times the value of {baseline}: {candidateValue} against {baselineValue} {unit} ({direction}). {intervals}",
  "report.headline.absent": "{title}: {verdict} There is no ratio of {candidate} to {baseline}.",
  "report.headline.intervals":
    "{confidence} interval of the ratio: {interval} from run-to-run noise, {wide} with systematic bounds; margin {margin}.",
  "report.headline.interval":
    "{confidence} interval of the ratio: {interval}, no systematic bounds declared; margin {margin}.",
  "report.headline.no-interval": "The ratio has no interval: nothing is known of its certainty.",
  "report.headline.boundary": "Energy is stated at the boundary: {boundary:word}.",
  "report.direction.higher": "higher is better",
  "report.direction.lower": "lower is better",
  "report.direction.neither": "neither direction is better",
  "report.verdict.better": "{candidate} is better than {baseline} by {distance}.",
  "report.verdict.worse": "{candidate} is worse than {baseline} by {distance}.",
  "report.verdict.equivalent":
    "{candidate} and {baseline} are equivalent, their difference is smaller than the margin.",
  "report.verdict.inconclusive":
    "inconclusive, these runs show neither a difference that matters nor that there is none.",
  "report.verdict.not-comparable": "{candidate} and {baseline} are not comparable.",
  "report.verdict.none": "no verdict, the ratio only informs.",
  "report.interval": "{low} to {high}",

  "report.summary": "{workload}: {system}, compared with nothing",
  "report.details": "{workload}: {candidate} against {baseline}",
  "report.system": "{role}: {system}, {title}; {count} × {name} ({unit:word}); adapter {adapter} {version}",
  "report.system.dies": "dies per package: {count}",
  "report.system.packages": "packages per node: {count}",
  "report.system.nodes": "nodes: {count}",
  "report.system.super-nodes": "super-nodes: {count}",
  "report.system.scale-up": "inside the scale-up domain: {network}",
  "report.system.scale-out": "between scale-up domains: {network}",
  "report.system.metering":
    "power read at the boundary {boundary:word} by {sources} (meters: {meters}, readings per second: {rate})",
  "report.system.unmetered": "power was not read",
  "report.role.candidate": "Candidate",
  "report.role.baseline": "Baseline",
  "report.role.system": "System",
  "report.primary": "Primary metrics: the decision rests on these",
  "report.others": "All other metrics",
  "report.column.metric": "metric",
  "report.column.mean": "mean over runs",
  "report.column.ratio": "ratio",
  "report.column.noise": "{confidence} interval, noise only",
  "report.column.systematic": "interval with systematic bounds",
  "report.column.verdict": "verdict",
  "report.column.margin": "margin",
  "report.column.n": "n",
  "report.column.marks": "marks",
  "report.legend":
    "↑ higher is better, ↓ lower is better. Ratio = {candidate} / {baseline}. ± is half the {confidence} interval of the mean over runs. n = runs used of candidate + baseline. The verdict rests on the interval with systematic bounds.",

  "report.systematic": "Systematic bounds: they do not shrink with more runs",
  "report.systematic.item": "{system}: {kind}, {below} to {above} on {metric}. Source: {source}",
  "report.systematic.assumed":
    "{system}: {kind}, {below} to {above} on {metric}: ASSUMED by the suite, not known. Source: {source}",

  "report.comparability": "What may be compared",
  "report.boundary": "Energy is stated at one boundary throughout: {boundary:word}.",
  "report.boundary.absent": "No energy figures: {reason}",
  "report.differences.none": "The checks found nothing that differs between the two sides and matters.",

  "report.runs": "All runs of the plan: {used} of {all} used",
  "report.column.run": "run",
  "report.column.system": "system",
  "report.column.repeat": "repeat",
  "report.column.started": "started",
  "report.column.validity": "validity",
  "report.column.use": "use",
  "report.column.remarks": "remarks",
  "report.run.used": "used",
  "report.run.left-out": "left out",

  "report.caveats": "What else to know",
  "report.notes": "Notes",
  "report.note": "[{number}] {text}",
  "report.formulas": "Formulas",
  "report.formula": "{title} ({unit}): {formula}",

  "report.method": "Method",
  "report.method.sample":
    "Each sample is one run: a fresh execution with warm-up, measured window and cool-down. Requests inside a run are reduced to one number and are never samples.",
  "report.method.ratio.welch":
    "Ratio = exp(difference of the mean logarithms over runs); the {confidence} interval is Welch's t over runs. A ratio above 1 means more for the candidate.",
  "report.method.ratio.paired":
    "Ratio = exp(mean difference of the logarithms within blocks); the {confidence} interval is Student's t over blocks. A ratio above 1 means more for the candidate.",
  "report.method.systematic":
    "The second interval is the first, widened by every systematic bound of both sides (meters, bridges, assumptions).",
  "report.method.energy":
    "Joules are the readings of all devices, integrated over exactly the window of the tokens, for both systems alike; what the meters cannot see (accuracy, time of reading, power between readings, gaps) is a bound. An energy counter beside readings of power is held against them and never takes their place.",
  "report.method.margin": "The margin and the analysis were fixed in plan {plan} before the first run.",
  "report.method.verdict":
    "Better or worse: the second interval excludes 1 and the ratio lies past the margin. Equivalent: the 90 % interval, widened likewise, lies within the margin. Otherwise inconclusive, which is never the same as equal.",
  "report.method.primary-one": "One primary metric: {metrics}.",
  "report.method.primary":
    "{count} primary metrics: {metrics}. Their p-values are adjusted for their number (Holm): better or worse needs an adjusted p below 1 minus the confidence; the printed intervals are those of each metric by itself.",
  "report.method.scope":
    "The runs come from one system of each kind; the intervals do not cover the variation between machines.",

  "report.identity": "Identification",
  "report.identity.plan": "plan {plan}, execution {execution}",
  "report.identity.workload": "workload {workload}: {hash}",
} as const;
