import { readFileSync } from "node:fs";
import { z } from "zod";
import { InputError } from "../model/errors.js";
import type { MessageData } from "../model/finding.js";
import { expandVariables, type Variables } from "./expand-variables.js";

/** Where the key of an API is; never the key itself. */
export const apiKeySchema = z
  .union([
    z.strictObject({
      environment: z
        .string()
        .regex(/^[A-Za-z_][A-Za-z0-9_]*$/)
        .describe("Name of the environment variable that holds the key."),
    }),
    z.strictObject({
      file: z.string().min(1).describe("File that holds the key and nothing else, relative to this one."),
    }),
  ])
  .describe("Sent as `authorization: Bearer ...` with every request, and never recorded.");

export type ApiKeyOption = z.output<typeof apiKeySchema>;

/** What a header can carry, and what a key is made of: visible characters of ASCII. */
const KEY = /^[\x21-\x7e]+$/;

/**
 * The header that carries the key; none without one. Called when a system is opened: a key may change between runs.
 *
 * @param options the file's path as it is to be opened
 * @throws InputError when there is no key where the options say, or it is none
 */
export function authorizationOf(
  { apiKey }: { readonly apiKey?: ApiKeyOption | undefined },
  variables: Variables,
): Readonly<Record<string, string>> {
  if (apiKey === undefined) return {};
  const key =
    "environment" in apiKey
      ? keyOfVariable(apiKey.environment, variables)
      : keyOfFile(expandVariables(apiKey.file, variables));
  if (!KEY.test(key)) throw problem("api-key-unusable", { path: "options.apiKey" }, "api-key-form");
  return { authorization: `Bearer ${key}` };
}

function keyOfVariable(name: string, variables: Variables): string {
  const key = variables[name];
  if (key === undefined) {
    throw problem("missing-variable", { name, path: "options.apiKey.environment" }, "set-variable");
  }
  return key;
}

function keyOfFile(file: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw problem("option-file-unreadable", { path: "options.apiKey.file", file, reason });
  }
}

function problem(code: string, data: MessageData, hint?: string): InputError {
  return new InputError([{ code, data, ...(hint === undefined ? {} : { hint }) }]);
}
