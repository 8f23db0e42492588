import type { Argv } from "yargs";
import { message } from "../locales/catalogue.js";
import { EXIT, type ExitCode } from "../model/exit-codes.js";
import type { Command, CommandContext, CommandEntry } from "./command.js";
import type { CliContext } from "./context.js";
import { createParser } from "./create-parser.js";
import { chooseLanguage } from "./language.js";
import { UsageComplaint } from "./usage-complaint.js";

/** Parses the command line and runs the command that it names. Every error is printed; the result is the exit code. */
export async function runCommandLine(entries: readonly CommandEntry[], context: CliContext): Promise<ExitCode> {
  const language = chooseLanguage(context.arguments, context.environment);
  const commandContext = { ...context, language, commands: entries };
  try {
    return await parseAndRun(entries, commandContext);
  } catch (error) {
    // Loaded here only: help and a command line without mistakes never need it.
    const { printError } = await import("./print-error.js");
    return printError(error, commandContext);
  }
}

async function parseAndRun(entries: readonly CommandEntry[], context: CommandContext): Promise<ExitCode> {
  const chosen = context.arguments.map((word) => entries.find(({ name }) => name === word)).find(Boolean);
  const loaded = await chosen?.load();
  let exitCode: ExitCode = EXIT.ok;
  const parser = createParser(context);
  for (const entry of entries) {
    const command: Command | undefined = entry === chosen ? loaded?.command : undefined;
    parser.command(
      `${entry.name} ${entry.positional}`.trim(),
      message(context.language, entry.describe),
      (commandParser: Argv) => command?.build(commandParser, context.language) ?? commandParser,
      async (values) => {
        if (command !== undefined) exitCode = await command.run(values, context);
      },
    );
  }
  try {
    // Given a callback yargs prints nothing itself; what it has to say (help, version) comes here.
    await parser.parseAsync([...context.arguments], {}, (_error, _values, output) => {
      if (output !== "") context.stdout.write(`${output}\n`);
    });
  } catch (error) {
    if (error instanceof UsageComplaint) error.help = await parser.getHelp();
    throw error;
  }
  return exitCode;
}
