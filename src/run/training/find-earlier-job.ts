import { join } from "node:path";
import { MeasurementError } from "../../model/errors.js";
import type { Trial } from "../../model/plan.js";
import type { RunManifest } from "../../model/run-record.js";
import { readManifest } from "../../records/manifest-reader.js";
import { runIdOf } from "../execution-id.js";
import type { EarlierJob } from "./attach-job.js";
import { jobFolder } from "./job-folder.js";

export interface EarlierAttempts {
  readonly resultsDir: string;
  readonly executionId: string;
  readonly trial: Trial;
  /** Of this run, from 1. */
  readonly attempt: number;
}

/**
 * The job that the attempt before this one left behind: its process was killed, or lost sight of it. An attempt that had itself
 * found the job of an earlier one leads on to that one, which launched it and in whose folder its files are.
 */
export async function findEarlierJob(attempts: EarlierAttempts): Promise<EarlierJob | undefined> {
  const { resultsDir, executionId, trial } = attempts;
  let ticket: string | undefined;
  for (let attempt = attempts.attempt - 1; attempt >= 1; attempt -= 1) {
    const runId = runIdOf(executionId, trial, attempt);
    const manifest = await manifestOf(join(resultsDir, runId));
    ticket ??= manifest?.training?.ticket;
    if (manifest === undefined || ticket === undefined) return undefined;
    if (manifest.training?.isReattached === true) continue;
    return { ticket, keepIn: jobFolder(resultsDir, runId), launchedUnixMs: Date.parse(manifest.startedAt) };
  }
  return undefined;
}

/** A record that cannot be read leads to no job. */
async function manifestOf(runDirectory: string): Promise<RunManifest | undefined> {
  try {
    return (await readManifest(runDirectory)).manifest;
  } catch (error) {
    if (error instanceof MeasurementError) return undefined;
    throw error;
  }
}
