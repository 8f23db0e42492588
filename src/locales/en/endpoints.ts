/** What is said of a system's endpoints and of what drives them. */
export const endpoints = {
  "report.system.load": "load carried by the transport {transports} (processes: {workers})",
  "report.endpoints": "Endpoints of {system}, each for itself",
  "report.endpoints.whole": "all together",
  "report.endpoints.requests": "requests",
  "report.endpoints.failed": "failed",
  "report.endpoints.outputTokensPerSecond": "output",
  "report.endpoints.ttftP50": "TTFT p50",
  "report.endpoints.ttftP99": "TTFT p99",
  "report.endpoints.tpotP50": "TPOT p50",
  "report.endpoints.legend":
    "Mean over the used runs, with the least and the most of them in parentheses. Requests are those scheduled in the measured window; a percentile of all together is one of all requests.",
  "report.column.endpoint": "endpoint",
  "word.endpoint-requests": "requests",
  "word.endpoint-failed": "failed requests",
  "word.endpoint-outputTokensPerSecond": "output tokens per second",
  "word.endpoint-ttftP50": "median time to the first token",
  "word.endpoint-ttftP99": "p99 of the time to the first token",
  "word.endpoint-tpotP50": "median time per output token",

  "finding.endpoints-uneven":
    "The endpoints of {system} differ by {relative:percent} of their mean in {figure:word}, from {low} (least) to {high} (most): the figures of the whole system hide that.",
  "finding.endpoint-failing": "Of the {requests} requests to the endpoint {endpoint} {failed} failed.",
  "finding.transport-differs":
    "The bytes of the two systems were carried by different transports ({candidate} against {baseline}): differences of latency may be those of the transports.",

  "problem.endpoints-beside-base-url": '"endpoints" and "baseUrl" both say where the system is.',
  "problem.endpoints-of-command":
    'A command starts one server, so it stands for one endpoint; "endpoints" names servers that somebody else runs.',
  "problem.endpoint-name-repeated": 'The name "{name}" is that of endpoint {first} already.',
  "problem.endpoint-address-repeated": "Endpoint {first} has the same address: its server would count as two.",
  "problem.metrics-url-shared":
    "All endpoints would be read from this one metrics page, which would then count once for each of them.",
  "hint.endpoints-or-base-url": 'Keep "endpoints" for several servers, "baseUrl" for one.',
  "hint.endpoints-attached":
    'Start the servers yourself, take out "command" and set "lifecycle: attached"; or keep the command and give "baseUrl".',
  "hint.metrics-of-each": 'Give each endpoint "metrics" of its own, or "metrics: none" to those without a page.',
} as const;
