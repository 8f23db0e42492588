import type { BackendAdapter, OpenTraining } from "../contract/backend-adapter.js";
import type { Clock } from "../contract/clock.js";
import type { PowerSource } from "../contract/power-source.js";
import { MeasurementError } from "../model/errors.js";
import { failure } from "../model/finding.js";
import type { SystemDescription } from "../model/run-record.js";
import type { SystemSpec } from "../model/system.js";
import type { TrainingWorkload } from "../model/training-workload.js";
import type { OpenableTraining } from "../suite/openable-training.js";
import { controlNotPossible } from "./control/slowed-training.js";
import { describeMeters } from "./describe-meters.js";
import { findingOf } from "./finding-of.js";
import type { Measured } from "./measured.js";
import type { EarlierJob } from "./training/attach-job.js";
import { followTraining } from "./training/follow-training.js";
import { planJob } from "./training/job-plan.js";
import { readRecordedJob } from "./training/read-recorded-job.js";
import type { TrainingWriter } from "./training/training-writer.js";

/** One run of a training workload. */
export interface Training {
  readonly adapter: BackendAdapter;
  readonly system: SystemSpec;
  readonly workload: TrainingWorkload;
  /** How the system file says to train; absent where it does not. */
  readonly training: OpenableTraining | undefined;
  readonly adapterOptions: unknown;
  /**
   * Makes the meters that the system file names beside the adapter's own, to be read on this machine.
   *
   * @param recordedFromUnixMs wall clock at the run's instant 0, for a job that had ended before it is read
   */
  readonly createMeters: (recordedFromUnixMs?: number) => readonly PowerSource[];
  readonly trialId: string;
  readonly arrivalSeed: string;
  readonly systemSeed: string;
  readonly clock: Clock;
  readonly writer: TrainingWriter;
  readonly signal: AbortSignal;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: (line: string) => void;
  /** Folder of the job's own files, outside the record. */
  readonly keepIn: string;
  /** A job that an earlier attempt left behind. */
  readonly earlier?: EarlierJob | undefined;
}

/**
 * Readies the system, launches its job between starting and stopping the meters on this machine, follows it to its end and closes
 * what was opened. Never rejects: whatever goes wrong is how the run ended, and no job is left behind.
 */
export async function trainTrial(training: Training): Promise<Measured> {
  const { adapter, system, workload, clock, signal, environment, log, writer } = training;
  let opened: OpenTraining | undefined;
  let description: SystemDescription = {};
  try {
    if (adapter.train === undefined) throw new MeasurementError(failure("cannot-train", { adapter: adapter.name }));
    const { adapterOptions: options, systemSeed: seed, arrivalSeed: dataSeed } = training;
    opened = await adapter.train({ system, options, seed, dataSeed, clock, signal, environment, log, workload });
    description = await opened.describe();
    const plan = planJob({ ...training, own: opened.own });
    if (plan.isRecorded && system.injected !== undefined) throw new MeasurementError(controlNotPossible(plan));
    if (plan.isRecorded) return { ...(await readRecordedJob(training, plan)), description };
    const meters = [...opened.powerSources, ...training.createMeters()];
    description = await describeMeters(description, meters, writer);
    const nodeMeters = plan.isOnThisMachine ? undefined : opened.nodeMeters?.bind(opened);
    return await followTraining({ ...training, plan, meters, nodeMeters, description });
  } catch (error) {
    const reason = signal.aborted ? failure("interrupted") : findingOf(error);
    return { state: signal.aborted ? "interrupted" : "failed", shards: [], description, failure: reason };
  } finally {
    await opened?.close().catch((error: unknown) => writer.finding(findingOf(error)));
  }
}
