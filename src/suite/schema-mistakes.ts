import type { ZodType } from "zod";
import { closest } from "../contract/closest.js";
import type { MessageData } from "../model/finding.js";
import { type Mistake, pathText, shownValue } from "./mistake.js";
import { keysAt, listAt, valueAt } from "./peek.js";
import { choicesOf, expectation, type Issue } from "./schema-expectation.js";
import { formatHint, withListHint, withTypeHint } from "./schema-hints.js";

/** The validated value, or every mistake. */
export type SchemaReading<Output> =
  | { readonly valid: true; readonly value: Output }
  | { readonly valid: false; readonly mistakes: readonly Mistake[] };

/** What was validated, and the keys that each complaining mapping may have, by the list of keys it complains about. */
interface Validated {
  readonly root: unknown;
  readonly knownKeys: ReadonlyMap<readonly string[], readonly string[]>;
}

/**
 * Validates the part of a file that stands at `base` (the whole file when empty). A required key that somebody misspelt
 * is one mistake, not an unknown key and a missing one.
 */
export async function readWithSchema<Output>(
  schema: ZodType<Output>,
  value: unknown,
  base: readonly PropertyKey[] = [],
): Promise<SchemaReading<Output>> {
  const knownKeys = new Map<readonly string[], readonly string[]>();
  const result = await schema.safeParseAsync(value, {
    // Only the raw issue knows its schema, and so the keys that the mapping may have.
    error: (raw) => {
      if (raw.code === "unrecognized_keys") knownKeys.set(raw.keys, keysAt(raw.inst, "_zod", "def", "shape"));
      return undefined;
    },
  });
  if (result.success) return { valid: true, value: result.data };
  const found = result.error.issues.flatMap((issue) => toMistakes(issue, { root: value, knownKeys }));
  const meant = new Set(found.filter(({ code }) => code === "unknown-key").map(meantPath));
  const mistakes = found
    .filter(({ code, path }) => code !== "missing-key" || !meant.has(pathText(path)))
    .map((mistake) => ({ ...mistake, path: [...base, ...mistake.path] }));
  return { valid: false, mistakes };
}

function meantPath({ path, data }: Mistake): string {
  return pathText([...path.slice(0, -1), String(data["suggestion"])]);
}

function toMistakes(issue: Issue, validated: Validated): readonly Mistake[] {
  const { path } = issue;
  const value = valueAt(validated.root, ...path);
  if (!isUnderstood(issue)) return [{ path, at: "value", code: "rejected", data: { detail: issue.message } }];
  if (issue.code === "unrecognized_keys") {
    const known = validated.knownKeys.get(issue.keys) ?? [];
    return issue.keys.map((key) => unknownKey([...path, key], key, known, keysAt(value)));
  }
  if (issue.code === "custom") return [customMistake(issue)];
  const expected = expectation(issue);
  if (value === undefined) return [missingMistake(path, expected, validated.root)];
  const choices = choicesOf(issue);
  if (choices !== undefined) return [invalidChoice(path, choices, value)];
  if (issue.code === "invalid_union") {
    const branch = nearestBranch(issue.errors);
    if (branch !== undefined) {
      return branch.flatMap((inner) => toMistakes({ ...inner, path: [...path, ...inner.path] }, validated));
    }
  }
  return [{ path, at: "value", ...plainMistake(issue, expected, value) }];
}

/** A key that is not there, or an entry behind the end of a list. */
function missingMistake(path: readonly PropertyKey[], expected: string, root: unknown): Mistake {
  const [key, list] = [path.at(-1), path.slice(0, -1)];
  if (typeof key !== "number") {
    return { path, at: "value", code: "missing-key", data: { key: String(key), expected } };
  }
  const data = { expected: `>= ${key + 1}`, count: listAt(root, ...list).length };
  return { path: list, at: "value", code: "wrong-count", ...withListHint(data, list.at(-1), undefined) };
}

/** What is wrong with a value that is neither missing nor one of a choice. */
function plainMistake(issue: Issue, expected: string, value: unknown): Pick<Mistake, "code" | "data" | "hint"> {
  const received = shownValue(value);
  switch (issue.code) {
    case "invalid_type":
    case "invalid_union":
      return { code: "wrong-type", ...withTypeHint({ expected, received }, value, issue.path.at(-1)) };
    case "too_small":
    case "too_big":
      if (Array.isArray(value)) {
        const data = { expected, count: value.length };
        return { code: "wrong-count", ...withListHint(data, issue.path.at(-1), undefined) };
      }
      // A text may stand for a number: 150 % is no text that is too long.
      if (typeof value === "string" && issue.origin !== "number") {
        return { code: "wrong-length", data: { expected, received } };
      }
      return { code: "out-of-range", data: { expected, received } };
    case "invalid_format":
      return { code: "wrong-format", data: { expected, received }, hint: formatHint(issue) };
    default:
      return { code: "rejected", data: { detail: issue.message } };
  }
}

/** Whether an issue has the form of this zod's; a schema of a plug-in may come from another version of it. */
function isUnderstood(issue: Issue): boolean {
  switch (issue.code) {
    case "invalid_type":
      return typeof issue.expected === "string";
    case "invalid_value":
      return Array.isArray(issue.values);
    case "invalid_union":
      return Array.isArray(issue.errors);
    case "unrecognized_keys":
      return Array.isArray(issue.keys);
    default:
      return true;
  }
}

/** Of a union without a discriminator the branch that fits best; none where the value is of no branch's kind. */
function nearestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const ofRightKind = branches.filter((issues) =>
    issues.every(({ path, code }) => path.length > 0 || code === "unrecognized_keys"),
  );
  return ofRightKind.toSorted((a, b) => a.length - b.length)[0];
}

/** A value that is none of the ones that its place may have, with the nearest of them. */
export function invalidChoice(path: readonly PropertyKey[], choices: readonly string[], value: unknown): Mistake {
  const suggestion = typeof value === "string" ? closest(value, choices) : undefined;
  const data = { expected: choices.join(" | "), received: shownValue(value), suggestion: suggestion ?? "" };
  return { path, at: "value", code: "invalid-value", data, hint: suggestion && "did-you-mean" };
}

/** A key that the mapping has already cannot be what was meant. */
function unknownKey(path: PropertyKey[], key: string, known: readonly string[], present: readonly string[]): Mistake {
  const missing = known.filter((name) => !present.includes(name));
  const suggestion = closest(key, missing);
  const data = { key, known: known.join(", "), suggestion: suggestion ?? "" };
  // A schema of another zod does not tell its keys.
  const listed = known.length === 0 ? undefined : "known-keys";
  const hint = suggestion === undefined ? listed : "did-you-mean";
  return { path, at: "key", code: "unknown-key", data, hint };
}

/** An adapter's schema may name the problem of a refinement of its own: `params: { code, hint, ... }`. */
function customMistake(issue: Issue & { code: "custom" }): Mistake {
  const { code, hint, ...rest } = issue.params ?? {};
  const at = { path: issue.path, at: "value" } as const;
  if (typeof code !== "string") return { ...at, code: "rejected", data: { detail: issue.message } };
  const data: MessageData = Object.fromEntries(
    Object.entries(rest).filter(([, value]) => typeof value === "string" || typeof value === "number"),
  );
  return { ...at, code, data, hint: typeof hint === "string" ? hint : undefined };
}
