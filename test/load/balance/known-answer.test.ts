import { describe, expect, test } from "vitest";
import { createMockEngine } from "../../../src/backends/mock/engine.js";
import { expectedRates } from "../../../src/backends/mock/known-answer.js";
import { createVirtualClient } from "../../../src/backends/mock/virtual-client.js";
import { endpointResults } from "../../../src/compare/endpoint-results.js";
import type { Balance, Endpoint } from "../../../src/contract/endpoint.js";
import { createBalancedClient } from "../../../src/load/balance/balanced-client.js";
import { driveLoad } from "../../../src/load/drive-load.js";
import { createQuietProbe } from "../../../src/load/self-check.js";
import { buildRunView } from "../../../src/metrics/run-view.js";
import type { Arrival } from "../../../src/model/workload.js";
import { createVirtualClock } from "../../../src/simulation/virtual-clock.js";
import { mockOptions } from "../../backends/mock/mock-run.js";
import { makePlan, makeRecord } from "../../fixtures/records.js";
import { inferenceWorkload } from "../inference-workload.js";
import { createRecordingSink } from "../recording-sink.js";
import { workloadInputs } from "../workload-inputs.js";

/** 0.2 s to the first token and 20 ms between tokens: 0.4 s for 11 tokens; the slow one takes twice as long. */
const FAST = mockOptions({ ttft: { meanSeconds: 0.2 }, itl: { meanSeconds: 0.02 }, slots: 64 });
const SLOW = mockOptions({ ttft: { meanSeconds: 0.4 }, itl: { meanSeconds: 0.04 }, slots: 64 });
const NAMES = ["rack-a", "rack-b", "rack-c"];
const ENGINES = [FAST, FAST, SLOW];

/** Drives three servers, the last of them half as fast, in virtual time over a window of 8 s. */
async function run(arrival: Arrival, balance: Balance) {
  const clock = createVirtualClock();
  const workload = inferenceWorkload({
    arrival,
    outputTokens: { kind: "fixed", value: 11 },
    phases: { warmUpSeconds: 4, measureSeconds: 8, coolDownSeconds: 1, drainSeconds: 4 },
  });
  const services = new Map(ENGINES.map((options, index) => [NAMES[index], createMockEngine(options, "seed", clock)]));
  const clientOf = ({ name }: Endpoint) => {
    const service = services.get(name);
    if (service === undefined) throw new Error(`no server ${name}`);
    return createVirtualClient({ service, workload, usage: "final", clock });
  };
  const endpoints = NAMES.map((name): Endpoint => {
    return { name, baseUrl: `http://${name}`, model: "m", headers: {}, usage: "final" };
  });
  const sink = createRecordingSink(clock);
  const outcome = await clock.run(
    driveLoad({
      workload,
      seed: "seed",
      inputs: workloadInputs(),
      share: { worker: 0, workers: 1 },
      client: createBalancedClient({ endpoints, balance }, clientOf),
      clock,
      sink,
      signal: new AbortController().signal,
      selfCheck: createQuietProbe(),
    }),
  );
  const plan = makePlan({ workloads: [workload] });
  const [trial] = plan.trials;
  if (trial === undefined) throw new Error("the plan has trials");
  const record = {
    ...makeRecord({ plan, trial, manifest: { windows: outcome.windows, endpoints: NAMES } }),
    requests: sink.samples,
    tokenEvents: sink.samples.map(({ index }) => {
      const timesNs = Float64Array.from(sink.eventTimes(index));
      return {
        request: index,
        timesNs,
        tokens: new Uint16Array(timesNs.length),
        kinds: new Uint8Array(timesNs.length),
      };
    }),
  };
  const [system] = plan.systems;
  if (system === undefined) throw new Error("the plan has systems");
  const views = new Map([["run", buildRunView(record, undefined)]]);
  const results = endpointResults({ system, records: [record] }, { systemId: system.id, views, degraded: false });
  if (results === undefined) throw new Error("no results of endpoints");
  return { results, workload, samples: sink.samples };
}

const closedLoop = (concurrency: number): Arrival => ({ kind: "closed-loop", concurrency });

describe("three servers in turn, of which one is half as fast", () => {
  test("each does what it would do alone with its share of the users, and the system the sum", async () => {
    const { results, workload } = await run(closedLoop(6), "round-robin");
    const expected = ENGINES.map((options) => expectedRates(options, { ...workload, arrival: closedLoop(2) }));
    const measured = results.endpoints.map(({ figures }) => figures);
    for (const [index, { outputTokensPerSecond, requestsPerSecond }] of expected.entries()) {
      expect(measured[index]?.outputTokensPerSecond?.mean).toBeCloseTo(outputTokensPerSecond, 9);
      expect(measured[index]?.requests?.mean).toBe(8 * requestsPerSecond);
    }
    const total = expected.reduce((sum, rates) => sum + rates.outputTokensPerSecond, 0);
    expect(results.whole.outputTokensPerSecond?.mean).toBeCloseTo(total, 9);
    expect(measured.map(({ tpotP50 }) => tpotP50?.mean)).toEqual([0.02, 0.02, 0.04].map((s) => expect.closeTo(s, 9)));
    expect(measured.map(({ ttftP50 }) => ttftP50?.mean)).toEqual([0.2, 0.2, 0.4].map((s) => expect.closeTo(s, 9)));
  });

  test("get equal shares of an open load, also the slow one", async () => {
    const { results, samples } = await run({ kind: "constant", requestsPerSecond: 30 }, "round-robin");
    expect(results.endpoints.map(({ figures }) => figures.requests?.mean)).toEqual([80, 80, 80]);
    expect(samples.every(({ index, endpoint }) => endpoint === index % 3)).toBe(true);
  });
});

test("by the fewest under way, a server half as fast gets half as many requests", async () => {
  const { results } = await run({ kind: "constant", requestsPerSecond: 300 }, "least-outstanding");
  const [first = 0, second = 0, slow = 0] = results.endpoints.map(({ figures }) => figures.requests?.mean ?? 0);
  expect(first + second + slow).toBe(2400);
  expect(Math.abs(first / second - 1)).toBeLessThan(0.02);
  expect(Math.abs(slow / first - 0.5)).toBeLessThan(0.02);
});
