import { parentPort, workerData } from "node:worker_threads";
import fc from "fast-check";
import { fuzzTargets } from "./all-targets.js";

/** What the main thread asks for. */
export interface FuzzJob {
  readonly target: string;
  readonly seed: number;
  readonly runs: number;
  /** One number that grows with every case: how the main thread sees a hang, which nothing in this thread could report. */
  readonly cases: SharedArrayBuffer;
}

export interface FuzzOutcome {
  readonly failed: boolean;
  readonly cases: number;
  /** What failed, with the smallest input that still fails; empty where nothing did. */
  readonly report: string;
}

const job = workerData as FuzzJob;
const target = fuzzTargets.find(({ id }) => id === job.target);
if (target === undefined) throw new Error(`no fuzz target is called ${job.target}`);

const cases = new Int32Array(job.cases);
const property = target.property(() => Atomics.add(cases, 0, 1));
const details = await fc.check(property, { seed: job.seed, numRuns: job.runs });
const report = details.failed ? fc.defaultReportMessage(details) : undefined;
const cause = details.errorInstance instanceof Error ? details.errorInstance.message : "";
const outcome: FuzzOutcome = {
  failed: details.failed,
  cases: details.numRuns,
  report: report === undefined ? "" : `${report}\n${cause}`,
};
parentPort?.postMessage(outcome);
