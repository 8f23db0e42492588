import { availableParallelism } from "node:os";
import type { BackendAdapter, OpenSystem } from "../contract/backend-adapter.js";
import { sleepUntil } from "../contract/clock.js";
import { type EndpointGroup, endpointGroup, endpointNames } from "../contract/endpoint.js";
import type { PowerSource } from "../contract/power-source.js";
import { monitorEndpoints } from "../engine/monitor-endpoints.js";
import type { MonotonicClock } from "../load/monotonic-clock.js";
import { chooseVocabulary } from "../load/prompts/choose-vocabulary.js";
import { chooseWorkers } from "../load/workers/choose-workers.js";
import type { LoadResult, LoadStarter } from "../load/workers/load-starter.js";
import { MeasurementError } from "../model/errors.js";
import { type Finding, failure } from "../model/finding.js";
import type { SystemDescription } from "../model/run-record.js";
import type { SystemSpec } from "../model/system.js";
import type { InferenceWorkload } from "../model/workload.js";
import { createPowerSink } from "../power/recording.js";
import type { RunWriter } from "../records/run-writer.js";
import type { DelayStarter } from "./control/delay-starter.js";
import { slowEndpoints } from "./control/slowed-endpoint.js";
import { describeMeters } from "./describe-meters.js";
import { findingOf } from "./finding-of.js";
import type { Measured } from "./measured.js";
import { watchCollapse } from "./watch-collapse.js";

export interface Measurement {
  readonly runId: string;
  readonly adapter: BackendAdapter;
  readonly system: SystemSpec;
  readonly workload: InferenceWorkload;
  /** Where the files beside the workload stand, by their SHA-256. */
  readonly files: ReadonlyMap<string, string>;
  readonly adapterOptions: unknown;
  /** Makes the meters that the system file names beside the adapter's own. */
  readonly createMeters: (clock: MonotonicClock) => readonly PowerSource[];
  readonly arrivalSeed: string;
  readonly systemSeed: string;
  readonly clock: MonotonicClock;
  readonly writer: RunWriter;
  readonly startLoad: LoadStarter;
  /** Slows the endpoints where the system asks for it (`injected`). */
  readonly startDelay: DelayStarter;
  /** Number of workers that the user asked for. */
  readonly workers: number | undefined;
  readonly signal: AbortSignal;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: (line: string) => void;
}

/**
 * Opens the system, drives the load between starting and stopping the meters, and closes what was opened. Never rejects:
 * whatever goes wrong is how the run ended.
 */
export async function measure(measurement: Measurement): Promise<Measured> {
  const { adapter, system, adapterOptions, systemSeed, clock, signal, environment, log, writer } = measurement;
  let opened: OpenSystem | undefined;
  let description: SystemDescription = {};
  try {
    opened = await adapter.open({ system, options: adapterOptions, seed: systemSeed, clock, signal, environment, log });
    description = await opened.describe();
    const meters = [...opened.powerSources, ...measurement.createMeters(clock)];
    description = await describeMeters(description, meters, writer);
    return { ...(await driveWithMeters(measurement, opened, meters)), description };
  } catch (error) {
    const reason = signal.aborted ? failure("interrupted") : findingOf(error);
    return { state: signal.aborted ? "interrupted" : "failed", shards: [], description, failure: reason };
  } finally {
    await opened?.close().catch((error: unknown) => writer.finding(findingOf(error)));
  }
}

async function driveWithMeters(
  measurement: Measurement,
  opened: OpenSystem,
  meters: readonly PowerSource[],
): Promise<Omit<Measured, "description">> {
  const { clock, writer, signal } = measurement;
  if (opened.endpoint === undefined)
    throw new MeasurementError(failure("no-endpoint", { system: measurement.system.id }));
  const group = endpointGroup(opened.endpoint);
  const endpoints = group.endpoints.length > 1 ? endpointNames(group) : undefined;
  const recording = createPowerSink({ writer, clock });
  const engine = monitorEndpoints(group, clock, writer);
  const { startDelay, system } = measurement;
  const slowed = await slowEndpoints({ group, slowdown: system.injected?.slowdown, clock, startDelay });
  const collapse = watchCollapse([opened.died, writer.failed, ...slowed.died]);
  const worthIt = AbortSignal.any([signal, collapse.signal]);
  let isDriven = false;
  try {
    const startLoad = await prepareLoad(measurement, { own: group, driven: slowed.group }, worthIt);
    await engine?.start();
    for (const meter of meters) await meter.start(recording);
    const load = await startLoad();
    for (const finding of load.findings) writer.finding(finding);
    isDriven = !load.interrupted && load.failure === undefined;
    if (isDriven) await sleepUntil(clock, clock.nowNs() + recording.tailNs(), signal);
    const injected = await slowed.stop();
    for (const finding of injected.findings) writer.finding(finding);
    return { ...endingOf(load, collapse.reason(), injected.missed), endpoints };
  } finally {
    await slowed.stop();
    await engine?.stop(isDriven && !signal.aborted).catch((error: unknown) => writer.finding(findingOf(error)));
    for (const meter of meters) await meter.stop().catch((error: unknown) => writer.finding(findingOf(error)));
    recording.finish();
  }
}

/** The system's endpoints, and those that the load is driven at in their place. */
interface Endpoints {
  readonly own: EndpointGroup;
  readonly driven: EndpointGroup;
}

/** Decides what is decided before the load, and returns how to start it. */
async function prepareLoad(
  measurement: Measurement,
  { own, driven: endpoints }: Endpoints,
  signal: AbortSignal,
): Promise<() => Promise<LoadResult>> {
  const { runId, workload, files, arrivalSeed, clock, writer, log } = measurement;
  const [endpoint] = own.endpoints;
  if (endpoint === undefined) throw new MeasurementError(failure("no-endpoint", { system: measurement.system.id }));
  const { vocabulary, findings } = await chooseVocabulary({ endpoint, workload, signal });
  for (const finding of findings) writer.finding(finding);
  const workers = chooseWorkers(workload, availableParallelism(), measurement.workers);
  const request = {
    workload,
    seed: arrivalSeed,
    salt: runId,
    vocabulary,
    files,
    endpoints,
    clock,
    workers,
    signal,
    log,
  };
  return () => measurement.startLoad({ ...request, directory: writer.directory }, writer);
}

/** @param missed why the load counts for nothing, though nothing is wrong with it */
function endingOf(
  load: LoadResult,
  collapse: Finding | undefined,
  missed: Finding | undefined,
): Omit<Measured, "description"> {
  const { windows, client, shards } = load;
  const seen = { windows, client, shards };
  const reason = collapse ?? load.failure;
  if (reason !== undefined) return { state: "failed", ...seen, failure: reason };
  if (load.interrupted) return { state: "interrupted", ...seen, failure: failure("interrupted") };
  if (load.succeeded === 0) return { state: "failed", ...seen, failure: failure("no-request-succeeded") };
  if (missed !== undefined) return { state: "failed", ...seen, failure: missed };
  return { state: "complete", ...seen };
}
