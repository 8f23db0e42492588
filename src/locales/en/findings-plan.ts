/** Findings about a plan before anything runs. */
export const findingsPlan = {
  "finding.plan-too-few-runs":
    "{repeats} a system are too few runs for an interval and a verdict; at least {minimum} are needed.",
  "finding.plan-demonstration":
    "Windows of {workload} ({seconds} s) are shorter than its minimum of {minimumSeconds} s: its rows will be stamped as a demonstration.",
  "finding.plan-rate-changes":
    "The rate of {workload} changes on purpose: its runs have no steady state, on which a comparison could rest.",
  "finding.plan-sequential": "Systems run one after the other: a drift in time looks like a difference between them.",
  "finding.plan-no-comparison":
    "The suite compares nothing: the report will list what each system did, without verdicts.",
} as const;
