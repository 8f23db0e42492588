import { mockOptionsSchema } from "../../src/backends/mock/options.js";
import type { RunRecord } from "../../src/model/run-record.js";
import { baselineOptions, KNOWN_WORKLOAD, knownPair } from "../claims/known-answer-plan.js";
import { runVirtually } from "../claims/virtual-run.js";

/** A run to work on: some hundred requests with their events and a power trace, the same on every machine. */
export async function sampleRun(): Promise<RunRecord> {
  const { plan } = knownPair(1, { tokensPerSecond: 1, tokensPerJoule: 1 });
  const [trial] = plan.trials;
  if (trial === undefined) throw new Error("the plan has trials");
  return runVirtually(mockOptionsSchema.parse(baselineOptions(KNOWN_WORKLOAD)), KNOWN_WORKLOAD, plan, trial);
}
