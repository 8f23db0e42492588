import { message } from "../../locales/catalogue.js";
import { EXIT } from "../../model/exit-codes.js";
import type { ReportBlock } from "../../model/report-model.js";
import { renderBlocks } from "../../report/renderers/terminal.js";
import { listBenchmarkFiles } from "../benchmark-files.js";
import { type CommandContext, defineCommand } from "../command.js";
import { adaptersSection, filesSection, metricsSection } from "../list-pages.js";
import { renderOptions } from "../render-options.js";
import { createVocabulary } from "../vocabulary.js";

const TOPICS = ["suites", "systems", "workloads", "models", "metrics", "adapters"] as const;
type Topic = (typeof TOPICS)[number];

/** `tokwatt list [WHAT]`: what there is to name in a suite or on the command line. */
export const command = defineCommand({
  build: (parser, language) =>
    parser.positional("what", { choices: TOPICS, describe: message(language, "cli.argument.what") }),
  run: async ({ what }, context) => {
    const topics = what === undefined ? TOPICS : [what];
    const sections = await Promise.all(topics.map((topic) => listTopic(topic, context)));
    context.stdout.write(renderBlocks(sections.flat(), renderOptions(context.stdout, context.environment)));
    return EXIT.ok;
  },
});

async function listTopic(topic: Topic, { language, workingDir }: CommandContext): Promise<readonly ReportBlock[]> {
  if (topic === "metrics") return metricsSection(language);
  if (topic === "adapters") return adaptersSection(createVocabulary(), language);
  return filesSection(topic, await listBenchmarkFiles(topic, workingDir), language);
}
