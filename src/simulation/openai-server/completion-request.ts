import { z } from "zod";
import { countPromptTokens } from "../prompt-tokens.js";
import type { GenerationRequest } from "../service-model.js";
import { badRequest } from "./api-error.js";

export type CompletionApi = "chat" | "completions";

/** A request to complete something, as far as this server understands it. */
export interface CompletionRequest {
  readonly api: CompletionApi;
  readonly model: string;
  readonly generation: GenerationRequest;
  readonly stream: boolean;
  /** Whether a last event with `usage` was asked for, and `usage` in every event. */
  readonly finalUsage: boolean;
  readonly continuousUsage: boolean;
}

/** What OpenAI's API assumes for completions; for chat it sets no limit, and this server takes the same. */
const DEFAULT_OUTPUT_TOKENS = 16;

const tokenCount = z.int().min(1);

const commonFields = {
  model: z.string(),
  max_tokens: tokenCount.nullish(),
  max_completion_tokens: tokenCount.nullish(),
  min_tokens: z.int().min(0).nullish(),
  ignore_eos: z.boolean().nullish(),
  n: z.literal(1).nullish(),
  stream: z.boolean().nullish(),
  stream_options: z
    .looseObject({ include_usage: z.boolean().nullish(), continuous_usage_stats: z.boolean().nullish() })
    .nullish(),
};

const contentPart = z.looseObject({ type: z.string(), text: z.string().optional() });
const chatSchema = z.looseObject({
  ...commonFields,
  messages: z
    .array(z.looseObject({ role: z.string(), content: z.union([z.string(), z.array(contentPart)]).nullish() }))
    .min(1),
});
const completionsSchema = z.looseObject({
  ...commonFields,
  prompt: z.union([z.string(), z.array(z.string()).length(1), z.array(z.int()).min(1)]),
});

/**
 * Reads a request's body. A prompt's tokens are its words; a prompt of token ids has as many tokens as ids.
 *
 * @throws ApiError 400 for anything that is no JSON, lacks a field or has a wrong one
 */
export function parseCompletionRequest(api: CompletionApi, body: string): CompletionRequest {
  const json = parseJson(body);
  const { fields, promptTokens } = api === "chat" ? parseChat(json) : parseCompletions(json);
  const stream = fields.stream ?? false;
  if (!stream && fields.stream_options) {
    throw badRequest("Stream options can only be defined when `stream=True`.", "stream_options");
  }
  const maximumOutputTokens = fields.max_completion_tokens ?? fields.max_tokens ?? DEFAULT_OUTPUT_TOKENS;
  const minimumOutputTokens = fields.min_tokens ?? 0;
  if (minimumOutputTokens > maximumOutputTokens) {
    throw badRequest("min_tokens must be less than or equal to max_tokens.", "min_tokens");
  }
  const ignoreEndOfSequence = fields.ignore_eos ?? false;
  return {
    api,
    model: fields.model,
    generation: { promptTokens, maximumOutputTokens, minimumOutputTokens, ignoreEndOfSequence },
    stream,
    finalUsage: fields.stream_options?.include_usage ?? false,
    continuousUsage: fields.stream_options?.continuous_usage_stats ?? false,
  };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw badRequest(`The body is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parseChat(json: unknown) {
  const fields = parseFields(chatSchema, json);
  const texts = fields.messages.flatMap(({ content }) => {
    if (typeof content === "string") return [content];
    return (content ?? []).map((part) => part.text ?? "");
  });
  return { fields, promptTokens: countPromptTokens(texts.join("\n")) };
}

function parseCompletions(json: unknown) {
  const fields = parseFields(completionsSchema, json);
  const prompts = [fields.prompt].flat();
  const promptTokens = prompts.reduce<number>(
    (sum, prompt) => sum + (typeof prompt === "number" ? 1 : countPromptTokens(prompt)),
    0,
  );
  return { fields, promptTokens };
}

function parseFields<Fields>(schema: z.ZodType<Fields>, json: unknown): Fields {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const messages = parsed.error.issues.map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`);
  throw badRequest(messages.join("; "), parsed.error.issues[0]?.path.join("."));
}
