import type { Options, PositionalOptions } from "yargs";
import { message } from "../locales/catalogue.js";
import type { Language } from "../model/localized-text.js";

/** The results folder that a command reads. */
export function resultsArgument(language: Language) {
  const describe = message(language, "cli.argument.results");
  return { type: "string", demandOption: true, describe } as const satisfies PositionalOptions;
}

/** Which execution of it. */
export function selectionOptions(language: Language) {
  return {
    plan: { type: "string", describe: message(language, "cli.option.plan") },
    execution: { type: "string", describe: message(language, "cli.option.execution") },
  } as const satisfies Record<string, Options>;
}
