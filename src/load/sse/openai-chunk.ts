import { EMPTY_EVENT, EVENT_KINDS, type EventKind } from "../../model/token-events.js";
import { apiErrorMessage, isFields } from "./api-error-message.js";

/** Token counts as a server states them. */
export interface Usage {
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/** One event of an OpenAI-compatible stream, of `/v1/chat/completions` or `/v1/completions`. */
export type OpenAiChunk =
  | { readonly kind: "done" }
  | { readonly kind: "error"; readonly message: string }
  | { readonly kind: "malformed"; readonly text: string }
  | {
      readonly kind: "chunk";
      /**
       * What the model said, as an index into `EVENT_KINDS`. `empty` for a chunk with choices that carry no text: the role
       * alone, a finish reason, or the empty text that vLLM sends while a UTF-8 character is not complete. Absent for a chunk
       * without choices, such as usage.
       */
      readonly event?: number | undefined;
      /** Stated in the last chunk, or in every one as the count so far. */
      readonly usage?: Usage | undefined;
      readonly finishReason?: string | undefined;
    };

const DONE = "[DONE]";

/** Reads the data of one server-sent event. */
export function readChunk(data: Uint8Array): OpenAiChunk {
  const text = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString("utf8");
  if (text.trim() === DONE) return { kind: "done" };
  const body = parseJson(text);
  if (!isFields(body)) return { kind: "malformed", text };
  const message = apiErrorMessage(body);
  if (message !== undefined) return { kind: "error", message };
  return { kind: "chunk", ...readBody(body) };
}

/**
 * Reads a chunk's fields; also those of a whole answer, whose choices have a `message` where a chunk's have a `delta`.
 */
export function readBody(
  body: Readonly<Record<string, unknown>>,
): Omit<Extract<OpenAiChunk, { kind: "chunk" }>, "kind"> {
  const choices = Array.isArray(body["choices"]) ? body["choices"].filter(isFields) : [];
  const kind = KINDS_BY_WEIGHT.find((candidate) => choices.some((choice) => says(choice, candidate)));
  const finishReason = choices.map((choice) => choice["finish_reason"]).find((reason) => typeof reason === "string");
  return {
    event: kind === undefined ? eventWithoutText(choices) : EVENT_KINDS.indexOf(kind),
    usage: readUsage(body["usage"]),
    finishReason,
  };
}

function eventWithoutText(choices: readonly unknown[]): number | undefined {
  return choices.length === 0 ? undefined : EMPTY_EVENT;
}

type TextKind = Exclude<EventKind, "empty">;

/** What a chunk counts as when it carries several: the answer itself weighs most, for the time of its first token. */
const KINDS_BY_WEIGHT: readonly TextKind[] = ["content", "tool-call", "reasoning"];

function says(choice: Readonly<Record<string, unknown>>, kind: TextKind): boolean {
  const said = [choice["delta"], choice["message"]].find(isFields) ?? choice;
  switch (kind) {
    case "content":
      return hasText(said["content"]) || hasText(said["text"]) || hasText(said["refusal"]);
    case "reasoning":
      // vLLM and SGLang call it `reasoning_content`, OpenRouter and newer vLLM `reasoning`.
      return hasText(said["reasoning_content"]) || hasText(said["reasoning"]);
    case "tool-call":
      return Array.isArray(said["tool_calls"]) && said["tool_calls"].filter(isFields).some(callsTool);
  }
}

function callsTool(call: Readonly<Record<string, unknown>>): boolean {
  const called = call["function"];
  return isFields(called) && (hasText(called["name"]) || hasText(called["arguments"]));
}

function readUsage(value: unknown): Usage | undefined {
  if (!isFields(value)) return undefined;
  const { prompt_tokens: promptTokens, completion_tokens: completionTokens } = value;
  return isCount(promptTokens) && isCount(completionTokens) ? { promptTokens, completionTokens } : undefined;
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function hasText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
