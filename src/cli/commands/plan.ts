import { message } from "../../locales/catalogue.js";
import { EXIT } from "../../model/exit-codes.js";
import type { Plan } from "../../model/plan.js";
import { renderPage } from "../../report/renderers/terminal.js";
import { estimatePlanSeconds } from "../../suite/estimate-time.js";
import { fewestTrials } from "../../suite/fewest-trials.js";
import { planNotes } from "../../suite/plan-notes.js";
import { readSuite } from "../../suite/read-suite.js";
import { defineCommand } from "../command.js";
import { detectIn, detectionExitCode } from "../detect.js";
import { detectBlocks } from "../detect-page.js";
import { historyOption } from "../history-options.js";
import { planPage } from "../plan-page.js";
import { renderOptions } from "../render-options.js";
import { createVocabulary } from "../vocabulary.js";

/** `tokwatt plan SUITE`: what `run` would do, and nothing of it; with `--detect` how many runs a difference needs. */
export const command = defineCommand({
  build: (parser, language) =>
    parser
      .positional("suite", { type: "string", demandOption: true, describe: message(language, "cli.argument.suite") })
      .option("detect", { type: "string", describe: message(language, "cli.option.detect") })
      .option("power", { type: "string", default: "80%", describe: message(language, "cli.option.power") })
      .option("history", historyOption(language))
      .option("json", { type: "boolean", default: false, describe: message(language, "cli.option.json") }),
  run: async ({ suite, detect, power, history, json }, context) => {
    const { language, stdout, environment } = context;
    const { plan } = await readSuite(suite, createVocabulary());
    const detection =
      detect === undefined ? undefined : await detectIn(plan, { suite, detect, power, history }, context);
    if (json) {
      const output = { plan, ...planSeconds(plan), notes: planNotes(plan), detection };
      stdout.write(`${JSON.stringify(output, undefined, 2)}\n`);
    } else {
      const { title, blocks } = planPage(plan, language);
      const found = detection === undefined ? [] : detectBlocks(plan, detection, language);
      stdout.write(renderPage({ title, blocks: [...blocks, ...found] }, renderOptions(stdout, environment)));
    }
    return detection === undefined ? EXIT.ok : detectionExitCode(detection);
  },
});

/** Of a plan with a rule to stop the most and the least. */
function planSeconds(plan: Plan) {
  const estimatedSeconds = estimatePlanSeconds(plan);
  if (plan.stop === undefined) return { estimatedSeconds };
  const { workloads } = plan;
  return {
    estimatedSeconds,
    leastEstimatedSeconds: estimatePlanSeconds({ trials: fewestTrials(plan, plan.trials), workloads }),
  };
}
