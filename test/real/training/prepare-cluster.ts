import { type StartedSlurm, startSlurm } from "../slurm/start-slurm.js";
import { preparePython } from "./prepare-python.js";

export interface StartedCluster {
  readonly available: true;
  readonly slurm: StartedSlurm;
  /** With SLURM_CONF and TOKWATT_PYTHON, which the system files ask for. */
  readonly environment: Readonly<Record<string, string>>;
}

export type PreparedCluster = StartedCluster | { readonly available: false; readonly reason: string };

/** A Slurm whose nodes can train, or the reason why there is none. */
export async function prepareCluster(): Promise<PreparedCluster> {
  const python = await preparePython();
  if (!python.available) return python;
  const slurm = await startSlurm({ accounting: false });
  if (!slurm.available) return slurm;
  return { available: true, slurm, environment: { ...slurm.environment, TOKWATT_PYTHON: python.pythonPath } };
}
