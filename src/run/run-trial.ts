import { startWorkers } from "../load/workers/start-workers.js";
import type { ExecutionResult } from "../model/execution.js";
import type { Finding } from "../model/finding.js";
import type { Environment, GitState } from "../model/run-record.js";
import { appendLedger } from "../records/ledger.js";
import { createRunWriter, type RunWriter } from "../records/run-writer.js";
import type { ReadSuite } from "../suite/read-suite.js";
import type { OpenableSystem } from "../suite/read-system.js";
import { withCeiling } from "./calibrated-ceiling.js";
import type { ExecuteOptions } from "./execute-options.js";
import { runIdOf } from "./execution-id.js";
import { measure } from "./measure.js";
import type { PendingTrial } from "./remaining-trials.js";
import { startManifest } from "./start-manifest.js";

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
  const { adapter, options: adapterOptions, powerSources, plugins } = openableById(suite, system.id);
  const runId = runIdOf(executionId, trial, attempt);
  const startedAt = new Date(clock.wallUnixMs()).toISOString();
  await appendLedger(resultsDir, { runId, executionId, planHash: plan.hash, trialId: trial.id, startedAt });
  const manifest = startManifest({ runId, executionId, startedAt, plan, trial, adapter, plugins, clock, machine, git });
  const writer = await createRunWriter({ resultsDir, manifest });
  observer.trialStarted(trial, runId);
  const findings: Finding[] = [];
  const heard = overhear(writer, findings);
  const ended = await measure({
    runId,
    adapter,
    system,
    workload: byId(plan.workloads, trial.workloadId),
    files: suite.files,
    adapterOptions,
    createMeters: (runClock) => {
      const { signal, environment } = options;
      return powerSources.map((source) =>
        source.definition.create(source.options, { clock: runClock, signal, environment }),
      );
    },
    arrivalSeed: trial.arrivalSeed,
    systemSeed: `${plan.seed}:${trial.id}:${attempt}`,
    clock,
    writer: heard,
    startLoad: options.startLoad ?? startWorkers,
    workers: options.workers,
    signal: options.signal,
    environment: options.environment,
    log: observer.log,
  });
  const { windows, shards } = ended.load;
  const client = ended.load.client && (await withCeiling(ended.load.client, options, heard));
  const workerShards = shards.filter(({ alias }) => manifest.shards.every((shard) => shard.alias !== alias));
  await writer.finish({
    state: ended.state,
    endedAt: new Date(clock.wallUnixMs()).toISOString(),
    description: ended.description,
    shards: [...manifest.shards, ...workerShards],
    windows,
    client,
    endpoints: ended.endpoints,
    failure: ended.failure,
  });
  observer.trialEnded(trial, runId, ended.state, ended.failure === undefined ? findings : [...findings, ended.failure]);
  return { runId, state: ended.state, failure: ended.failure };
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
