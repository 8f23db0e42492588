import type { Argv } from "yargs";
import type { MessageKey } from "../locales/catalogue.js";
import type { ExitCode } from "../model/exit-codes.js";
import type { Language } from "../model/localized-text.js";
import type { CliContext } from "./context.js";

/** What a command is given: the process around it, the language to speak and the table of contents. */
export interface CommandContext extends CliContext {
  readonly language: Language;
  /** All commands, for the one that completes what others take. */
  readonly commands: readonly CommandEntry[];
}

/** One command: its arguments, and what it does with their values. */
export interface Command<Values = unknown> {
  build(parser: Argv, language: Language): Argv<Values>;
  /** Prints to the context's streams; throws `TokwattError` for what cannot be done. */
  run(values: Values, context: CommandContext): Promise<ExitCode>;
}

/** A line of the table of contents. The command's module is loaded only when it is chosen. */
export interface CommandEntry {
  readonly name: string;
  /** Positional arguments as yargs writes them: `<suite>`, `[what]`. */
  readonly positional: string;
  readonly describe: MessageKey;
  readonly load: () => Promise<{ readonly command: Command }>;
}

/** Types a command by its arguments; returns it unchanged. */
export function defineCommand<Values>(command: Command<Values>): Command<Values> {
  return command;
}
