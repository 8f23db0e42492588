import type { OpenTraining, TrainRequest } from "../contract/backend-adapter.js";
import type { JobLauncherDefinition } from "../contract/job-launcher.js";
import type { PowerSourceDefinition } from "../contract/power-source.js";
import { createJobLauncherRegistry } from "../jobs/launch/all.js";
import type { SystemSpec } from "../model/system.js";
import { expandVariables } from "./expand-variables.js";
import { type MeteredEndpointOptions, openMeter } from "./telemetry-option.js";

/**
 * Readies a system for one training job that the launcher of its file starts; what there is to ready are the meters of
 * `telemetry`. They are read on this machine where jobs run on it, else on the job's nodes. A job that had ended before it is
 * read has none: they would tell of another time.
 *
 * @throws InputError with all variables of `telemetry` that are missing
 */
export async function openMeteredTraining<Telemetry>(
  meter: PowerSourceDefinition<Telemetry>,
  request: TrainRequest<MeteredEndpointOptions<Telemetry>>,
): Promise<OpenTraining> {
  const { system, options, environment } = request;
  const plain = { powerSources: [], describe: async () => ({}), close: async () => {} };
  const telemetry = expandVariables(options.telemetry, environment);
  const { isRecorded = false, isOnThisMachine = false } = launcherOf(system) ?? {};
  if (telemetry === undefined || isRecorded) return plain;
  if (isOnThisMachine) return { ...plain, powerSources: openMeter(meter, request) };
  return { ...plain, nodeMeters: (context) => [meter.create(telemetry, context)] };
}

function launcherOf({ training }: SystemSpec): JobLauncherDefinition | undefined {
  return training === undefined ? undefined : createJobLauncherRegistry().find(training.launcher.use);
}
