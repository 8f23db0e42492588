import { isPlainHeader, isSecretKey } from "./keys.js";
import { PLACEHOLDERS, SECRET } from "./placeholders.js";

/** Shorter ones are parts of too many words to be told from them. */
const SHORTEST_SECRET = 4;
/** Shortest value of a header whose name does not say that it is secret. */
const SHORTEST_HEADER_VALUE = 8;

/** What this process was given and must not pass on, the longest first: one may be part of another. */
let known: readonly string[] = [];

/**
 * Keeps a key out of everything that this process reports from now on, whatever its form: rules that know secrets by their
 * looks cannot know all of them, and a server may repeat in its complaint what it was sent.
 */
export function rememberSecret(secret: string): void {
  if (secret.length < SHORTEST_SECRET || known.includes(secret)) return;
  // Part of one, it cannot be taken out: a text that was redacted would change again.
  if (PLACEHOLDERS.some((placeholder) => placeholder.includes(secret))) return;
  known = [...known, secret].sort((one, other) => other.length - one.length);
}

/** Remembers the values of those headers that may hold a secret; of an authorization the part behind its scheme. */
export function rememberHeaderSecrets(headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) {
    if (isPlainHeader(name)) continue;
    const secret = value.replace(/^(?:bearer|basic|token)\s+/i, "");
    if (isSecretKey(name) || secret.length >= SHORTEST_HEADER_VALUE) rememberSecret(secret);
  }
}

/** The text with `<secret>` in place of every secret that was remembered, also of one that the end of the text cuts. */
export function withoutKnownSecrets(text: string): string {
  return known.reduce((current, secret) => withoutCutSecret(current.replaceAll(secret, SECRET), secret), text);
}

function withoutCutSecret(text: string, secret: string): string {
  for (let length = secret.length - 1; length >= SHORTEST_SECRET; length -= 1) {
    if (text.endsWith(secret.slice(0, length))) return text.slice(0, -length) + SECRET;
  }
  return text;
}

/** The same for all texts of plain data; keys stay. */
export function hideKnownSecrets<Value>(value: Value): Value {
  return known.length === 0 ? value : (hidden(value) as Value);
}

function hidden(value: unknown): unknown {
  if (typeof value === "string") return withoutKnownSecrets(value);
  if (Array.isArray(value)) return value.map(hidden);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, hidden(item)]));
}
