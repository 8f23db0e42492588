import type { MessageData } from "../model/finding.js";
import { roundDigits } from "../model/round-digits.js";

const GAP = /\{(\w+)(?::(\w+))?\}/g;
const LISTED = /(?<=^|[:,] )[\w-]+(?=$|[,;])/g;

/**
 * Fills the gaps of a sentence. `{name}` takes the value as it is; `{name:percent}` shows a share (0.02) as `2 %`;
 * `{name:word}` takes the word of the catalogue for the value (`degraded`), `{name:words}` that of each in a list, but for the names
 * before a colon (`one: package, board; two: board`). Fractions are cut to four significant digits.
 *
 * A gap without a value stays visible as `{name}`: a sentence is never lost because a datum is.
 *
 * @param word looks a value up in the catalogue's words; undefined where it has none
 */
export function fillTemplate(template: string, data: MessageData, word: (value: string) => string | undefined): string {
  return template.replace(GAP, (gap, name: string, format: string | undefined) => {
    const value = data[name];
    if (value === undefined) return gap;
    if (format === "word") return word(String(value)) ?? String(value);
    if (format === "words") return String(value).replace(LISTED, (one) => word(one) ?? one);
    if (format === "percent" && typeof value === "number") return `${shorten(value * 100)} %`;
    return typeof value === "number" ? shorten(value) : value;
  });
}

/** Names of the gaps of a sentence, sorted, each once. */
export function placeholdersOf(template: string): readonly string[] {
  return [...new Set([...template.matchAll(GAP)].map(([, name = ""]) => name))].sort();
}

function shorten(value: number): string {
  return Number.isInteger(value) ? String(value) : String(roundDigits(value, 4));
}
