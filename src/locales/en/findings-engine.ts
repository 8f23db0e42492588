/** Findings of what a serving engine says of itself. */
export const findingsEngine = {
  "finding.engine-metrics-absent":
    "The server shows no metrics at {url} (status {status}): nothing is known of its queue, its cache and its own token counts. If it shows them elsewhere, say where in the system's `options.metrics`.",
  "finding.engine-metrics-failed":
    "{failures} of {looks} looks at the engine's metrics ({url}) failed, so that its values are missing there. The first reason: {reason}",
  "finding.engine-metrics-unknown":
    "The page {url} has no metric that tokwatt knows; it begins: {example}. TensorRT-LLM shows them at /prometheus/metrics, MindIE at its metricsPort: say where in the system's `options.metrics`.",
  "finding.engine-restarted":
    "The engine was restarted during the run: {seconds} s after its beginning the counter of {metric:word} had fallen from {before} to {after}. It began again with cold caches, and what it counted of this run is lost.",
  "finding.engine-metric-missing": "The engine showed no such metric in the window.",
  "finding.server-tokens-differ":
    "Over the whole run the server itself counted {server} {kind:word}, the load generator {ours}: {relative:percent} apart.",
  "finding.server-tokens-differ-in-runs":
    "In {runs} of {of} runs of {system} the server's own token counts are up to {relative:percent} from ours. Somebody else used the server, or the two count differently: find out which before you believe its tokens.",
  "finding.server-tokens-agree":
    "Runs of {system} in which the server's own token counts agree with ours: {runs} of {of}, at most {relative:percent} apart.",
  "finding.server-tokens-unchecked":
    "Runs of {system} in which the server's own token counts could not be held against ours: {runs} of {of}. A look at its metrics before the first request or after the last is missing, or it was restarted.",
  "finding.prefix-cache-hit":
    "The prefix cache held {share:percent} of what it was asked for in the window, although all prompts of a run differ.",
  "finding.prefix-cache-hit-in-runs":
    "In {runs} of {of} runs of {system} up to {share:percent} of the prompts came from the prefix cache, which made them cheaper, although all prompts of a run differ. Was the same suite run on this server before? Restart it, or switch the cache off.",
  "finding.engine-preempted":
    "The engine took running requests back in the window (preemptions: {count}): its KV cache was too small for this load, and work was done twice.",
  "finding.engine-preempted-in-runs":
    "In {runs} of {of} runs of {system} the engine took running requests back (up to {count} preemptions in a window): its KV cache was too small for this load, and work was done twice.",
  "word.promptTokens": "prompt tokens",
  "word.generationTokens": "output tokens",
  "word.preemptions": "preemptions",
  "word.prefixCacheQueries": "prefix-cache queries",
  "word.prefixCacheHits": "prefix-cache hits",
  "word.requestsFinished": "finished requests",
} as const;
