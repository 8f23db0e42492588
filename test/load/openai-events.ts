/** Events as OpenAI-compatible servers send them, for servers written in tests. */
export function event(body: unknown, end = "\n"): string {
  return `data: ${JSON.stringify(body)}${end}${end}`;
}

export const done = "data: [DONE]\n\n";

export function chatDelta(delta: object, usage?: object | null): object {
  return { object: "chat.completion.chunk", choices: [{ index: 0, delta, finish_reason: null }], usage };
}

export function chatFinish(reason = "length", usage?: object): object {
  return { object: "chat.completion.chunk", choices: [{ index: 0, delta: {}, finish_reason: reason }], usage };
}

export function usageOf(promptTokens: number, completionTokens: number): object {
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
  };
}

export function usageEvent(promptTokens: number, completionTokens: number): object {
  return { object: "chat.completion.chunk", choices: [], usage: usageOf(promptTokens, completionTokens) };
}

/** A whole stream of a chat: role, words, finish, usage, end. */
export function chatStream(words: readonly string[], completionTokens = words.length): string {
  return [
    event(chatDelta({ role: "assistant", content: "" })),
    ...words.map((word) => event(chatDelta({ content: word }))),
    event(chatFinish()),
    event(usageEvent(7, completionTokens)),
    done,
  ].join("");
}
