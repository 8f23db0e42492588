import { message } from "../../locales/catalogue.js";
import { EXIT } from "../../model/exit-codes.js";
import { renderPage } from "../../report/renderers/terminal.js";
import { estimatePlanSeconds } from "../../suite/estimate-time.js";
import { planNotes } from "../../suite/plan-notes.js";
import { readSuite } from "../../suite/read-suite.js";
import { defineCommand } from "../command.js";
import { planPage } from "../plan-page.js";
import { renderOptions } from "../render-options.js";
import { createVocabulary } from "../vocabulary.js";

/** `tokwatt plan SUITE`: what `run` would do, and nothing of it. */
export const command = defineCommand({
  build: (parser, language) =>
    parser
      .positional("suite", { type: "string", demandOption: true, describe: message(language, "cli.argument.suite") })
      .option("json", { type: "boolean", default: false, describe: message(language, "cli.option.json") }),
  run: async ({ suite, json }, { language, stdout, environment }) => {
    const { plan } = await readSuite(suite, createVocabulary());
    if (json) {
      const output = { plan, estimatedSeconds: estimatePlanSeconds(plan), notes: planNotes(plan) };
      stdout.write(`${JSON.stringify(output, undefined, 2)}\n`);
    } else {
      stdout.write(renderPage(planPage(plan, language), renderOptions(stdout, environment)));
    }
    return EXIT.ok;
  },
});
