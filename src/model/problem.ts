import type { MessageData } from "./finding.js";

/**
 * One mistake in an input. `code` names a sentence `problem.<code>` in `locales/`; `line` and `column` count from 1 and
 * are absent where the input has no lines (a command-line argument).
 */
export interface Problem {
  readonly code: string;
  readonly data: MessageData;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** Code of the sentence `hint.<code>` that says what to do; filled with the same data. */
  readonly hint?: string;
}
