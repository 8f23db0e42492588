/** Steady state, ladders, frontiers and the search: findings, problems, the report's section, the command. */
export const sweeps = {
  "finding.steadiness-unknown":
    "Whether {system} was steady is unknown: windows of {seconds} s (runs: {unknown}) are shorter than the {needed} s that telling it needs.",
  "finding.warm-up-too-short":
    "The warm-up was {seconds} s too short: after them throughput {direction:word} by another {relative:percent} (p = {p}), which moves the mean of the window by {bias:percent}.",
  "finding.throughput-drifts":
    "Throughput {direction:word} by {relative:percent} from the first half of the window to the second (p = {p}): the run was not steady.",
  "finding.never-steady":
    "The run never became steady: more than half of the load would have to be left out. From there on throughput {direction:word} by {relative:percent} (p = {p}).",
  "finding.runs-unsteady":
    "Runs of {system} that were not steady: {unsteady} of {runs}; the list of runs says how. Their figures are those of a system on its way to another state.",
  "finding.runs-not-steady":
    "At least half of the runs of {system} were not steady ({unsteady} of {runs}): their mean is that of no state that the system stays in.",
  "finding.ladder-throughput-falls":
    "{system}: throughput is lower at {to} than at {from}, beyond the noise: more load made it slower.",
  "finding.ladder-interactivity-rises":
    "{system}: users are served faster at {to} than at {from}, beyond the noise: what happened at {from} needs a look.",
  "finding.interactivity-not-reached": "No single run of {system} reaches this interactivity on its rungs.",
  "finding.slo-missed": "{share:percent} of the requests were within the service level, {needed:percent} are needed.",
  "finding.probe-errors": "{rate:percent} of the requests failed, limit {limit:percent}.",

  "problem.two-ladders": "A ladder is one of concurrencies or one of rates, not both.",
  "problem.ladder-not-of-arrival": 'The arrival "{arrival}" has no "{key}" to make a ladder of.',
  "problem.search-not-of-arrival": 'The arrival "{arrival}" has no rate and no concurrency to search.',
  "problem.search-needs-slo": "The workload states no service level: there is nothing that a rate could meet.",
  "problem.option-out-of-range": "--{option} must be {expected}; found {received}.",
  "hint.one-ladder": "List the file twice if both are wanted, in two suites.",
  "hint.ladder-key": 'Its rungs go by "{fitting}".',
  "hint.ladder-arrivals":
    "Closed loops and conversations have a concurrency; constant, poisson and gamma have requestsPerSecond.",
  "hint.add-slo": 'Add a mapping "slo" with ttftSeconds, tpotSeconds or endToEndSeconds to the workload file.',

  "word.falls": "fell",
  "word.rises": "rose",
  "word.workload": "workload",

  "cli.search": "Search the highest load at which a system meets a workload's service level",
  "cli.argument.workload": "workload file (YAML), or the id of a listed workload",
  "cli.option.low": "lowest rate or concurrency that is tried",
  "cli.option.high": "highest rate or concurrency that is tried",
  "cli.option.share": "share of the requests that must be within the service level",
  "cli.option.resolution": "relative width at which a bisection ends; 0.01 is 1 %",
  "cli.option.rounds": "independent bisections; their spread gives the interval",
  "cli.option.seed": "where arrivals, lengths and prompts of all probes come from",
  "cli.option.resume-search": "continue the last search with the same question that has no answer yet",
  "cli.search.started": "Searching on {system} with {workload}; records go to {results}",
  "cli.search.resumed":
    "Going on with the search on {system} with {workload}: {probes} probes are kept; records go to {results}",
  "cli.search.probe": "round {round}/{rounds}: {value} {unit}: {outcome}",
  "cli.search.probe-share":
    "round {round}/{rounds}: {value} {unit}: {share:percent} within the service level, {outcome}",
  "cli.search.interrupted": "Interrupted. Go on with the same command and --resume; what there is: {file}",
  "cli.search.written": "Probes and answer: {file}",
  "cli.search.title.concurrency": "Most users of {workload} that {system} serves within the service level",
  "cli.search.title.requestsPerSecond": "Highest rate of {workload} that {system} serves within the service level",
  "cli.search.unit.concurrency": "users",
  "cli.search.unit.requestsPerSecond": "requests/s",
  "cli.search.found.t-log":
    "{value} {unit}; {confidence:percent} interval {low} to {high} over {rounds} bisections with {probes} runs.",
  "cli.search.found.bracket":
    "{value} {unit}, between {low} and {high}; bisections: {rounds}, runs: {probes}. They are too few, or too much alike, for an interval.",
  "cli.search.none-meets":
    "No answer: even {value} {unit} missed the service level. Search from a lower --low, if that makes sense.",
  "cli.search.all-meet": "No answer: even {value} {unit} met the service level. Search with a higher --high.",
  "cli.search.stopped": "No answer: three runs in a row at {value} {unit} said nothing about the system. {reason}",
  "cli.search.unanswered": "No answer yet; probes so far: {probes}.",
  "cli.search.how": "How it was found",
  "cli.search.slo":
    "A run meets the service level when {share:percent} of the requests that were due in the window have {bounds}.",
  "cli.search.bound.ttftSeconds": "a first token within {seconds} s",
  "cli.search.bound.tpotSeconds": "a mean time per further token of at most {seconds} s",
  "cli.search.bound.endToEndSeconds": "their last token within {seconds} s",
  "cli.search.method":
    "Bisections on the logarithmic scale: {rounds}, each down to {resolution:percent}, every run with arrivals of its own from seed {seed}. The answer is the geometric mean of what the bisections found, its interval Student's t over them.",
  "cli.search.column.round": "round",
  "cli.search.column.concurrency": "users",
  "cli.search.column.requestsPerSecond": "requests/s",
  "cli.search.column.requests": "requests",
  "cli.search.column.share": "within SLO",
  "cli.search.column.throughput": "tok/s",
  "cli.search.column.interactivity": "tok/s/user p50",
  "cli.search.column.ttft": "TTFT p99, ms",
  "cli.search.column.outcome": "service level",
  "cli.search.outcome.met": "met",
  "cli.search.outcome.missed": "missed",
  "cli.search.outcome.unusable": "says nothing",

  "report.frontier": "Throughput against interactivity: {ladder}, by {of:word}",
  "word.concurrency": "users",
  "word.requestsPerSecond": "requests per second",
  "report.frontier.column.throughput": "tok/s",
  "report.frontier.column.unit": "tok/s/unit",
  "report.frontier.column.interactivity": "tok/s/user p50",
  "report.frontier.column.ttft": "TTFT p99, ms",
  "report.frontier.column.slo": "within SLO, %",
  "report.frontier.column.efficiency": "tok/J",
  "report.frontier.column.frontier": "frontier",
  "report.frontier.on": "on it",
  "report.frontier.off": "beaten",
  "report.frontier.legend":
    "One line a rung; means over its runs, ± is half the {confidence} interval. On the frontier: no other rung of the same system has both more throughput per accelerator unit and more tokens/s for the median user. This compares rungs by their means and gives no verdict.",
  "report.frontier.unit": "per {unit:word}",
  "report.frontier.equal": "Output tokens/s per accelerator unit at equal interactivity",
  "report.frontier.equal.interactivity": "tok/s/user p50",
  "report.frontier.equal.legend":
    "DERIVED, no verdict: {mark} values lie on a line between two neighbouring rungs on logarithmic axes, read run by run; the others were measured on a rung. Nothing is continued beyond the rungs.",
} as const;
