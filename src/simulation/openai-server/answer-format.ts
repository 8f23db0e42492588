import type { FinishReason } from "../service-model.js";
import type { CompletionApi } from "./completion-request.js";

export interface AnswerIdentity {
  readonly api: CompletionApi;
  readonly id: string;
  readonly model: string;
  readonly createdUnixSeconds: number;
}

export interface Usage {
  readonly promptTokens: number;
  readonly outputTokens: number;
}

/** The events of one streamed answer, each as the bytes of `data: ...` with its blank line. */
export interface EventFormat {
  /** First event of a chat: names the role and holds no token. */
  role(usage: Usage | undefined): string;
  text(text: string, usage: Usage | undefined): string;
  finish(reason: FinishReason, usage: Usage | undefined): string;
  /** Event without choices, as `include_usage` asks for. */
  usage(usage: Usage): string;
}

export const DONE_EVENT = "data: [DONE]\n\n";

/**
 * Prepares all that does not change between the events of one answer: a server that runs in the process of the load
 * generator must cost it as little as possible.
 */
export function createEventFormat(identity: AnswerIdentity): EventFormat {
  const { api, id, model, createdUnixSeconds } = identity;
  const object = api === "chat" ? "chat.completion.chunk" : "text_completion";
  const fixed = JSON.stringify({ id, object, created: createdUnixSeconds, model }).slice(0, -1);
  const begin = `data: ${fixed},"choices":[`;
  const end = (usage: Usage | undefined): string =>
    usage === undefined ? "]}\n\n" : `],"usage":${JSON.stringify(usageFields(usage))}}\n\n`;
  const choice = (content: string, reason: FinishReason | null): string =>
    `{"index":0,${content},"logprobs":null,"finish_reason":${JSON.stringify(reason)}}`;
  const content = (text: string): string =>
    api === "chat" ? `"delta":{"content":${JSON.stringify(text)}}` : `"text":${JSON.stringify(text)}`;
  const role = choice('"delta":{"role":"assistant","content":""}', null);
  return {
    role: (usage) => begin + role + end(usage),
    text: (text, usage) => begin + choice(content(text), null) + end(usage),
    finish: (reason, usage) => begin + choice(api === "chat" ? '"delta":{}' : '"text":""', reason) + end(usage),
    usage: (usage) => begin + end(usage),
  };
}

/** The body of an answer that is not streamed. */
export function wholeAnswer(identity: AnswerIdentity, text: string, reason: FinishReason, usage: Usage): string {
  const { api, id, model, createdUnixSeconds } = identity;
  const choice = api === "chat" ? { message: { role: "assistant", content: text } } : { text };
  return JSON.stringify({
    id,
    object: api === "chat" ? "chat.completion" : "text_completion",
    created: createdUnixSeconds,
    model,
    choices: [{ index: 0, ...choice, logprobs: null, finish_reason: reason }],
    usage: usageFields(usage),
  });
}

function usageFields({ promptTokens, outputTokens }: Usage) {
  return {
    prompt_tokens: promptTokens,
    completion_tokens: outputTokens,
    total_tokens: promptTokens + outputTokens,
  };
}

/** Text of `tokens` tokens, for models that have no vocabulary. */
export function textOfTokens(tokens: number): string {
  return " token".repeat(tokens);
}
