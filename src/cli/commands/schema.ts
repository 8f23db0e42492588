import { message } from "../../locales/catalogue.js";
import { EXIT } from "../../model/exit-codes.js";
import { defineCommand } from "../command.js";
import { jsonSchemaOf, SCHEMA_TOPICS } from "../json-schemas.js";

/** `tokwatt schema WHAT`: the JSON Schema of a kind of file, for editors and other tools. */
export const command = defineCommand({
  build: (parser, language) =>
    parser.positional("what", {
      choices: SCHEMA_TOPICS,
      demandOption: true,
      describe: message(language, "cli.argument.schema"),
    }),
  run: async ({ what }, { stdout }) => {
    stdout.write(`${JSON.stringify(jsonSchemaOf(what), undefined, 2)}\n`);
    return EXIT.ok;
  },
});
