import yargs, { type Argv } from "yargs";
import { message } from "../locales/catalogue.js";
import { EXIT, type ExitCode } from "../model/exit-codes.js";
import { LANGUAGES } from "../model/localized-text.js";
import { packageVersion } from "../run/package-version.js";
import type { Command, CommandContext, CommandEntry } from "./command.js";
import type { CliContext } from "./context.js";
import { chooseLanguage } from "./language.js";
import { UsageComplaint } from "./usage-complaint.js";

const YARGS_LOCALES = { en: "en", zh: "zh_CN" } as const;
const WIDEST_HELP_COLUMNS = 100;

/** Parses the command line and runs the command that it names. Every error is printed; the result is the exit code. */
export async function runCommandLine(entries: readonly CommandEntry[], context: CliContext): Promise<ExitCode> {
  const language = chooseLanguage(context.arguments, context.environment);
  const commandContext = { ...context, language };
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

function createParser({ language, stdout }: CommandContext): Argv {
  const counted = (key: "cli.too-few-arguments" | "cli.too-many-arguments") => {
    const text = message(language, key);
    return { one: text, other: text };
  };
  return yargs()
    .scriptName("tokwatt")
    .locale(YARGS_LOCALES[language])
    .updateStrings({
      "Not enough non-option arguments: got %s, need at least %s": counted("cli.too-few-arguments"),
      "Too many non-option arguments: got %s, maximum of %s": counted("cli.too-many-arguments"),
    } as unknown as Record<string, string>)
    .usage(message(language, "cli.usage"))
    .epilogue(message(language, "cli.exit-codes"))
    .option("lang", { choices: LANGUAGES, describe: message(language, "cli.option.lang") })
    .version(packageVersion())
    .wrap(Math.min(stdout.columns ?? WIDEST_HELP_COLUMNS, WIDEST_HELP_COLUMNS))
    .strict()
    .demandCommand(1, message(language, "cli.no-command"))
    .recommendCommands()
    .exitProcess(false)
    .fail((complaint, error) => {
      throw error ?? new UsageComplaint(complaint);
    });
}
