import { BLANK_STAMP, STAMP_MARKER } from "./frame.js";

export type PacedApi = "chat" | "completions";

/** What a stream's events have in common. */
export interface StreamIdentity {
  readonly api: PacedApi;
  readonly id: string;
  readonly model: string;
}

export interface StreamUsage {
  readonly promptTokens: number;
  readonly outputTokens: number;
}

/** JSON of the choice of one chunk. `delta` is what a chat's chunk says; plain completions say its `content` as `text`. */
export interface Delta {
  readonly role?: string;
  readonly content?: string;
  readonly reasoning_content?: string;
}

/** When an answer that is no stream was created, so that equal requests have equal answers. */
const CREATED_UNIX_SECONDS = 1_700_000_000;

/** The text of events as vLLM writes them, with the send time in the place of the time of creation. */
export function createEventText({ api, id, model }: StreamIdentity) {
  const object = api === "chat" ? "chat.completion.chunk" : "text_completion";
  const names = { id: JSON.stringify(id), object: JSON.stringify(object), model: JSON.stringify(model) };
  const begin = `{"id":${names.id},"object":${names.object},${STAMP_MARKER}${BLANK_STAMP},"model":${names.model},"choices":[`;
  const end = (usage: StreamUsage | undefined): string =>
    usage === undefined ? "]}" : `],"usage":${JSON.stringify(usageFields(usage))}}`;
  const choice = (delta: Delta, reason: string | null): string => {
    const said = api === "chat" ? `"delta":${JSON.stringify(delta)}` : `"text":${JSON.stringify(delta.content ?? "")}`;
    return `{"index":0,${said},"logprobs":null,"finish_reason":${JSON.stringify(reason)}}`;
  };
  return {
    delta: (delta: Delta, usage?: StreamUsage): string => begin + choice(delta, null) + end(usage),
    finish: (reason: string, usage?: StreamUsage): string => begin + choice({}, reason) + end(usage),
    usage: (usage: StreamUsage): string => begin + end(usage),
  };
}

export type EventText = ReturnType<typeof createEventText>;

/** The whole answer to a request that did not ask for a stream. */
export function wholeText({ api, id, model }: StreamIdentity, text: string, usage: StreamUsage): string {
  return JSON.stringify({
    id,
    object: api === "chat" ? "chat.completion" : "text_completion",
    created: CREATED_UNIX_SECONDS,
    model,
    choices: [
      {
        index: 0,
        ...(api === "chat" ? { message: { role: "assistant", content: text } } : { text }),
        logprobs: null,
        finish_reason: "length",
      },
    ],
    usage: usageFields(usage),
  });
}

function usageFields({ promptTokens, outputTokens }: StreamUsage) {
  return {
    prompt_tokens: promptTokens,
    total_tokens: promptTokens + outputTokens,
    completion_tokens: outputTokens,
  };
}
