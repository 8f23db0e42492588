import type { MessageData } from "../model/finding.js";
import { IDENTIFIER } from "./field-schemas.js";
import type { Mistake } from "./mistake.js";
import type { Issue } from "./schema-expectation.js";

/** What a problem says and the hint that goes with it; the hint may need more data. */
type Explained = Pick<Mistake, "data" | "hint">;

/** How ids are written, for whom a regular expression says nothing. */
export function formatHint(issue: Issue & { code: "invalid_format" }): string | undefined {
  return issue.pattern === String(IDENTIFIER) ? "identifier" : undefined;
}

/** Whatever is called `command` is one for a process without a shell: a text of several words becomes a list of them. */
export function withListHint(data: MessageData, key: PropertyKey | undefined, value: string | undefined): Explained {
  if (key !== "command") return { data, hint: value === undefined ? undefined : "as-list" };
  const words = value?.trim().split(/\s+/).join(", ") || "program, argument";
  return { data: { ...data, words }, hint: "command-as-list" };
}

/** The way to write a value of the kind that was expected, where the one that was found says what was meant. */
export function withTypeHint(
  data: { readonly expected: string; readonly received: string },
  value: unknown,
  key: PropertyKey | undefined,
): Explained {
  const { expected } = data;
  if (expected === "list" && typeof value === "string") return withListHint(data, key, value);
  if (expected === "mapping" && key === "title") return { data, hint: "both-languages" };
  if (expected === "text" && (typeof value === "number" || typeof value === "boolean")) {
    return { data, hint: "quote-text" };
  }
  const isNumeric = expected === "number" || expected === "integer";
  return { data, hint: isNumeric && typeof value === "string" ? "plain-number" : undefined };
}
