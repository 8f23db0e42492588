import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MeasurementError } from "../../model/errors.js";
import type { RunRecord } from "../../model/run-record.js";
import type { ClientSelfCheck } from "../../model/self-check.js";
import type { Validity } from "../../model/verdict.js";
import type { InferenceWorkload } from "../../model/workload.js";
import type { PacedOptions } from "../../simulation/paced-server/paced-options.js";
import { startPacedServer } from "../../simulation/paced-server/start-paced-server.js";
import { streamsOfRecord } from "./client-stream.js";
import { type Fidelity, judgeFidelity } from "./fidelity.js";
import { type PacedRun, runPaced } from "./run-paced.js";

export interface ProbeSurroundings {
  readonly workers: number;
  /** Length of each probe's window. */
  readonly seconds: number;
  readonly signal: AbortSignal;
  /** Judges a record by its plan's limits. */
  readonly judge: (record: RunRecord) => Validity;
}

export interface ProbedLoad {
  readonly validity: Validity;
  readonly client: ClientSelfCheck | undefined;
  /** Requests of the window that failed. */
  readonly failed: number;
  /** CPU seconds of the server per second of its life. */
  readonly serverCpuShare: number;
  /** Undefined where nothing came back in time. */
  readonly fidelity: Fidelity | undefined;
}

/** Drives one load against a fresh paced server, with real workers and a record that is thrown away. */
export async function probeLoad(
  server: Partial<PacedOptions>,
  workload: InferenceWorkload,
  { workers, signal, judge }: ProbeSurroundings,
): Promise<ProbedLoad> {
  const resultsDir = await mkdtemp(join(tmpdir(), "tokwatt-calibrate-"));
  const paced = await startPacedServer(server);
  try {
    const startMs = performance.now();
    const before = await paced.statistics();
    const base = { baseUrl: paced.baseUrl, model: "plain", seed: 1 };
    const run = await runPaced({ ...base, workload, resultsDir, workers, signal });
    const after = await paced.statistics();
    const loadSeconds = Math.min((performance.now() - startMs) / 1e3, secondsOf(workload));
    const serverCpuShare = (after.cpuSeconds - before.cpuSeconds) / loadSeconds;
    if (isOverwhelmed(run)) {
      return { validity: "invalid", client: undefined, failed: 0, serverCpuShare, fidelity: undefined };
    }
    const { record, zeroNs } = run;
    // The users begin at one instant, so their first requests wait in the server; those of the window come one by one.
    const measured = record.requests.filter(({ phase }) => phase === "measure");
    return {
      validity: judge(record),
      client: record.manifest.client,
      failed: measured.filter(({ status }) => status === "failed").length,
      serverCpuShare,
      fidelity: judgeFidelity(streamsOfRecord({ ...record, requests: measured }, zeroNs), await paced.truths()),
    };
  } finally {
    await paced.stop();
    await rm(resultsDir, { recursive: true, force: true });
  }
}

/**
 * Whether a load was so much that not one request came back in time.
 *
 * @throws MeasurementError for every other failure: it is one of the calibration
 */
function isOverwhelmed({ failure }: PacedRun): boolean {
  if (failure === undefined) return false;
  if (failure.code === "no-request-succeeded") return true;
  throw new MeasurementError(failure);
}

function secondsOf({ phases }: InferenceWorkload): number {
  return phases.warmUpSeconds + phases.measureSeconds + phases.coolDownSeconds;
}
