import { mockBackend } from "../../src/backends/mock/adapter.js";
import type { TrueRatios } from "../../src/backends/mock/known-answer.js";
import { createMonotonicClock } from "../../src/load/monotonic-clock.js";
import type { InferenceWorkload } from "../../src/model/workload.js";
import { type Results, readResults } from "../../src/records/results-reader.js";
import { executeSuite } from "../../src/run/execute-suite.js";
import { KNOWN_WORKLOAD, knownPair } from "./known-answer-plan.js";

/**
 * The known-answer workload in real time: so many users and short requests that the tokens of a window of 2 s vary less than
 * the runs do (with 16 users in 1.5 s a seed's verdict was left to chance). Answers of very different lengths, so that the
 * users, who all begin at once, are out of step when the window opens.
 */
const SHORT_WORKLOAD: InferenceWorkload = {
  ...KNOWN_WORKLOAD,
  arrival: { kind: "closed-loop", concurrency: 64 },
  outputTokens: { kind: "uniform", low: 5, high: 25 },
  phases: { warmUpSeconds: 1, measureSeconds: 2, coolDownSeconds: 0.1, drainSeconds: 3 },
};

/** Meter readings of the real run: often enough for 30 in the window. */
const RATE_HZ = 20;

/** Runs the known-answer plan as `tokwatt run` would: real servers on loopback, real records in `resultsDir`. */
export async function executeOverHttp(seed: number, ratios: TrueRatios, resultsDir: string): Promise<Results> {
  const { plan, options } = knownPair(seed, ratios, SHORT_WORKLOAD);
  const realTime = [...options].map(([id, system]) => {
    const meter = system.meter === undefined ? undefined : { ...system.meter, rateHz: RATE_HZ };
    const openable = { powerSources: [], plugins: {}, variables: [], files: [] };
    return [id, { adapter: mockBackend, options: { ...system, meter }, ...openable }] as const;
  });
  await executeSuite({
    suite: { plan, systems: new Map(realTime), files: new Map() },
    resultsDir,
    resume: false,
    observer: {
      started: () => undefined,
      trialStarted: () => undefined,
      trialEnded: () => undefined,
      log: () => undefined,
    },
    signal: new AbortController().signal,
    environment: {},
    createClock: createMonotonicClock,
  });
  return readResults(resultsDir);
}
