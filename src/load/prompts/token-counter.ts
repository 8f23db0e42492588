/** Tokens of a text, perhaps with a fixed number of special tokens around it. Rejects where it cannot say. */
export type TokenCounter = (text: string) => Promise<number>;
