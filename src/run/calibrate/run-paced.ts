import { join } from "node:path";
import { createMonotonicClock, type MonotonicClock } from "../../load/monotonic-clock.js";
import { MeasurementError } from "../../model/errors.js";
import { type Finding, failure } from "../../model/finding.js";
import type { RunRecord } from "../../model/run-record.js";
import { readRun } from "../../records/run-reader.js";
import { executeSuite } from "../execute-suite.js";
import { type PacedSuiteOptions, pacedSuite } from "./paced-suite.js";

export interface PacedRunOptions extends PacedSuiteOptions {
  readonly resultsDir: string;
  readonly workers: number;
  readonly signal: AbortSignal;
}

/** A run on the paced server, and where its instant 0 lies on the machine's monotonic clock, on which the server stamps. */
export interface PacedRun {
  readonly record: RunRecord;
  readonly zeroNs: number;
  /** Why the run failed, where it did. */
  readonly failure?: Finding | undefined;
}

/**
 * Drives a paced server just as `tokwatt run` drives a system: workers, records and all.
 *
 * @throws MeasurementError where the run was interrupted or left no record that can be read
 */
export async function runPaced(options: PacedRunOptions): Promise<PacedRun> {
  const { resultsDir, workers, signal } = options;
  let clock: MonotonicClock = createMonotonicClock();
  const { runs } = await executeSuite({
    suite: pacedSuite(options),
    resultsDir,
    resume: false,
    observer: {
      started: () => undefined,
      trialStarted: () => undefined,
      trialEnded: () => undefined,
      log: () => undefined,
    },
    signal,
    environment: {},
    createClock: () => {
      clock = createMonotonicClock();
      return clock;
    },
    workers,
  });
  const [run] = runs;
  if (run === undefined || run.state === "interrupted") throw new MeasurementError(failure("interrupted"));
  const record = await readRun(join(resultsDir, run.runId));
  return { record, zeroNs: Number(clock.zeroHrtimeNs), failure: run.failure };
}
