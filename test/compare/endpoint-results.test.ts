import { describe, expect, test } from "vitest";
import { compareResults } from "../../src/compare/compare-results.js";
import { summariseResults } from "../../src/compare/summarise-results.js";
import type { Plan, Trial } from "../../src/model/plan.js";
import type { RequestSample } from "../../src/model/request-sample.js";
import type { RunRecord } from "../../src/model/run-record.js";
import { makePlan, makeRecord, makeRequest, makeSystem } from "../fixtures/records.js";
import { codes, ordinary, results } from "./results-fixtures.js";

/** Ten requests to each endpoint, one a second, each of `tokens[endpoint]` tokens after `ttft[endpoint]` seconds. */
interface Shape {
  readonly tokens?: readonly number[];
  readonly ttft?: readonly number[];
  readonly change?: (endpoint: number, index: number) => Partial<RequestSample>;
}

const NAMES = ["rack-a", "rack-b", "rack-c"];

function recordOf(
  trial: Trial,
  plan: Plan,
  { tokens = [10, 10, 10], ttft = [0.1, 0.1, 0.1], change }: Shape = {},
): RunRecord {
  const requests = Array.from({ length: 30 }, (_, index) => {
    const [endpoint, at] = [index % 3, Math.floor(index / 3)];
    return makeRequest({
      index,
      scheduled: at,
      firstToken: at + (ttft[endpoint] ?? 0),
      lastToken: at + 0.9,
      events: 5,
      tokens: tokens[endpoint] ?? 0,
      changes: { endpoint, ...change?.(endpoint, index) },
    });
  });
  return makeRecord({ plan, trial, requests, manifest: { endpoints: NAMES } });
}

/** Results in which system `a` has three endpoints of this shape and `b` has one. */
function compared(shape: Shape | ((trial: Trial) => Shape) = {}) {
  const shapeOf = typeof shape === "function" ? shape : () => shape;
  const record = (trial: Trial, plan: Plan): RunRecord =>
    trial.systemId === "a" ? recordOf(trial, plan, shapeOf(trial)) : ordinary(trial, plan);
  const [comparison] = compareResults(results({ record }));
  if (comparison === undefined) throw new Error("no comparison");
  return comparison;
}

test("each endpoint has its own figures, and the system those of all requests together", () => {
  const { endpoints = [] } = compared({ tokens: [10, 20, 30] });
  expect(endpoints.map(({ systemId }) => systemId)).toEqual(["a"]);
  const [system] = endpoints;
  expect(system?.endpoints.map(({ name }) => name)).toEqual(NAMES);
  const figures = system?.endpoints.map((endpoint) => endpoint.figures);
  expect(figures?.map((one) => one.requests)).toEqual(Array(3).fill({ mean: 10, least: 10, most: 10, runs: 5 }));
  expect(figures?.map((one) => one.outputTokensPerSecond?.mean)).toEqual([10, 20, 30]);
  expect(system?.whole.requests?.mean).toBe(30);
  expect(system?.whole.outputTokensPerSecond?.mean).toBe(60);
  expect(system?.whole.ttftP50?.mean).toBeCloseTo(0.1, 9);
  // Ten requests are too few for a p99, of which nothing is said rather than something wrong.
  expect(figures?.map((one) => one.ttftP99)).toEqual([undefined, undefined, undefined]);
});

test("over the runs it is their mean, with the least and the most of them", () => {
  const { endpoints = [] } = compared((trial) => ({ tokens: [10 * trial.repeat, 10, 10] }));
  expect(endpoints[0]?.endpoints[0]?.figures.outputTokensPerSecond).toEqual({ mean: 30, least: 10, most: 50, runs: 5 });
});

test("a percentile of the whole is one of all requests, never a mean of percentiles", () => {
  // Of the 30 requests of a run the slow endpoint's ten come last.
  const { endpoints = [] } = compared({ ttft: [0.1, 0.2, 0.8] });
  expect(endpoints[0]?.endpoints.map(({ figures }) => figures.ttftP50?.mean)).toEqual([
    expect.closeTo(0.1, 9),
    expect.closeTo(0.2, 9),
    expect.closeTo(0.8, 9),
  ]);
  expect(endpoints[0]?.whole.ttftP50?.mean).toBeCloseTo(0.2, 9);
});

describe("a reader is told", () => {
  const own = ["endpoints-uneven", "endpoint-failing"];
  const told = (shape: Shape) => compared(shape).caveats.filter(({ code }) => own.includes(code));

  test("nothing where endpoints are alike", () => {
    expect(told({ tokens: [10, 10, 10.9] })).toEqual([]);
  });

  test("which endpoint is slow, and by how much", () => {
    expect(told({ tokens: [40, 40, 20] })).toMatchObject([
      {
        code: "endpoints-uneven",
        data: { system: "a", figure: "endpoint-outputTokensPerSecond", low: "rack-c", relative: 20 / (100 / 3) },
      },
      { code: "endpoints-uneven", data: { figure: "endpoint-tpotP50", high: "rack-c" } },
    ]);
  });

  test("which endpoint was dead, where all have as many requests", () => {
    const dead = {
      status: "failed",
      failure: { kind: "connect", detail: "" },
      outputTokens: { count: 0, from: "none" },
    } as const;
    const { endpoints, runs } = compared({ change: (endpoint) => (endpoint === 1 ? dead : {}) });
    expect(endpoints?.[0]?.endpoints.map(({ figures }) => figures.failed?.mean)).toEqual([0, 10, 0]);
    for (const { systemId, findings } of runs) {
      expect(findings.filter(({ code }) => own.includes(code))).toMatchObject(
        systemId === "a" ? [{ code: "endpoint-failing", data: { endpoint: "rack-b", failed: 10, requests: 10 } }] : [],
      );
    }
  });
});

test("a system of one endpoint has no such section", () => {
  const [comparison] = compareResults(results());
  expect(comparison?.endpoints).toBeUndefined();
});

test("a system that is compared with nothing has it too", () => {
  const plan = makePlan({ comparisons: [], systems: [makeSystem("a")] });
  const [summary] = summariseResults(
    results({ plan, record: (trial) => recordOf(trial, plan, { tokens: [1, 1, 9] }) }),
  );
  expect(summary?.endpoints?.map(({ systemId }) => systemId)).toEqual(["a"]);
  expect(codes(summary?.caveats ?? [])).toContain("endpoints-uneven");
});

describe("what drove the load", () => {
  const client = makeRecord({ plan: makePlan(), trial: makePlan().trials[0] as Trial }).manifest.client;
  const withClient = (transport: string, workers: number | undefined) => ({
    ...client,
    transport,
    workers: workers && Array.from({ length: workers }, (_, index) => ({ alias: `client-${index + 1}` })),
  });
  const driven = (of: (trial: Trial) => ReturnType<typeof withClient>) =>
    compareResults(
      results({
        record: (trial, plan) =>
          ordinary(trial, plan, { manifest: { client: of(trial) as RunRecord["manifest"]["client"] } }),
      }),
    )[0];

  test("is told of each side: transports and numbers of processes", () => {
    const comparison = driven(({ systemId, repeat }) =>
      systemId === "a" ? withClient("net", repeat === 1 ? 4 : 2) : withClient("net", undefined),
    );
    expect(comparison?.candidate.load).toEqual({ transports: ["net"], workers: [2, 4] });
    expect(comparison?.baseline.load).toEqual({ transports: ["net"], workers: [1] });
    expect(codes(comparison?.differences ?? [])).not.toContain("transport-differs");
  });

  test("is a difference where the transports are not the same", () => {
    const comparison = driven(({ systemId }) => withClient(systemId === "a" ? "undici" : "net", 1));
    expect(comparison?.differences).toContainEqual({
      code: "transport-differs",
      severity: "warning",
      data: { candidate: "undici", baseline: "net" },
    });
  });
});
