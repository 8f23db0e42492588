import { message } from "../../locales/catalogue.js";
import { defineCommand } from "../command.js";
import { readJudgement } from "../read-judgement.js";
import { readKnownNoise } from "../read-known-noise.js";
import { definitionsOption, knownHistoryOption, resultsArgument, selectionOptions } from "../selection-options.js";
import { showJudgement } from "../show-judgement.js";

/** `tokwatt compare RESULTS`: the answers of the last execution, or of the one asked for. */
export const command = defineCommand({
  build: (parser, language) =>
    parser
      .positional("results", resultsArgument(language))
      .options(selectionOptions(language))
      .option("definitions", definitionsOption(language))
      .option("history", knownHistoryOption(language))
      .option("json", { type: "boolean", default: false, describe: message(language, "cli.option.json") }),
  run: async ({ results, plan, execution, definitions, history, json }, context) => {
    const noise = await readKnownNoise(history, context);
    const judgement = await readJudgement(results, { planHash: plan, executionId: execution }, definitions, noise);
    const exitCode = await showJudgement(judgement, json, context);
    if (!json) context.stderr.write(`${message(context.language, "cli.more", { results })}\n`);
    return exitCode;
  },
});
