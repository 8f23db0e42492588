import type { Random } from "../../contract/random.js";

/** Bits of a draw that are used; `uniformFloat64` has 53, and the lowest ones go to rounding. */
const USED_BITS = 48;

/**
 * `count` words of the list, each as likely as any other, joined by single spaces. One draw of `random` gives several
 * words (six of a list of 128): prompts of thousands of words are drawn while the load runs.
 */
export function drawWords(count: number, words: readonly string[], random: Random): string {
  const perDraw = Math.max(1, Math.floor(USED_BITS / Math.log2(Math.max(2, words.length))));
  const drawn = new Array<string>(count);
  let index = 0;
  while (index < count) {
    let rest = random();
    const end = Math.min(index + perDraw, count);
    for (; index < end; index += 1) {
      rest *= words.length;
      const word = Math.floor(rest);
      rest -= word;
      drawn[index] = words[word] ?? "";
    }
  }
  return drawn.join(" ");
}
