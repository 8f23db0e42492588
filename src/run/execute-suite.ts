import type { BackendAdapter } from "../contract/backend-adapter.js";
import type { Clock } from "../contract/clock.js";
import type { PowerSourceDefinition } from "../contract/power-source.js";
import type { Registry } from "../contract/registry.js";
import type { ExecutionObserver, ExecutionResult } from "../model/execution.js";
import { readResults } from "../records/results-reader.js";
import type { ReadSuite } from "../suite/read-suite.js";
import { readEnvironment } from "./environment.js";
import { readGitState } from "./git-state.js";
import { remainingTrials } from "./remaining-trials.js";
import { runTrial } from "./run-trial.js";

export interface ExecuteOptions {
  readonly suite: ReadSuite;
  readonly backends: Registry<BackendAdapter>;
  readonly powerSources: Registry<PowerSourceDefinition>;
  readonly resultsDir: string;
  readonly resume: boolean;
  readonly observer: ExecutionObserver;
  /** Stops cleanly: the run in progress keeps all that it has, no further one starts. */
  readonly signal: AbortSignal;
  /** For `${NAME}` in a system file. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Makes the clock of one run; its instant 0 is the run's. */
  readonly createClock: () => Clock;
}

/**
 * Executes the trials of a plan in its order, one after the other, each as a fresh run. A trial that fails is recorded
 * and the next one starts: one broken run must not cost the others.
 */
export async function executeSuite(options: ExecuteOptions): Promise<ExecutionResult> {
  const { suite, resultsDir, observer, signal } = options;
  const results = await readResults(resultsDir);
  const wallUnixMs = options.createClock().wallUnixMs();
  const work = remainingTrials(suite.plan, results, options.resume, wallUnixMs);
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
