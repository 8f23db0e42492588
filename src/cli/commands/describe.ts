import { message } from "../../locales/catalogue.js";
import { EXIT } from "../../model/exit-codes.js";
import { renderPage } from "../../report/renderers/terminal.js";
import { readSystem } from "../../suite/read-system.js";
import { defineCommand } from "../command.js";
import { describePage } from "../describe-page.js";
import { describeSystem } from "../describe-system.js";
import { findSystemFile } from "../find-listed-file.js";
import { renderOptions } from "../render-options.js";
import { createVocabulary } from "../vocabulary.js";

/** `tokwatt describe SYSTEM`: what a system file says, without asking the system itself. */
export const command = defineCommand({
  build: (parser, language) =>
    parser
      .positional("system", { type: "string", demandOption: true, describe: message(language, "cli.argument.system") })
      .option("json", { type: "boolean", default: false, describe: message(language, "cli.option.json") }),
  run: async ({ system, json }, { language, workingDir, stdout, environment }) => {
    const file = await findSystemFile(system, workingDir);
    const page = describeSystem(file, await readSystem(file, createVocabulary()));
    stdout.write(
      json
        ? `${JSON.stringify(page, undefined, 2)}\n`
        : renderPage(describePage(page, language), renderOptions(stdout, environment)),
    );
    return EXIT.ok;
  },
});
