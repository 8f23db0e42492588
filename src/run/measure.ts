import type { BackendAdapter, OpenSystem } from "../contract/backend-adapter.js";
import { type Clock, sleepUntil } from "../contract/clock.js";
import type { PowerSource } from "../contract/power-source.js";
import { driveLoad, type LoadOutcome } from "../load/drive-load.js";
import { createOpenAiClient } from "../load/openai-client.js";
import { createSelfCheckProbe } from "../load/self-check.js";
import { MeasurementError } from "../model/errors.js";
import { type Finding, failure } from "../model/finding.js";
import type { RunState, SystemDescription } from "../model/run-record.js";
import type { SystemSpec } from "../model/system.js";
import type { Nanoseconds } from "../model/time.js";
import type { Workload } from "../model/workload.js";
import { createPowerSink, type RecordingPowerSink } from "../power/recording.js";
import type { RunWriter } from "../records/run-writer.js";

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
    return { ...(await driveWithMeters(measurement, opened)), description };
  } catch (error) {
    const reason = signal.aborted ? failure("interrupted") : findingOf(error);
    return { state: signal.aborted ? "interrupted" : "failed", load: NO_LOAD, description, failure: reason };
  } finally {
    await opened?.close().catch((error: unknown) => writer.finding(findingOf(error)));
  }
}

async function driveWithMeters(measurement: Measurement, opened: OpenSystem): Promise<Omit<Measured, "description">> {
  const { clock, workload, writer, signal } = measurement;
  if (opened.endpoint === undefined)
    throw new MeasurementError(failure("no-endpoint", { system: measurement.system.id }));
  const meters = [...opened.powerSources, ...measurement.createMeters(clock)];
  const recording = recordPower(writer, clock);
  const client = createOpenAiClient({ endpoint: opened.endpoint, workload, clock });
  const collapse = watchCollapse([opened.died, writer.failed]);
  let succeeded = 0;
  try {
    for (const meter of meters) await meter.start(recording.sink);
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
    if (!load.interrupted) await sleepUntil(clock, clock.nowNs() + recording.tailNs(), signal);
    return endingOf(load, collapse.reason(), succeeded);
  } finally {
    for (const meter of meters) await meter.stop().catch((error: unknown) => writer.finding(findingOf(error)));
    recording.sink.finish();
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

/** A power sink that knows how long its meters must read on, so that a reading exists beyond the window's end. */
function recordPower(
  writer: RunWriter,
  clock: Clock,
): { readonly sink: RecordingPowerSink; readonly tailNs: () => Nanoseconds } {
  let tailNs = 0;
  const sink = createPowerSink({
    writer: {
      openTrace: (header) => {
        // A mean over the past describes the middle of that past; one interval more for a reading that comes late.
        tailNs = Math.max(tailNs, 2 * header.intervalNs + header.averagingNs);
        return writer.openTrace(header);
      },
      openCrossCheck: writer.openCrossCheck,
      openRaw: writer.openRaw,
      finding: writer.finding,
    },
    clock,
  });
  return { sink, tailNs: () => tailNs };
}

/** What an error says, as data; an unexpected one keeps its own words. */
export function findingOf(error: unknown): Finding {
  if (error instanceof MeasurementError) return error.finding;
  return failure("unexpected-error", { message: error instanceof Error ? error.message : String(error) });
}
