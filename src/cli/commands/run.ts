import { message } from "../../locales/catalogue.js";
import type { ExecutionResult } from "../../model/execution.js";
import { EXIT, type ExitCode, worstExitCode } from "../../model/exit-codes.js";
import { readSuite } from "../../suite/read-suite.js";
import { askedWorkers } from "../asked-workers.js";
import { type CommandContext, defineCommand } from "../command.js";
import { executeWithProgress } from "../execute.js";
import { readJudgement } from "../read-judgement.js";
import { showJudgement } from "../show-judgement.js";
import { createVocabulary } from "../vocabulary.js";

interface RunArguments {
  readonly suite: string;
  readonly results: string;
  readonly resume: boolean;
  readonly workers: number | undefined;
  readonly json: boolean;
  readonly verbose: boolean;
}

/** `tokwatt run SUITE`: executes the trials, keeps their records, then compares. */
export const command = defineCommand<RunArguments>({
  build: (parser, language) =>
    parser
      .positional("suite", { type: "string", demandOption: true, describe: message(language, "cli.argument.suite") })
      .option("results", { type: "string", default: "results", describe: message(language, "cli.option.results") })
      .option("resume", { type: "boolean", default: false, describe: message(language, "cli.option.resume") })
      .option("workers", { type: "number", describe: message(language, "cli.option.workers") })
      .option("json", { type: "boolean", default: false, describe: message(language, "cli.option.json") })
      .option("verbose", { type: "boolean", default: false, describe: message(language, "cli.option.verbose") }),
  run: async (values, context) => {
    const workers = askedWorkers(values.workers);
    const suite = await readSuite(values.suite, createVocabulary());
    const { suite: suiteFile, results: resultsDir, resume, verbose } = values;
    const result = await executeWithProgress(suite, { suiteFile, resultsDir, resume, workers, verbose }, context);
    if (result.interrupted) return EXIT.interrupted;
    const failed = result.runs.some((run) => run.state !== "complete");
    const shown = await showResult(result, values, context);
    return worstExitCode(failed ? [EXIT.measurement, shown] : [shown]);
  },
});

/** What the records say: the comparisons that the suite asks for, and what the other systems did. */
async function showResult(
  { plan, executionId }: ExecutionResult,
  { results, json }: RunArguments,
  context: CommandContext,
): Promise<ExitCode> {
  const judgement = await readJudgement(results, { planHash: plan.hash, executionId });
  const exitCode = await showJudgement(judgement, json, context);
  if (!json) context.stderr.write(`${message(context.language, "cli.more", { results })}\n`);
  return exitCode;
}
