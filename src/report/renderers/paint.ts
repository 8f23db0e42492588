import type { Tone } from "../../model/report-model.js";

/** Opens and closes the look of a tone (ECMA-48 SGR); plain text has none. */
const LOOKS: Readonly<Record<Exclude<Tone, "plain">, readonly [open: string, close: string]>> = {
  strong: ["\u001b[1m", "\u001b[22m"],
  muted: ["\u001b[2m", "\u001b[22m"],
  good: ["\u001b[32m", "\u001b[39m"],
  bad: ["\u001b[31m", "\u001b[39m"],
  caution: ["\u001b[33m", "\u001b[39m"],
};

/** Shows one line of text in its tone where colour is wanted. */
export function paint(line: string, tone: Tone, color: boolean): string {
  if (!color || tone === "plain" || line === "") return line;
  const [open, close] = LOOKS[tone];
  return `${open}${line}${close}`;
}
