import { createMonotonicClock } from "../../load/monotonic-clock.js";
import { message } from "../../locales/catalogue.js";
import type { ExecutionResult } from "../../model/execution.js";
import { EXIT, type ExitCode, worstExitCode } from "../../model/exit-codes.js";
import type { MessageData } from "../../model/finding.js";
import { executeSuite } from "../../run/execute-suite.js";
import { type ReadSuite, readSuite } from "../../suite/read-suite.js";
import { askedWorkers } from "../asked-workers.js";
import { type CommandContext, defineCommand } from "../command.js";
import { createProgress } from "../progress.js";
import { readJudgement } from "../read-judgement.js";
import { showJudgement } from "../show-judgement.js";
import { createStopSignal } from "../stop-signal.js";
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
    const result = await execute(suite, { ...values, workers }, context);
    if (result.interrupted) return EXIT.interrupted;
    const failed = result.runs.some((run) => run.state !== "complete");
    const shown = await showResult(result, values, context);
    return worstExitCode(failed ? [EXIT.measurement, shown] : [shown]);
  },
});

/** Runs the trials under the eyes of whoever started them, and says how to go on where not all of them were completed. */
async function execute(
  suite: ReadSuite,
  { suite: suitePath, results, resume, workers, verbose }: RunArguments,
  context: CommandContext,
): Promise<ExecutionResult> {
  const { language, stderr, environment } = context;
  const say = (key: "cli.run.interrupted" | "cli.run.failed", data: MessageData): void =>
    void stderr.write(`${message(language, key, data)}\n`);
  const progress = createProgress(context, { resultsDir: results, verbose });
  const stop = createStopSignal(
    context,
    () => progress.say(message(language, "cli.run.stopping")),
    () => progress.close(),
  );
  try {
    const result = await executeSuite({
      suite,
      resultsDir: results,
      resume,
      workers,
      observer: progress,
      signal: stop.signal,
      environment,
      createClock: createMonotonicClock,
    });
    progress.close();
    const total = result.plan.trials.length;
    const failed = result.runs.filter((run) => run.state !== "complete").length;
    const data = { suite: suitePath, results, total, failed, done: progress.done() };
    if (result.interrupted) say("cli.run.interrupted", data);
    else if (failed > 0) say("cli.run.failed", data);
    return result;
  } finally {
    progress.close();
    stop.release();
  }
}

/** What the records say: the comparisons that the suite asks for, and what the other systems did. */
async function showResult(
  { plan, executionId }: ExecutionResult,
  { results, json }: RunArguments,
  context: CommandContext,
): Promise<ExitCode> {
  const judgement = await readJudgement(results, { planHash: plan.hash, executionId });
  const exitCode = showJudgement(judgement, json, context);
  if (!json) context.stderr.write(`${message(context.language, "cli.more", { results })}\n`);
  return exitCode;
}
