import type { TokenCounter } from "./token-counter.js";

/** As many words as a vocabulary has at most: more make prompts no more unlike. */
const WORDS_WANTED = 128;
/** Fewer would make prompts that repeat themselves. */
const WORDS_NEEDED = 16;
/** Words that are counted in one question: short enough for the context of any model. */
const WORDS_PER_QUESTION = 500;
/** Questions under way at a time. */
const QUESTIONS = 8;
/** One token in every tokenizer that knows Latin letters, so that what it counts beyond one is not the text's. */
const LETTERS = ["a", "e", "i", "s", "t"];

/**
 * Those of the candidates, at most 128, of which every text of n words joined by spaces has n tokens.
 *
 * 1. What is counted beside the text (a token for its beginning or end) is what a single letter has beyond one.
 * 2. A word stays that is one token at the beginning of a text and one token after a space.
 * 3. Every ordered pair of the words that are left is counted as part of long texts, since a tokenizer might join two
 *    words. Where a text has another number of tokens than words, its halves are counted until the pair is found, and
 *    the second word of it goes.
 *
 * @returns no words where fewer than 16 are left
 * @throws as the counter does
 */
export async function findOneTokenWords(
  candidates: readonly string[],
  count: TokenCounter,
): Promise<readonly string[]> {
  const beside = Math.min(...(await Promise.all(LETTERS.map(count)))) - 1;
  const isExact = async (words: readonly string[]): Promise<boolean> =>
    (await count(words.join(" "))) - beside === words.length;

  const single: string[] = [];
  for (let from = 0; from < candidates.length && single.length < WORDS_WANTED; from += QUESTIONS) {
    const some = candidates.slice(from, from + QUESTIONS);
    const answers = await Promise.all(some.map((word) => isExact([word, word, word])));
    single.push(...some.filter((_, index) => answers[index] === true));
  }
  const words = single.slice(0, WORDS_WANTED);
  const dropped = new Set<string>();
  for (const text of textsOfAllPairs(words)) await dropJoined(text, isExact, dropped);
  const left = words.filter((word) => !dropped.has(word));
  return left.length < WORDS_NEEDED ? [] : left;
}

/** Texts in which every word follows every word, itself included. */
function textsOfAllPairs(words: readonly string[]): readonly (readonly string[])[] {
  // From each word to every later one and back, so that a pair is met in either order.
  const walk = words.flatMap((word, index) => [word, ...words.slice(index).flatMap((later) => [later, word])]);
  const texts: (readonly string[])[] = [];
  // The last word of a text is the first of the next one: no pair is lost at the seam.
  for (let from = 0; from < walk.length - 1; from += WORDS_PER_QUESTION) {
    texts.push(walk.slice(from, from + WORDS_PER_QUESTION + 1));
  }
  return texts;
}

/** Adds to `dropped` the second word of each pair that has another number of tokens than two. */
async function dropJoined(
  text: readonly string[],
  isExact: (words: readonly string[]) => Promise<boolean>,
  dropped: Set<string>,
): Promise<void> {
  const words = text.filter((word) => !dropped.has(word));
  if (words.length < 2 || (await isExact(words))) return;
  if (words.length === 2) {
    for (const second of words.slice(1)) dropped.add(second);
    return;
  }
  const before = dropped.size;
  const middle = words.length >> 1;
  await dropJoined(words.slice(0, middle + 1), isExact, dropped);
  await dropJoined(words.slice(middle), isExact, dropped);
  // The count of a text is not the sum of its parts': nothing can be said of any of its words.
  if (dropped.size === before) for (const word of words) dropped.add(word);
}
