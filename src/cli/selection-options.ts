import type { Options, PositionalOptions } from "yargs";
import { message } from "../locales/catalogue.js";
import { DEFINITION_NAMES } from "../model/definition-stamp.js";
import type { Language } from "../model/localized-text.js";

/** The results folder that a command reads. */
export function resultsArgument(language: Language) {
  const describe = message(language, "cli.argument.results");
  return { type: "string", demandOption: true, describe } as const satisfies PositionalOptions;
}

/** By whose definitions. */
export function definitionsOption(language: Language) {
  return {
    choices: DEFINITION_NAMES,
    describe: message(language, "cli.option.definitions"),
  } as const satisfies Options;
}

/** Where noise that was measured before is looked up. */
export function knownHistoryOption(language: Language) {
  return { type: "string", describe: message(language, "cli.option.known-history") } as const satisfies Options;
}

/** Which execution of it. */
export function selectionOptions(language: Language) {
  return {
    plan: { type: "string", describe: message(language, "cli.option.plan") },
    execution: { type: "string", describe: message(language, "cli.option.execution") },
  } as const satisfies Record<string, Options>;
}
