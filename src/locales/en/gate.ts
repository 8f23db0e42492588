/** Sentences of `tokwatt gate` and of what it judges; how they are shown is in `ci.ts`. */
export const gateWords = {
  "cli.gate": "Run a suite and say by exit code whether the head got worse",
  "cli.option.against":
    "what the head is held against; where it is left out the first that the suite has of: base, requirement, history",
  "cli.option.recorded": "judge the last execution of this very plan in the results folder; run nothing",
  "cli.option.gate-execution": "with --recorded: id of the execution to judge",
  "cli.option.inconclusive": "whether a gate that cannot tell fails (exit code 4) or only warns (0)",
  "cli.option.gate-control":
    "first slow the head by this much (5%) on purpose: a gate that does not find it is blind (exit code 3)",
  "cli.option.gate-format": "what standard output shows",
  "cli.option.write":
    "NAME=FILE: also write this form into a file; may be repeated (junit=gate.xml, markdown=comment.md)",
  "cli.option.add": "against history: keep the head as a new entry, unless it regressed",

  "cli.gate.control":
    "Positive control: {system} beside a copy of it that is slowed by {slowdown:percent}. What follows runs for the control only.",
  "cli.gate.confirming":
    "Lines below the history: {lines}. Fresh runs must say so too before this is an alarm: running the head once more.",
  "cli.gate.added": "{commit} is kept in the history {history} (entries: {entries}).",
  "cli.gate.not-added":
    "Nothing is added to the history {history}: a level that regressed must not become its own baseline. To accept it: tokwatt history add, and tokwatt history acknowledge once the change shows.",
  "cli.gate.resume": "Continue with the same command and --resume: {command}",

  "word.regressed": "regressed",
  "word.improved": "improved",
  "word.ok": "ok",

  "finding.gate-holm-holds-back":
    "By itself this line would be decided; among the {tests} tests of this gate its p, adjusted for their number (Holm), is {p}.",
  "finding.gate-trials-unusable":
    "{unusable} of {trials} trials have no usable run ({names}): a gate does not pass on those that are left. Look at their records. --resume repeats those that failed; runs that were completed and do not count need the gate anew.",
  "finding.gate-not-comparable": "The two sides cannot be compared; the report of the comparison says why.",
  "finding.gate-runs-alike":
    "All {runs} runs give the same value: it is held against the limit as it is, without an interval.",
  "finding.gate-no-lines":
    "No metric of any workload was there to judge. The suite's primary metrics, requirements or history metrics must be metrics of its workloads.",
  "finding.gate-blind":
    "A slow-down of {slowdown:percent} was put into {system} and not found, so nothing else was run: an ok would mean nothing. Plan more runs (tokwatt plan --detect says how many), or narrow the margins.",
  "finding.gate-plan-not-run":
    "This very plan was never run into {results}: a suite that was changed since is another plan. Leave --recorded out to run it.",

  "finding.gate-execution-unknown":
    "{results} holds no execution {execution} of this very plan. Leave --execution out to judge the last one; the ledger.jsonl of the folder names all of them.",

  "finding.gate-history-insufficient":
    "Insufficient history: entries of this environment since its last known change: {entries}; needed: {needed}. Add some: tokwatt gate --against history --add --inconclusive warn.",
  "finding.gate-history-not-positive":
    "A value of the head or of its history is not positive: there is no ratio. Hold this metric against a requirement.",
  "finding.gate-history-alike":
    "All {entries} entries of the history have the same value: nothing says how much a new one may differ.",
  "finding.gate-head-environments":
    "The runs of {system} on {workload} are not of one environment: there is no one history to hold them against. Run them again in one go.",
  "finding.gate-history-elsewhere":
    "The history knows {commit} from another environment. What differs: {facts}. If that is what is under test, name it under `vary` in the suite.",
  "finding.gate-history-runs-differ":
    "The head is a mean of {runs} runs, an entry of its history usually one of {usual}: its noise is another one. Run the suite with the same number of repeats.",
  "finding.gate-history-candidates":
    "The stable segment may hold two levels: {count} changes in it are only candidates (first at {commits}). Confirm or acknowledge them: tokwatt history changes.",
  "finding.regression-not-confirmed":
    "The first runs lie below the history, fresh ones do not confirm it (they are {decision:word}): no alarm.",
  "finding.regression-confirmation-broken":
    "The first runs lie below the history, and the fresh ones that were to confirm it cannot be judged: this is neither an alarm nor a pass. Look at their records, and run the gate again.",
  "finding.regression-unchecked":
    "These runs lie below the history. Only fresh runs can confirm it, and --recorded runs nothing: run the gate without it.",

  "problem.gate-recorded-runs-nothing": "--recorded judges what was run before: --{option} cannot go with it.",
  "hint.gate-drop-recorded": "Leave one of the two out.",
  "problem.gate-execution-is-recorded": "--execution names what was run before; this command would run the suite anew.",
  "hint.gate-add-recorded": "Add --recorded, or leave --execution out.",
  "problem.gate-write-malformed": '--write takes NAME=FILE, not "{received}".',
  "hint.gate-write-form": "For instance --write junit=gate.xml. Names: {known}.",
  "problem.gate-write-twice": "Two forms are to be written to {path}.",
  "problem.gate-nothing-to-hold": "The suite says nothing that its systems could be held against.",
  "hint.gate-forms":
    'Write "comparisons" (head as candidate, base as baseline), or under "gate" "requirements" or "history".',
  "problem.gate-form-missing": 'The suite says nothing for a gate against "{form}".',
  "hint.gate-form-base":
    "Add a comparison: comparisons: [{ candidate: head, baseline: base, analysis: paired, margins: { default: 2% }, primaryMetrics: [...] }]",
  "hint.gate-form-history": "Add: gate: { history: { metrics: [...], margins: { default: 2% } } }",
  "hint.gate-form-requirement": "Add: gate: { requirements: [{ metric: ttft.p99, atMost: 0.5 }] }",
  "problem.gate-control-needs-margins":
    "A control asks whether a slow-down is found past a margin, and a fixed requirement has none.",
  "hint.gate-control-against": "Use --control with --against base or --against history.",
  "problem.gate-control-no-metric":
    'No throughput and no latency of the workload "{workload}" is gated: a slow-down has nowhere to show.',
  "hint.gate-control-metric": "Gate one, such as output-tokens-per-second or training-tokens-per-second.",
  "problem.gate-control-within-margin":
    'A slow-down of {slowdown:percent} lies within all margins of the workload "{workload}": the gate is not meant to find it.',
  "hint.gate-control-larger": "Take a larger --control, or narrow a margin.",
  "problem.gate-add-is-of-history": "--add keeps heads that are held against the history, not against {form}.",
  "hint.gate-against-history": "Add --against history, or keep the runs by tokwatt history add RESULTS.",
} as const;
