import { redact } from "../records/redact.js";
import { isSecretKey } from "../records/redaction/keys.js";
import type { Mistake } from "./mistake.js";
import { keysAt, valueAt } from "./peek.js";

/** Fields of a request's body that tokwatt sets, and which key of the files sets each. */
const SET_BY: Readonly<Record<string, string>> = {
  model: "serving.model",
  messages: "api, promptWords",
  prompt: "api, promptWords",
  prompt_token_ids: "promptTokens",
  stream: "tokwatt",
  stream_options: "tokwatt",
  temperature: "temperature",
  max_tokens: "outputTokens",
  max_completion_tokens: "outputTokens",
  min_tokens: "outputPolicy",
  ignore_eos: "outputPolicy",
};

/** Ask for more than one answer, or for the prompt again: tokens that nobody could put down to a request's stream. */
const SEVERAL_ANSWERS: readonly string[] = ["n", "best_of", "use_beam_search", "echo"];

/**
 * What `extraBody` must not hold: what tokwatt sets itself, what changes the counting, and what a record may not keep as
 * it is, since a plan holds it and the run sends what the plan holds.
 */
export function extraBodyMistakes(workload: unknown): readonly Mistake[] {
  return keysAt(workload, "extraBody").flatMap((key): readonly Mistake[] => {
    const path = ["extraBody", key];
    const by = Object.hasOwn(SET_BY, key) ? SET_BY[key] : undefined;
    if (by !== undefined) return [{ path, at: "key", code: "extra-body-set", data: { key, by } }];
    if (SEVERAL_ANSWERS.includes(key)) return [{ path, at: "key", code: "extra-body-several-answers", data: { key } }];
    return contentMistakes(workload, path);
  });
}

function contentMistakes(workload: unknown, path: readonly PropertyKey[]): readonly Mistake[] {
  const value = valueAt(workload, ...path);
  const key = String(path.at(-1));
  if (typeof path.at(-1) === "string" && isSecretKey(key)) {
    return [{ path, at: "key", code: "extra-body-secret", data: { key }, hint: "secret-in-system" }];
  }
  if (typeof value === "object" && value !== null) {
    return Object.keys(value).flatMap((inner) => {
      return contentMistakes(workload, [...path, Array.isArray(value) ? Number(inner) : inner]);
    });
  }
  if (typeof value === "number" && !Number.isFinite(value)) {
    return [{ path, at: "value", code: "extra-body-not-json", data: { received: String(value) } }];
  }
  const kept = redact({ [key]: value })[key];
  if (kept === value) return [];
  return [{ path, at: "value", code: "extra-body-not-recordable", data: { received: String(kept) } }];
}
