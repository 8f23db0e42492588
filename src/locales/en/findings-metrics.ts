/** Reasons why a metric has no value. */
export const findingsMetrics = {
  "finding.trial-not-in-plan": "Trial {trial} is not part of the plan that its record carries.",
  "finding.window-not-reached": "The run ended before its measured window did.",
  "finding.no-common-boundary": "There is no power boundary that both systems reach, measured or bridged.",
  "finding.not-computable": "The value cannot be computed from what the run holds (observations: {count}).",
  "finding.no-observations": "No request of the window has this quantity.",
  "finding.cut-by-run-end": "The value lies among the requests that the end of the run cut ({cut}).",
  "finding.too-few-observations": "{percentile} needs at least {needed} observations in a run; there are {count}.",
  "finding.tokens-per-chunk-unknown":
    "{unknown} of {requests} requests do not say how many tokens each event holds, so gaps between tokens are not known: see inter-chunk latency (icl).",
  "finding.no-reasoning": "No request of the run is recorded to have had reasoning.",
  "finding.no-slo": "The workload states no SLO.",
} as const;
