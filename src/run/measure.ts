import type { BackendAdapter, OpenSystem } from "../contract/backend-adapter.js";
import { type Clock, sleepUntil } from "../contract/clock.js";
import type { PowerSource } from "../contract/power-source.js";
import { monitorEndpoint } from "../engine/monitor-endpoint.js";
import { driveLoad, type LoadOutcome } from "../load/drive-load.js";
import { createOpenAiClient } from "../load/openai-client.js";
import { createSelfCheckProbe } from "../load/self-check.js";
import { MeasurementError } from "../model/errors.js";
import { type Finding, failure } from "../model/finding.js";
import type { RunState, SystemDescription } from "../model/run-record.js";
import type { SystemSpec } from "../model/system.js";
import type { Workload } from "../model/workload.js";
import { createPowerSink } from "../power/recording.js";
import type { RunWriter } from "../records/run-writer.js";
import { describeMeters } from "./describe-meters.js";
import { findingOf } from "./finding-of.js";

export interface Measurement {
  readonly adapter: BackendAdapter;
  readonly system: SystemSpec;
  readonly workload: Workload;
  readonly adapterOptions: unknown;
  /** Makes the meters that the system file names beside the adapter's own. */
  readonly createMeters: (clock: Clock) => readonly PowerSource[];
  readonly arrivalSeed: string;
  readonly systemSeed: string;
  readonly clock: Clock;
  readonly writer: RunWriter;
  readonly signal: AbortSignal;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: (line: string) => void;
}

/** How a run ended, with what its manifest says of it. */
export interface Measured {
  readonly state: Exclude<RunState, "running">;
  readonly load: LoadOutcome;
  readonly description: SystemDescription;
  readonly failure?: Finding | undefined;
}

const NO_LOAD: LoadOutcome = { interrupted: true };

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
    return { state: signal.aborted ? "interrupted" : "failed", load: NO_LOAD, description, failure: reason };
  } finally {
    await opened?.close().catch((error: unknown) => writer.finding(findingOf(error)));
  }
}

async function driveWithMeters(
  measurement: Measurement,
  opened: OpenSystem,
  meters: readonly PowerSource[],
): Promise<Omit<Measured, "description">> {
  const { clock, workload, writer, signal } = measurement;
  if (opened.endpoint === undefined)
    throw new MeasurementError(failure("no-endpoint", { system: measurement.system.id }));
  const recording = createPowerSink({ writer, clock });
  const client = createOpenAiClient({ endpoint: opened.endpoint, workload, clock });
  const engine = monitorEndpoint(opened.endpoint, clock, writer);
  const collapse = watchCollapse([opened.died, writer.failed]);
  let succeeded = 0;
  let isDriven = false;
  try {
    await engine?.start();
    for (const meter of meters) await meter.start(recording);
    const load = await driveLoad({
      workload,
      seed: measurement.arrivalSeed,
      client,
      clock,
      sink: {
        request: (sample) => {
          if (sample.status === "ok" && sample.phase === "measure") succeeded += 1;
          writer.request(sample);
        },
        tokenEvents: writer.tokenEvents,
        finding: writer.finding,
      },
      signal: AbortSignal.any([signal, collapse.signal]),
      selfCheck: createSelfCheckProbe(),
    });
    isDriven = !load.interrupted;
    if (isDriven) await sleepUntil(clock, clock.nowNs() + recording.tailNs(), signal);
    return endingOf(load, collapse.reason(), succeeded);
  } finally {
    await engine?.stop(isDriven && !signal.aborted).catch((error: unknown) => writer.finding(findingOf(error)));
    for (const meter of meters) await meter.stop().catch((error: unknown) => writer.finding(findingOf(error)));
    recording.finish();
    await client.close();
  }
}

function endingOf(load: LoadOutcome, collapse: Finding | undefined, succeeded: number): Omit<Measured, "description"> {
  if (collapse !== undefined) return { state: "failed", load, failure: collapse };
  if (load.interrupted) return { state: "interrupted", load, failure: failure("interrupted") };
  if (succeeded === 0) return { state: "failed", load, failure: failure("no-request-succeeded") };
  return { state: "complete", load };
}

/** Aborts as soon as one of `ends` resolves: the system died, or the record can be written no more. */
function watchCollapse(ends: readonly (Promise<Finding> | undefined)[]) {
  const controller = new AbortController();
  let first: Finding | undefined;
  for (const end of ends) {
    void end?.then((reason) => {
      first ??= reason;
      controller.abort();
    });
  }
  return { signal: controller.signal, reason: () => first };
}
