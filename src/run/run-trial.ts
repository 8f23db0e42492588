import { rm, rmdir } from "node:fs/promises";
import { dirname } from "node:path";
import type { PowerSource } from "../contract/power-source.js";
import type { MonotonicClock } from "../load/monotonic-clock.js";
import { startWorkers } from "../load/workers/start-workers.js";
import type { ExecutionResult } from "../model/execution.js";
import type { Finding } from "../model/finding.js";
import type { Environment, GitState, Shard } from "../model/run-record.js";
import type { SystemSpec } from "../model/system.js";
import { appendLedger } from "../records/ledger.js";
import { createRunWriter, type RunWriter } from "../records/run-writer.js";
import type { ReadSuite } from "../suite/read-suite.js";
import type { OpenableSystem } from "../suite/read-system.js";
import { withCeiling } from "./calibrated-ceiling.js";
import { delayInChild } from "./control/delay-process.js";
import type { ExecuteOptions } from "./execute-options.js";
import { runIdOf } from "./execution-id.js";
import { measure } from "./measure.js";
import type { Measured } from "./measured.js";
import type { PendingTrial } from "./remaining-trials.js";
import { startManifest } from "./start-manifest.js";
import { trainTrial } from "./train-trial.js";
import { findEarlierJob } from "./training/find-earlier-job.js";
import { jobFolder } from "./training/job-folder.js";

export interface TrialOptions extends ExecuteOptions, PendingTrial {
  readonly executionId: string;
  readonly machine: Environment;
  readonly git: GitState | undefined;
}

/**
 * One fresh run: the ledger entry, then the record, then the measurement, then the finished manifest. A measurement that
 * goes wrong is a failed run with its reason; only an error in writing the ledger or the record is thrown.
 */
export async function runTrial(options: TrialOptions): Promise<ExecutionResult["runs"][number]> {
  const { trial, attempt, executionId, resultsDir, suite, observer, machine, git } = options;
  const { plan } = suite;
  const clock = options.createClock();
  const system = byId(plan.systems, trial.systemId);
  const openable = openableById(suite, system.id);
  const { adapter, plugins } = openable;
  const runId = runIdOf(executionId, trial, attempt);
  const startedAt = new Date(clock.wallUnixMs()).toISOString();
  await appendLedger(resultsDir, { runId, executionId, planHash: plan.hash, trialId: trial.id, startedAt });
  const manifest = startManifest({ runId, executionId, startedAt, plan, trial, adapter, plugins, clock, machine, git });
  const writer = await createRunWriter({ resultsDir, manifest });
  observer.trialStarted(trial, runId);
  const findings: Finding[] = [];
  const heard = overhear(writer, findings);
  const ended = await carryOut({ options, runId, system, openable, clock, writer: heard });
  const client = ended.client && (await withCeiling(ended.client, options, heard));
  const { state, description, windows, endpoints, training } = ended;
  await writer.finish({
    state,
    endedAt: new Date(clock.wallUnixMs()).toISOString(),
    description,
    shards: joinShards(manifest.shards, ended.shards),
    windows,
    client,
    endpoints,
    training,
    failure: ended.failure,
  });
  if (state === "complete" && ended.keptIn !== undefined) await removeJobFolder(ended.keptIn);
  observer.trialEnded(trial, runId, ended.state, ended.failure === undefined ? findings : [...findings, ended.failure]);
  return { runId, state: ended.state, failure: ended.failure };
}

interface CarriedOut {
  readonly options: TrialOptions;
  readonly runId: string;
  readonly system: SystemSpec;
  readonly openable: OpenableSystem;
  readonly clock: MonotonicClock;
  readonly writer: RunWriter;
}

/** The measurement itself, of whichever kind its workload is. */
async function carryOut({ options, runId, system, openable, clock, writer }: CarriedOut): Promise<Measured> {
  const { trial, attempt, executionId, resultsDir, suite, signal, environment, observer } = options;
  const { plan, files } = suite;
  const { adapter, options: adapterOptions, powerSources, training } = openable;
  const workload = byId(plan.workloads, trial.workloadId);
  const { arrivalSeed } = trial;
  const systemSeed = `${plan.seed}:${trial.id}:${attempt}`;
  const common = { adapter, system, adapterOptions, arrivalSeed, systemSeed, clock, writer, signal, environment };
  const createMeters = (runClock: MonotonicClock, recordedFromUnixMs?: number): readonly PowerSource[] =>
    powerSources.map((source) =>
      source.definition.create(source.options, { clock: runClock, signal, environment, recordedFromUnixMs }),
    );
  if (workload.kind === "training") {
    return trainTrial({
      ...common,
      workload,
      training,
      createMeters: (recordedFromUnixMs) => createMeters(clock, recordedFromUnixMs),
      trialId: trial.id,
      log: observer.log,
      keepIn: jobFolder(resultsDir, runId),
      earlier: await findEarlierJob({ resultsDir, executionId, trial, attempt }),
    });
  }
  return measure({
    ...common,
    runId,
    workload,
    files,
    createMeters: (runClock) => createMeters(runClock),
    startLoad: options.startLoad ?? startWorkers,
    startDelay: options.startDelay ?? delayInChild,
    workers: options.workers,
    log: observer.log,
  });
}

/** Of two shards of one alias the later one is the better known. */
function joinShards(begun: readonly Shard[], seen: readonly Shard[]): readonly Shard[] {
  const shards = new Map([...begun, ...seen].map((shard) => [shard.alias, shard]));
  return [...shards.values()];
}

/** What a job has left is in the way of nobody: that it cannot be removed costs the run nothing. */
async function removeJobFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true }).catch(() => {});
  await rmdir(dirname(folder)).catch(() => {});
}

/** The writer, with a copy of every finding for those who watch. */
function overhear(writer: RunWriter, findings: Finding[]): RunWriter {
  return {
    ...writer,
    finding: (finding) => {
      findings.push(finding);
      writer.finding(finding);
    },
  };
}

function openableById({ systems }: ReadSuite, id: string): OpenableSystem {
  const found = systems.get(id);
  if (found === undefined) throw new Error(`The suite does not say how to open ${id}.`);
  return found;
}

/** The plan was checked when it was read; an id that it does not describe is a bug. */
function byId<Item extends { readonly id: string }>(items: readonly Item[], id: string): Item {
  const found = items.find((item) => item.id === id);
  if (found === undefined) throw new Error(`The plan names ${id} and does not describe it.`);
  return found;
}
