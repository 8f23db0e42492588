import { createMonotonicClock } from "../load/monotonic-clock.js";
import { message } from "../locales/catalogue.js";
import type { ExecutionResult } from "../model/execution.js";
import { executeSuite } from "../run/execute-suite.js";
import type { ReadSuite } from "../suite/read-suite.js";
import type { CommandContext } from "./command.js";
import { createProgress, type Progress } from "./progress.js";
import { createStopSignal } from "./stop-signal.js";
import { watchWidths } from "./watch-widths.js";

export interface ExecutionChoices {
  readonly resultsDir: string;
  readonly resume: boolean;
  /** Processes that drive each load; as the load needs, where absent. */
  readonly workers?: number | undefined;
  /** Show what servers and adapters print. */
  readonly verbose?: boolean | undefined;
  /** The suite as it was named on the command line of `tokwatt run`, to say how to go on; absent elsewhere. */
  readonly suiteFile?: string | undefined;
}

/**
 * Runs the trials under the eyes of whoever started them: progress on stderr, an orderly end at the first Ctrl-C, no more blocks
 * than the plan's rule to stop asks for, and a word on what is left where not all of them were completed.
 *
 * @throws InputError as `executeSuite` does
 */
export async function executeWithProgress(
  suite: ReadSuite,
  choices: ExecutionChoices,
  context: CommandContext,
): Promise<ExecutionResult> {
  const { resultsDir, resume, workers, verbose = false } = choices;
  const { language, environment } = context;
  const progress = createProgress(context, { resultsDir, verbose });
  const stop = createStopSignal(
    context,
    () => progress.say(message(language, "cli.run.stopping")),
    () => progress.close(),
  );
  const widths = watchWidths(suite.plan, resultsDir, (key, data) => progress.say(message(language, key, data)));
  try {
    const result = await executeSuite({
      suite,
      resultsDir,
      resume,
      workers,
      observer: progress,
      signal: stop.signal,
      environment,
      createClock: createMonotonicClock,
      isEnough: widths.isEnough,
    });
    await widths.sayWhatStayedWide(result);
    progress.close();
    sayWhatIsLeft(result, progress, choices, context);
    return result;
  } finally {
    progress.close();
    stop.release();
  }
}

function sayWhatIsLeft(
  { runs, interrupted }: ExecutionResult,
  progress: Progress,
  { resultsDir, suiteFile }: ExecutionChoices,
  { language, stderr }: CommandContext,
): void {
  const failed = runs.filter((run) => run.state !== "complete").length;
  if (!interrupted && failed === 0) return;
  const data = { results: resultsDir, total: progress.total(), failed, done: progress.done() };
  const kind = interrupted ? "interrupted" : "failed";
  const text =
    suiteFile === undefined
      ? message(language, `cli.run.${kind}-plan`, data)
      : message(language, `cli.run.${kind}`, { ...data, suite: suiteFile });
  stderr.write(`${text}\n`);
}
