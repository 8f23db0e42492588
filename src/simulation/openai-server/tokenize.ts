import { z } from "zod";
import { countPromptTokens } from "../prompt-tokens.js";
import { badRequest } from "./api-error.js";

const schema = z.looseObject({ model: z.string().nullish(), prompt: z.string() });

/** A question how many tokens a text has. */
export interface TokenizeRequest {
  /** Absent where it leaves the model open. */
  readonly model: string | undefined;
  readonly prompt: string;
}

/** @throws ApiError 400 for anything that is no JSON or has no `prompt` */
export function parseTokenizeRequest(body: string): TokenizeRequest {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch (error) {
    throw badRequest(`The body is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw badRequest("prompt: a text is wanted", "prompt");
  return { model: parsed.data.model ?? undefined, prompt: parsed.data.prompt };
}

/** The answer in vLLM's form. A model without a vocabulary has a token a word, and numbers them by their place. */
export function tokenizeAnswer(prompt: string): string {
  const count = countPromptTokens(prompt);
  const tokens = Array.from({ length: count }, (_, index) => index);
  return JSON.stringify({ count, max_model_len: null, tokens, token_strs: null });
}
