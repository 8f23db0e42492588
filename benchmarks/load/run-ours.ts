import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { streamsOfRecord } from "../../src/run/calibrate/client-stream.js";
import type { PacedSuiteOptions } from "../../src/run/calibrate/paced-suite.js";
import type { PacedRun } from "../../src/run/calibrate/run-paced.js";
import { runChild } from "./child-task.js";
import type { ClientRun } from "./client-run.js";
import type { OursAnswer, OursTask } from "./ours-main.js";

export interface OursRun extends ClientRun, PacedRun {
  readonly workersPeakBytes: number;
}

/** Runs tokwatt, recording and all, with its one worker on a processor of its own. */
export async function runOurs(options: PacedSuiteOptions, core: number | undefined, workers = 1): Promise<OursRun> {
  const resultsDir = await mkdtemp(join(tmpdir(), "tokwatt-ours-"));
  try {
    const task: OursTask = { ...options, resultsDir, workers };
    const { workersCpuSeconds, ...run } = await runChild<OursAnswer>("./ours-main.js", task, core);
    return { ...run, streams: streamsOfRecord(run.record, run.zeroNs), cpuSeconds: workersCpuSeconds };
  } finally {
    await rm(resultsDir, { recursive: true, force: true });
  }
}
