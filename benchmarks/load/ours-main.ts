import type { PacedSuiteOptions } from "../../src/run/calibrate/paced-suite.js";
import { type PacedRun, runPaced } from "../../src/run/calibrate/run-paced.js";
import { answerTask, endedChildrenCpuSeconds, receiveTask } from "./child-task.js";
import { watchChildrenMemory } from "./children-memory.js";

/*
 * tokwatt's own run as a process: what the user's `tokwatt run` is, with the workers as its children. They inherit the
 * processor that this one is bound to.
 */

export interface OursTask extends PacedSuiteOptions {
  readonly resultsDir: string;
  readonly workers: number;
}

export interface OursAnswer extends PacedRun {
  /** Of the workers, from their start to their end. */
  readonly workersCpuSeconds: number;
  /** Most memory that one of the workers had, by a look every tenth of a second. */
  readonly workersPeakBytes: number;
}

const task = await receiveTask<OursTask>();
const before = endedChildrenCpuSeconds();
const memory = watchChildrenMemory();
const run = await runPaced({ ...task, signal: new AbortController().signal });
answerTask({
  ...run,
  workersCpuSeconds: endedChildrenCpuSeconds() - before,
  workersPeakBytes: memory.stop(),
} satisfies OursAnswer);
