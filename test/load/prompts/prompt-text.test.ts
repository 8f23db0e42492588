import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { namedRandom } from "../../../src/contract/random.js";
import { beginningLength, commonText, uniqueText } from "../../../src/load/prompts/prompt-text.js";
import { WORD_VOCABULARY } from "../../../src/load/prompts/word-vocabulary.js";

const { words } = WORD_VOCABULARY;
const text = (length: number, salt: string, index: number, seed = "seed") =>
  uniqueText(length, salt, index, WORD_VOCABULARY, namedRandom(seed, `request:${index}`));

function commonBeginning(one: string, other: string): number {
  const others = other.split(" ");
  const parted = one.split(" ").findIndex((word, index) => word !== others[index]);
  return parted === -1 ? others.length : parted;
}

describe("a unique text", () => {
  it("has the words that are asked for, all of the vocabulary", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.nat(), fc.string(), (length, index, salt) => {
        const drawn = text(length, salt, index).split(" ");
        expect(drawn).toHaveLength(length);
        expect(drawn.every((word) => words.includes(word))).toBe(true);
      }),
      { seed: 5 },
    );
  });

  it("is the same for the same salt, index and stream", () => {
    expect(text(50, "run", 3)).toBe(text(50, "run", 3));
  });

  it("parts from those of other runs and other requests within a few words", () => {
    const texts = Array.from({ length: 400 }, (_, index) => text(20, `run-${index % 20}`, Math.floor(index / 20)));
    let longest = 0;
    let sharedFirst = 0;
    let pairs = 0;
    texts.forEach((one, index) => {
      for (const other of texts.slice(index + 1)) {
        const shared = commonBeginning(one, other);
        longest = Math.max(longest, shared);
        if (shared > 0) sharedFirst += 1;
        pairs += 1;
      }
    });
    // Of 79,800 pairs one in 128 shares the first word, and one in 128 ** 4 four of them.
    expect(sharedFirst / pairs).toBeGreaterThan(0.5 / 128);
    expect(sharedFirst / pairs).toBeLessThan(2 / 128);
    expect(longest).toBeLessThan(5);
  });

  it("differs between runs in its beginning alone, so that its stream goes on alike", () => {
    const [one, other] = [text(50, "run-1", 3).split(" "), text(50, "run-2", 3).split(" ")];
    expect(one.slice(beginningLength(words.length))).toEqual(other.slice(beginningLength(words.length)));
    expect(one.slice(0, 10)).not.toEqual(other.slice(0, 10));
  });
});

describe("the beginning of a unique text", () => {
  it.each([
    [128, 10],
    [100, 10],
    [16, 16],
  ])("of %i words is %i words long", (size, length) => {
    expect(beginningLength(size)).toBe(length);
    expect(size ** length).toBeGreaterThanOrEqual(2 ** 64);
  });
});

describe("words of a text", () => {
  it.each([16, 100, 128])("are each of %i as likely", (size) => {
    const vocabulary = { words: words.slice(0, size), countedBy: "nobody" } as const;
    const drawn = uniqueText(size * 1000, "run", 0, vocabulary, namedRandom("seed", "words")).split(" ");
    const counts = new Map<string, number>();
    for (const word of drawn) counts.set(word, (counts.get(word) ?? 0) + 1);
    const chiSquare = vocabulary.words.reduce((sum, word) => sum + ((counts.get(word) ?? 0) - 1000) ** 2 / 1000, 0);
    // Mean size - 1, standard deviation sqrt(2 (size - 1)); one fixed draw.
    expect(Math.abs(chiSquare - (size - 1))).toBeLessThan(4 * Math.sqrt(2 * (size - 1)));
  });
});

describe("a common text", () => {
  it("is the same for the same name, and begins its longer ones", () => {
    const long = commonText(300, "system", WORD_VOCABULARY);
    expect(long.split(" ")).toHaveLength(300);
    expect(commonText(300, "system", WORD_VOCABULARY)).toBe(long);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 299 }), (length) => {
        expect(long.startsWith(`${commonText(length, "system", WORD_VOCABULARY)} `)).toBe(true);
      }),
      { seed: 5 },
    );
  });

  it("of another name is another one from the first words on", () => {
    const texts = Array.from({ length: 50 }, (_, index) => commonText(20, `block:${index}`, WORD_VOCABULARY));
    expect(new Set(texts.map((one) => one.split(" ").slice(0, 4).join(" "))).size).toBe(50);
  });
});
