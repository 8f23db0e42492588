import { message } from "../../locales/catalogue.js";
import { buildReport } from "../../report/build-report.js";
import { RENDERERS, rendererRegistry } from "../../report/renderers.js";
import { defineCommand } from "../command.js";
import { checkOutputFile, writeOutputFile } from "../output-file.js";
import { readJudgement } from "../read-judgement.js";
import { readKnownNoise } from "../read-known-noise.js";
import { FILE_RENDER_OPTIONS, renderOptions } from "../render-options.js";
import { definitionsOption, knownHistoryOption, resultsArgument, selectionOptions } from "../selection-options.js";
import { warnOfGaps } from "../show-judgement.js";

/** `tokwatt report RESULTS`: everything that can be said about an execution, in any form. */
export const command = defineCommand({
  build: (parser, language) =>
    parser
      .positional("results", resultsArgument(language))
      .options(selectionOptions(language))
      .option("definitions", definitionsOption(language))
      .option("history", knownHistoryOption(language))
      .option("format", {
        choices: RENDERERS.map(({ name }) => name),
        default: "terminal",
        describe: message(language, "cli.option.format"),
      })
      .option("output", { type: "string", describe: message(language, "cli.option.output") }),
  run: async ({ results, plan, execution, definitions, history, format, output }, context) => {
    const { language, stdout, stderr, environment } = context;
    if (output !== undefined) await checkOutputFile(output);
    const noise = await readKnownNoise(history, context);
    const judgement = await readJudgement(results, { planHash: plan, executionId: execution }, definitions, noise);
    const report = buildReport(judgement, language);
    const renderer = rendererRegistry.get(format);
    if (output === undefined) {
      stdout.write(await renderer.render(report, renderOptions(stdout, environment)));
    } else {
      await writeOutputFile(output, await renderer.render(report, FILE_RENDER_OPTIONS));
      stderr.write(`${message(language, "cli.report.written", { file: output })}\n`);
    }
    return warnOfGaps(judgement, context);
  },
});
