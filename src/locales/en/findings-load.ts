/** Findings of the load generator. */
export const findingsLoad = {
  "finding.requests-failed": "{requests} of {of} requests failed ({kind:word}); the first one: {detail}",
  "finding.usage-absent": "{requests} of {of} finished requests came without the server's token count (usage).",
  "finding.usage-mismatch":
    "In {requests} of {of} requests the token counts of the single events ({eventTokens} in sum) do not agree with the server's final count ({usageTokens}).",
  "finding.usage-below-events":
    "In {requests} of {of} requests the server counted fewer tokens ({usageTokens}) than it sent events with text ({events}).",
  "finding.output-length-missed":
    "{requests} of {of} requests did not get the exact output length they asked for ({outputTokens} tokens instead of {requestedTokens}).",
  "finding.response-not-streamed":
    "{requests} of {of} requests were answered with one whole body instead of a stream: their first token is their last.",
} as const;
