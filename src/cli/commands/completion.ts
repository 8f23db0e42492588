import { message } from "../../locales/catalogue.js";
import { EXIT } from "../../model/exit-codes.js";
import { defineCommand } from "../command.js";
import { completeWords } from "../completion/complete-words.js";
import { COMPLETION_SCRIPTS, SHELLS } from "../completion/scripts.js";
import { readTypedWords } from "../completion/typed-words.js";

/** Behind this the shell puts the words that were typed. */
const TYPED = "--";

/** `tokwatt completion SHELL`: the script that a shell reads; with words behind `--`, what it asks at every tab. */
export const command = defineCommand({
  build: (parser, language) =>
    parser.positional("shell", {
      choices: SHELLS,
      demandOption: true,
      describe: message(language, "cli.argument.shell"),
    }),
  run: async ({ shell }, context) => {
    const place = context.arguments.indexOf(TYPED);
    if (place < 0) {
      context.stdout.write(COMPLETION_SCRIPTS[shell]);
      return EXIT.ok;
    }
    const { words, prefix } = readTypedWords(context.arguments.slice(place + 1));
    const { candidates, arePaths } = await completeWords(words, context);
    const lines = candidates.map(({ text, description = "" }) => `${prefix}${text}\t${description}`);
    context.stdout.write(`${[arePaths ? "paths" : "words", ...lines].join("\n")}\n`);
    return EXIT.ok;
  },
});
