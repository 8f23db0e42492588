import { CANDIDATE_WORDS } from "../../../src/load/prompts/candidate-words.js";

/*
 * Two tokenizers of our own in the form of Hugging Face's `tokenizer.json`: a byte-level BPE as GPT-2 and its successors
 * have, and a BPE over characters with a mark for spaces as SentencePiece has. Both are trained here by the plain
 * algorithm on a text that holds only some of the candidate words often enough to become one token.
 */

type Pair = readonly [string, string];

/** Merges of the pairs that stand side by side most often, the first in order where several do. */
function train(words: ReadonlyMap<string, number>, merges: number): readonly Pair[] {
  const texts = [...words].map(([word, count]) => ({ symbols: [...word], count }));
  const learned: Pair[] = [];
  while (learned.length < merges) {
    const counts = new Map<string, number>();
    for (const { symbols, count } of texts) {
      symbols.slice(1).forEach((symbol, index) => {
        const pair = `${symbols[index]} ${symbol}`;
        counts.set(pair, (counts.get(pair) ?? 0) + count);
      });
    }
    const [best] = [...counts].sort(([one, ofOne], [other, ofOther]) => ofOther - ofOne || (one < other ? -1 : 1));
    if (best === undefined) break;
    const [left = "", right = ""] = best[0].split(" ");
    learned.push([left, right]);
    for (const text of texts) text.symbols = merged(text.symbols, left, right);
  }
  return learned;
}

function merged(symbols: readonly string[], left: string, right: string): string[] {
  const joined: string[] = [];
  for (let index = 0; index < symbols.length; index += 1) {
    const isPair = symbols[index] === left && symbols[index + 1] === right;
    joined.push(isPair ? left + right : (symbols[index] ?? ""));
    if (isPair) index += 1;
  }
  return joined;
}

/** Frequent words are merged first, so that those at the end of the list stay in pieces. */
function trainingWords(mark: string, marksFirstWord: boolean): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  CANDIDATE_WORDS.filter((word) => word.length > 1).forEach((word, index) => {
    counts.set(mark + word, 1000 - 2 * index);
    if (!marksFirstWord) counts.set(word, 900 - 2 * index);
  });
  return counts;
}

/** Byte-level BPE: the first word of a text stands without a space and is another token than behind one. */
export function byteLevelTokenizer() {
  return tokenizer({
    alphabet: [...byteAlphabet()],
    merges: train(trainingWords("Ġ", false), 700),
    pre_tokenizer: { type: "ByteLevel", add_prefix_space: false, trim_offsets: true, use_regex: true },
    decoder: { type: "ByteLevel", add_prefix_space: true, trim_offsets: true, use_regex: true },
  });
}

/** A BPE whose words begin with a mark for the space, the first one of a text too, as SentencePiece makes them. */
export function metaspaceTokenizer() {
  const space = { type: "Metaspace", replacement: "▁", prepend_scheme: "always", split: true };
  return tokenizer({
    alphabet: ["▁", ...asciiLetters()],
    merges: train(trainingWords("▁", true), 400),
    pre_tokenizer: space,
    decoder: space,
  });
}

interface Parts {
  readonly alphabet: readonly string[];
  readonly merges: readonly Pair[];
  readonly pre_tokenizer: unknown;
  readonly decoder: unknown;
}

const SPECIAL_TOKENS = ["<unk>", "<begin>"];

/** Puts `<begin>` before every text where special tokens are asked for. */
function tokenizer({ alphabet, merges, pre_tokenizer, decoder }: Parts) {
  const tokens = [...SPECIAL_TOKENS, ...new Set([...alphabet, ...merges.map((pair) => pair.join(""))])];
  const added_tokens = SPECIAL_TOKENS.map((text, id) => {
    return { id, content: text, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true };
  });
  const begin = { SpecialToken: { id: "<begin>", type_id: 0 } };
  return {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens,
    normalizer: null,
    pre_tokenizer,
    post_processor: {
      type: "TemplateProcessing",
      single: [begin, { Sequence: { id: "A", type_id: 0 } }],
      pair: [begin, { Sequence: { id: "A", type_id: 0 } }, { Sequence: { id: "B", type_id: 1 } }],
      special_tokens: { "<begin>": { id: "<begin>", ids: [1], tokens: ["<begin>"] } },
    },
    decoder,
    model: {
      type: "BPE",
      dropout: null,
      unk_token: "<unk>",
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
      merges: merges.map((pair) => pair.join(" ")),
    },
  };
}

/** How byte-level BPE writes the 256 bytes: printable ones as themselves, the others above U+0100 in their order. */
function* byteAlphabet(): Generator<string> {
  let others = 0;
  for (let byte = 0; byte < 256; byte += 1) {
    const isPrintable = (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
    yield String.fromCodePoint(isPrintable ? byte : 0x100 + others);
    if (!isPrintable) others += 1;
  }
}

function asciiLetters(): readonly string[] {
  return Array.from({ length: 26 }, (_, index) => String.fromCodePoint(0x61 + index));
}
