/** Findings of the load generator. */
export const findingsLoad = {
  "finding.worker-died":
    "The load generator's worker {worker} died during the run ({outcome}). Its last words: {words}",
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
  "finding.prompt-tokens-missed":
    "{requests} of {of} prompts had another number of tokens by the server's count than were asked for (what the chat template adds is left out).",
  "finding.prompt-tokens-not-by-server": "The server does not count the tokens of a text: {reason}",
  "finding.prompt-tokens-not-by-tokenizer":
    "The tokenizer file of the system cannot count the tokens of a text: {reason}",
  "finding.prompt-words-split-by-server":
    "By the server's count too few of the words that prompts are made of are one token each.",
  "finding.prompt-words-split-by-tokenizer":
    "By the tokenizer file of the system too few of the words that prompts are made of are one token each.",
  "finding.prompt-tokens-approximate":
    'Prompt lengths are approximate: nobody could count tokens, so a word was taken for a token. Name the model\'s tokenizer.json ("tokenizer" in the options of the system) to make them exact.',
} as const;
