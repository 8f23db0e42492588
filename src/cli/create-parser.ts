import { createRequire } from "node:module";
import type { Argv } from "yargs";
import { message } from "../locales/catalogue.js";
import { LANGUAGES } from "../model/localized-text.js";
import { packageVersion } from "../run/package-version.js";
import type { CommandContext } from "./command.js";
import { UsageComplaint } from "./usage-complaint.js";

/** As a CommonJS module: as an ES module it breaks the lines of its help anywhere, in the middle of words too. */
const yargs: () => Argv = createRequire(import.meta.url)("yargs/yargs");

const YARGS_LOCALES = { en: "en", zh: "zh_CN" } as const;
const WIDEST_HELP_COLUMNS = 100;

/** A parser of the options that every command has, in the user's language; it throws `UsageComplaint` and never exits. */
export function createParser({ language, stdout }: Pick<CommandContext, "language" | "stdout">): Argv {
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
