/** One line of a data set: a prompt, or the user's side of a conversation, and what was answered. */
export interface DatasetEntry {
  /** Texts of the user, at least one; of a plain line just one. */
  readonly turns: readonly string[];
  /** Texts that answered the turns; may be shorter than `turns`. They stand in the history of a conversation. */
  readonly answers: readonly string[];
  /** Length of the (first) answer in tokens, where the line states it. */
  readonly outputTokens?: number | undefined;
}
