/**
 * Words that prompts are made of, joined by single spaces. `exact`: each word is one token wherever it stands, so a prompt of
 * n words has n tokens, as `countedBy` has said of long samples of them. `nobody`: a word is taken for a token, which is
 * approximate.
 */
export interface PromptVocabulary {
  readonly words: readonly string[];
  readonly countedBy: "server" | "tokenizer" | "nobody";
}
