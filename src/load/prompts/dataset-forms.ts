import { z } from "zod";
import type { DATASET_FORMS } from "../../model/workload.js";
import type { DatasetEntry } from "./dataset-entry.js";
import { type Said, type Speaker, turnsOf } from "./turns-of.js";

export type DatasetForm = (typeof DATASET_FORMS)[number];

/** What one entry of a file gave: `undefined` where it is of the form and holds no text of a user. */
export type EntryReading = { readonly entry: DatasetEntry | undefined } | { readonly fault: string };

/** Reads the JSON of one entry; `fault` is the code of the problem. */
export function readEntry(form: DatasetForm, json: unknown): EntryReading {
  return form === "plain" ? readPlain(json) : readShareGpt(json);
}

const content = z.union([z.string(), z.array(z.looseObject({ text: z.string().optional() }))]).nullish();
const tokens = z.int().min(1).nullish();
const plainSchema = z.looseObject({
  prompt: z.string().optional(),
  text: z.string().optional(),
  messages: z.array(z.looseObject({ role: z.string(), content })).optional(),
});
const lengthSchema = z.looseObject({ output_tokens: tokens, max_tokens: tokens });
const shareGptSchema = z.looseObject({
  conversations: z.array(z.looseObject({ from: z.string(), value: z.string().nullish() })),
});

/** `prompt`, else `text`, else `messages`, with `output_tokens` or `max_tokens` where the length is known. */
function readPlain(json: unknown): EntryReading {
  const parsed = plainSchema.safeParse(json);
  if (!parsed.success) return { fault: "dataset-without-prompt" };
  const lengths = lengthSchema.safeParse(json);
  if (!lengths.success) return { fault: "dataset-wrong-length" };
  const { prompt, text, messages } = parsed.data;
  const single = prompt ?? text;
  const said = single === undefined ? (messages ?? []).map(saidInMessage) : [{ by: "user", text: single } as const];
  const entry = turnsOf(said);
  const outputTokens = lengths.data.output_tokens ?? lengths.data.max_tokens ?? undefined;
  return entry === undefined
    ? { fault: "dataset-without-prompt" }
    : { entry: { ...entry, ...(outputTokens === undefined ? {} : { outputTokens }) } };
}

/** Published sets hold conversations that are empty or in which no person speaks: those are no mistake. */
function readShareGpt(json: unknown): EntryReading {
  const parsed = shareGptSchema.safeParse(json);
  if (!parsed.success) return { fault: "dataset-without-conversations" };
  return { entry: turnsOf(parsed.data.conversations.map(({ from, value }) => said(from, value ?? ""))) };
}

function saidInMessage({
  role,
  content: words,
}: {
  readonly role: string;
  readonly content?: z.output<typeof content>;
}) {
  if (typeof words === "string") return said(role, words);
  return said(role, (words ?? []).map((part) => part.text ?? "").join("\n"));
}

function said(role: string, text: string): Said {
  return { by: SPEAKERS.get(role.toLowerCase()) ?? "nobody", text };
}

const SPEAKERS: ReadonlyMap<string, Speaker> = new Map([
  ["human", "user"],
  ["user", "user"],
  ["gpt", "assistant"],
  ["assistant", "assistant"],
  ["chatgpt", "assistant"],
  ["bing", "assistant"],
  ["bard", "assistant"],
  ["model", "assistant"],
  ["system", "system"],
  ["developer", "system"],
]);
