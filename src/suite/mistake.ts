import type { MessageData } from "../model/finding.js";
import type { Problem } from "../model/problem.js";
import type { YamlDocument } from "./yaml-document.js";

/** A mistake at a place of a document, before the place is known as line and column. */
export interface Mistake {
  readonly path: readonly PropertyKey[];
  /** Whether the key is wrong or what stands behind it. */
  readonly at: "key" | "value";
  readonly code: string;
  readonly data: MessageData;
  readonly hint?: string | undefined;
}

/** The mistake with its file, line and column; `data.path` says the place in words of the file. */
export function toProblem(document: YamlDocument, mistake: Mistake): Problem {
  return {
    code: mistake.code,
    data: { path: pathText(mistake.path), ...mistake.data },
    ...document.locate(mistake.path, mistake.at),
    ...(mistake.hint === undefined ? {} : { hint: mistake.hint }),
  };
}

/** `["comparisons", 0, "margins"]` becomes `comparisons[0].margins`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text === "" ? String(key) : `${text}.${String(key)}`;
  }, "");
}

/** A value as a message shows it: scalars as JSON writes them and cut when long, lists and mappings by their kind. */
export function shownValue(value: unknown): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return "list";
  if (typeof value === "object" && value !== null) return "mapping";
  const text = typeof value === "string" ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
