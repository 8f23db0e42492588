import { Tokenizer } from "@huggingface/tokenizers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CANDIDATE_WORDS } from "../../../src/load/prompts/candidate-words.js";
import { findOneTokenWords } from "../../../src/load/prompts/one-token-words.js";
import { byteLevelTokenizer, metaspaceTokenizer } from "./small-tokenizers.js";

describe.each([
  ["byte-level", byteLevelTokenizer()],
  ["metaspace", metaspaceTokenizer()],
])("words of a %s tokenizer", (_, json) => {
  const tokenizer = new Tokenizer(json, {});
  const tokensOf = (text: string, special = false): number =>
    tokenizer.encode(text, { add_special_tokens: special }).ids.length;

  it("are one token each in any text, and those that it splits are left out", async () => {
    const words = await findOneTokenWords(CANDIDATE_WORDS, async (text) => tokensOf(text));
    expect(words.length).toBeGreaterThan(100);
    expect(words.length).toBeLessThanOrEqual(128);
    const split = CANDIDATE_WORDS.filter((word) => tokensOf(`a ${word}`) > 2);
    expect(split.length).toBeGreaterThan(20);
    expect(words.filter((word) => split.includes(word))).toEqual([]);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 300 }), (drawn) => {
        expect(tokensOf(drawn.join(" "))).toBe(drawn.length);
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it("are the same where a token for the beginning is counted too", async () => {
    const words = await findOneTokenWords(CANDIDATE_WORDS, async (text) => tokensOf(text, true));
    expect(tokensOf("time", true)).toBe(tokensOf("time") + 1);
    expect(words).toEqual(await findOneTokenWords(CANDIDATE_WORDS, async (text) => tokensOf(text)));
  });
});

/** A token a word, but for some. */
function counter(tokensOfText: (words: readonly string[]) => number) {
  let questions = 0;
  return {
    count: async (text: string) => {
      questions += 1;
      return tokensOfText(text.split(" "));
    },
    questions: () => questions,
  };
}

describe("a tokenizer that joins words", () => {
  it("loses the second word of each pair that it joins", async () => {
    const joins = new Set(["of the", "way of", "new house"]);
    const { count } = counter((words) => words.filter((word, at) => !joins.has(`${words[at - 1]} ${word}`)).length);
    const candidates = ["new", "house", "the", ...CANDIDATE_WORDS.slice(0, 40), "of"];
    const words = await findOneTokenWords([...new Set(candidates)], count);
    const left = new Set(words);
    for (const pair of joins) expect(pair.split(" ").every((word) => left.has(word))).toBe(false);
    expect(words.length).toBeGreaterThanOrEqual(40);
  });

  it("has no words where it joins all of them", async () => {
    const { count } = counter((words) => Math.ceil(words.length / 2));
    expect(await findOneTokenWords(CANDIDATE_WORDS, count)).toEqual([]);
  });
});

describe("a count that is none", () => {
  it("of texts which are cut off gives no words", async () => {
    const { count } = counter((words) => Math.min(words.length, 100));
    expect(await findOneTokenWords(CANDIDATE_WORDS, count)).toEqual([]);
  });

  it("which is always the same gives no words", async () => {
    const { count } = counter(() => 7);
    expect(await findOneTokenWords(CANDIDATE_WORDS, count)).toEqual([]);
  });

  it("is passed on where it fails", async () => {
    const failing = () => Promise.reject(new Error("gone"));
    await expect(findOneTokenWords(CANDIDATE_WORDS, failing)).rejects.toThrow("gone");
  });
});

it("asks a few hundred questions for 128 words, none longer than 501 words", async () => {
  let longest = 0;
  const { count, questions } = counter((words) => {
    longest = Math.max(longest, words.length);
    return words.length;
  });
  expect(await findOneTokenWords(CANDIDATE_WORDS, count)).toEqual(CANDIDATE_WORDS.slice(0, 128));
  expect(questions()).toBe(5 + 128 + 34);
  expect(longest).toBe(501);
});
