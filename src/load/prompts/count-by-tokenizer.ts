import { readFile } from "node:fs/promises";
import { Tokenizer } from "@huggingface/tokenizers";
import type { TokenCounter } from "./token-counter.js";

/**
 * Counts by a `tokenizer.json` of Hugging Face's form on this machine. Rejects where the file cannot be read, is no JSON,
 * or holds a part that `@huggingface/tokenizers` does not know.
 */
export async function countByTokenizer(file: string): Promise<TokenCounter> {
  const tokenizer = new Tokenizer(JSON.parse(await readFile(file, "utf8")), {});
  return async (text) => {
    const { ids }: { readonly ids: readonly number[] } = tokenizer.encode(text, { add_special_tokens: false });
    return ids.length;
  };
}
