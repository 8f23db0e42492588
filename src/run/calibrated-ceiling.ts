import type { Environment } from "../model/run-record.js";
import type { ClientSelfCheck } from "../model/self-check.js";
import { ceilingFor, machineOf, readCalibration } from "../records/calibration.js";
import type { RunWriter } from "../records/run-writer.js";
import { findingOf } from "./finding-of.js";

export interface CalibratedMachine {
  readonly resultsDir: string;
  readonly machine: Environment;
}

/**
 * The self-check with what this machine's client can do at most, where `tokwatt calibrate` has found it. A calibration that
 * cannot be read is a warning in the record: the run was measured all the same.
 */
export async function withCeiling(
  client: ClientSelfCheck,
  { resultsDir, machine }: CalibratedMachine,
  writer: Pick<RunWriter, "finding">,
): Promise<ClientSelfCheck> {
  try {
    const calibrations = await readCalibration(resultsDir);
    const ceiling = ceilingFor(calibrations, machineOf(machine), client.workers?.length ?? 1);
    return ceiling === undefined ? client : { ...client, ceiling };
  } catch (error) {
    writer.finding({ ...findingOf(error), severity: "warning" });
    return client;
  }
}
