import { namedRandom, type Random } from "../../contract/random.js";
import { drawWords } from "./draw-words.js";
import type { PromptVocabulary } from "./prompt-vocabulary.js";

/** Bits that the beginning of a unique text holds at least. */
const BEGINNING_BITS = 64;

/**
 * A text of `length` words that begins like no other. The first words, 10 of a vocabulary of 128 words and in general
 * ceil(64 / log2 V) of V words, are drawn from the salt and the index alone; the others come from `random`.
 *
 * Two texts whose salt or index differ begin with the same k words with the probability V^-k: 1 in 128 for one word,
 * 1 in 4 * 10^12 for six, below 2^-64 for the whole beginning. A prefix cache keeps blocks of 16 tokens and more (or, by
 * single tokens, nothing worth having), so it finds nothing to reuse. A text that is shorter than its beginning parts
 * from the others as early, and cannot but repeat when more texts are drawn than there are.
 *
 * @param salt differs between runs
 * @param index of the request
 * @param random the rest of the text; its state moves on by the same number of draws whatever the salt is
 */
export function uniqueText(
  length: number,
  salt: string,
  index: number,
  vocabulary: PromptVocabulary,
  random: Random,
): string {
  const { words } = vocabulary;
  const beginning = Math.min(length, beginningLength(words.length));
  const begun = drawWords(beginning, words, namedRandom(salt, `prompt:${index}`));
  return beginning === length ? begun : `${begun} ${drawWords(length - beginning, words, random)}`;
}

/**
 * The same text of `length` words whenever the name is the same, and another one for any other name: a shared prefix, a
 * system prompt, a block of a trace. A shorter text of a name is the beginning of its longer ones.
 */
export function commonText(length: number, name: string, vocabulary: PromptVocabulary): string {
  return drawWords(length, vocabulary.words, namedRandom(name, "common-text"));
}

/** Words at the beginning of a unique text that tell it from all others. */
export function beginningLength(vocabularySize: number): number {
  return Math.ceil(BEGINNING_BITS / Math.log2(Math.max(2, vocabularySize)));
}
