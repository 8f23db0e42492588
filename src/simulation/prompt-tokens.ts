const WORD = /\S+/g;

/** Tokens of a text for models that have no tokenizer: its words, as white space separates them. */
export function countPromptTokens(text: string): number {
  return text.match(WORD)?.length ?? 0;
}
