import { join } from "node:path";
import { MeasurementError } from "../model/errors.js";
import type { ExecutionResult } from "../model/execution.js";
import { readLedger } from "../records/ledger.js";
import { readManifest } from "../records/manifest-reader.js";
import { checkOptionFiles } from "../suite/option-files.js";
import { checkVariables } from "../suite/variables.js";
import { readEnvironment } from "./environment.js";
import type { ExecuteOptions } from "./execute-options.js";
import { readGitState } from "./git-state.js";
import { freshWork, remainingWork } from "./remaining-trials.js";
import { runTrial } from "./run-trial.js";

/**
 * Executes the trials of a plan in its order, one after the other, each as a fresh run. A trial that fails is recorded
 * and the next one starts: one broken run must not cost the others.
 *
 * @throws InputError where the options of a system use a variable that the environment does not have or a file that cannot be
 *   read, or there is nothing to resume
 */
export async function executeSuite(options: ExecuteOptions): Promise<ExecutionResult> {
  const { suite, resultsDir, observer, signal } = options;
  checkVariables(
    [...suite.systems.values()].flatMap(({ variables }) => variables),
    options.environment,
  );
  checkOptionFiles(
    [...suite.systems.values()].flatMap(({ files }) => files),
    options.environment,
  );
  const { entries } = await readLedger(resultsDir);
  const work = options.resume
    ? await remainingWork(suite.plan, entries, (runId) => isComplete(join(resultsDir, runId)))
    : freshWork(suite.plan, entries, options.createClock().wallUnixMs());
  const environment = readEnvironment();
  const git = await readGitState(process.cwd());
  const { executionId } = work;
  observer.started(
    suite.plan,
    executionId,
    work.pending.map((pending) => pending.trial),
    work.done,
  );
  const runs: ExecutionResult["runs"][number][] = [];
  for (const pending of work.pending) {
    if (signal.aborted) break;
    const run = await runTrial({ ...options, ...pending, executionId, machine: environment, git });
    runs.push(run);
  }
  return { executionId, plan: suite.plan, runs, interrupted: signal.aborted };
}

/** A record that is lost or cannot be read counts as none: its trial is run again. */
async function isComplete(runDirectory: string): Promise<boolean> {
  try {
    return (await readManifest(runDirectory)).manifest.state === "complete";
  } catch (error) {
    if (error instanceof MeasurementError) return false;
    throw error;
  }
}
