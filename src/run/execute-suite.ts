import { join } from "node:path";
import { MeasurementError } from "../model/errors.js";
import type { ExecutionResult } from "../model/execution.js";
import { readLedger } from "../records/ledger.js";
import { readManifest } from "../records/manifest-reader.js";
import { checkOptionFiles } from "../suite/option-files.js";
import { checkVariables } from "../suite/variables.js";
import { watchBlocks } from "./block-watch.js";
import { readEnvironment } from "./environment.js";
import type { ExecuteOptions } from "./execute-options.js";
import { readGitState } from "./git-state.js";
import { freshWork, type PendingTrial, remainingWork } from "./remaining-trials.js";
import { runTrial } from "./run-trial.js";

/**
 * Executes the trials of a plan in its order, one after the other, each as a fresh run. A trial that fails is recorded
 * and the next one starts: one broken run must not cost the others. Where the plan has a rule to stop, the blocks of a workload
 * that are not needed are left out.
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
  const blocks = watchBlocks(
    suite.plan,
    work.pending.map(({ trial }) => trial),
  );
  /** Whether the rest of a workload is not needed, asked where the next trial of it would begin a block. */
  const isEnough = async ({ trial }: PendingTrial): Promise<boolean> =>
    blocks.mayStopBefore(trial) && (await options.isEnough?.(trial.workloadId, executionId)) === true;
  // What an earlier process found to be enough is not work that is left.
  let pending = await withoutEnough(work.pending, isEnough);
  observer.started(
    suite.plan,
    executionId,
    pending.map(({ trial }) => trial),
    work.done,
  );
  const runs: ExecutionResult["runs"][number][] = [];
  for (let next = pending[0]; next !== undefined && !signal.aborted; next = pending[0]) {
    const isSkipped = await isEnough(next);
    // It takes a moment to find out.
    if (signal.aborted) break;
    if (isSkipped) {
      const { workloadId } = next.trial;
      const skipped = pending.filter(({ trial }) => trial.workloadId === workloadId).map(({ trial }) => trial);
      observer.trialsSkipped?.(skipped);
      pending = pending.filter(({ trial }) => trial.workloadId !== workloadId);
      continue;
    }
    const run = await runTrial({ ...options, ...next, executionId, machine: environment, git });
    if (run.state === "complete") blocks.completed(next.trial);
    runs.push(run);
    pending = pending.slice(1);
  }
  return { executionId, plan: suite.plan, runs, interrupted: signal.aborted };
}

async function withoutEnough(
  pending: readonly PendingTrial[],
  isEnough: (first: PendingTrial) => Promise<boolean>,
): Promise<readonly PendingTrial[]> {
  const enough = new Set<string>();
  for (const workloadId of new Set(pending.map(({ trial }) => trial.workloadId))) {
    const first = pending.find(({ trial }) => trial.workloadId === workloadId);
    if (first !== undefined && (await isEnough(first))) enough.add(workloadId);
  }
  return pending.filter(({ trial }) => !enough.has(trial.workloadId));
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
