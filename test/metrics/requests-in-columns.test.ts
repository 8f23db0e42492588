import { expect, it } from "vitest";
import { findDifferences } from "../../src/compare/differences.js";
import { failingEndpoints } from "../../src/compare/endpoint-results.js";
import { serverTokens } from "../../src/compare/server-tokens.js";
import { METRICS } from "../../src/metrics/all.js";
import { computeMetric } from "../../src/metrics/compute-metric.js";
import { DEFINITION_SETS } from "../../src/metrics/definitions/all.js";
import { buildRunView } from "../../src/metrics/run-view.js";
import type { RequestSample } from "../../src/model/request-sample.js";
import type { RunRecord } from "../../src/model/run-record.js";
import { inColumns } from "../fixtures/in-columns.js";
import { makePlan, makeRecord, makeRequest, makeWorkload, s, steadyTrace } from "../fixtures/records.js";

const plan = makePlan({ workloads: [makeWorkload({ slo: { ttftSeconds: 0.7, tpotSeconds: 0.2 } })] });

/** A number in [0, 1) without a pattern. */
const scattered = (index: number, factor: number): number => (index * factor) % 1;

/** What becomes of every few requests. */
function changesOf(index: number): Partial<RequestSample> {
  const phase = index < 20 ? "warm-up" : index > 780 ? "cool-down" : "measure";
  const endpoint = index % 2;
  if (index % 41 === 0) {
    const failure = { kind: "connect", detail: "refused" } as const;
    return { phase, endpoint, status: "failed", failure, firstTokenNs: undefined, lastTokenNs: undefined };
  }
  if (index % 97 === 0) {
    return { phase, endpoint, status: "cut", promptTokens: { count: 0, from: "none" }, firstAnswerNs: undefined };
  }
  return { phase, endpoint, finishReason: index % 5 === 0 ? "stop" : "length" };
}

const requests = Array.from({ length: 800 }, (_, index) => {
  const scheduled = index / 80;
  const firstToken = scheduled + 0.3 + 0.6 * scattered(index, 0.618_033_98);
  const lastToken = firstToken + 1 + 2 * scattered(index, 0.414_213_56);
  const shape = { index, scheduled, firstToken, lastToken, events: 5, tokens: index % 7 === 0 ? 11 : 5 };
  const reasoning = index % 3 === 0 ? { firstReasoningNs: s(firstToken), firstAnswerNs: s(firstToken + 0.5) } : {};
  return makeRequest({ ...shape, changes: { firstAnswerNs: s(firstToken), ...reasoning, ...changesOf(index) } });
});

function record(change: (samples: readonly RequestSample[]) => readonly RequestSample[]): RunRecord {
  const [trial] = plan.trials;
  if (trial === undefined) throw new Error("the plan has trials");
  const look = (atNs: number, generationTokens: number, promptTokens: number) => ({
    ...{ atNs, withinNs: 0 },
    values: { generationTokens, promptTokens },
  });
  const engine = [look(-1, 0, 0), look(s(1000), 4321, 9876)];
  const made = makeRecord({ plan, trial, requests, power: [steadyTrace(100)], engine });
  const manifest = { ...made.manifest, endpoints: ["one", "two"] };
  return { ...made, manifest, requests: change(made.requests) };
}

const plain = record((samples) => [...samples]);
const columns = record(inColumns);

it.each([
  ["tokwatt", METRICS] as const,
  ...Object.values(DEFINITION_SETS).map((set) => [set.name, set.metrics] as const),
])("the metrics of %s are the same of requests in columns", (_, metrics) => {
  const valuesOf = (run: RunRecord) => {
    const view = buildRunView(run, "package");
    if (view.kind === "absent") throw new Error("the run has a view");
    return metrics.map((metric) => [metric.id, computeMetric(metric, view)] as const);
  };
  const values = valuesOf(columns);
  expect(values).toEqual(valuesOf(plain));
  expect(values.filter(([, value]) => value.kind === "value").length).toBeGreaterThan(5);
});

it("what is held against the server and the other system is the same of requests in columns", () => {
  const asOne = (one: RunRecord): RunRecord => ({ ...one, manifest: { ...one.manifest, endpoints: undefined } });
  for (const counter of ["generationTokens", "promptTokens"] as const) {
    expect(serverTokens(asOne(columns), counter)).toEqual(serverTokens(asOne(plain), counter));
    expect(serverTokens(asOne(columns), counter)).toBeDefined();
  }
  expect(failingEndpoints(columns)).toEqual(failingEndpoints(plain));
  expect(failingEndpoints(columns)).toHaveLength(2);
  const sideOf = (one: RunRecord, id: number) => ({ system: plan.systems[id] as never, records: [one] });
  const [workload] = plan.workloads;
  if (workload?.kind !== "inference") throw new Error("the plan has a workload");
  const longer = record((samples) =>
    samples.map((one) => ({ ...one, outputTokens: { ...one.outputTokens, count: one.outputTokens.count + 3 } })),
  );
  const [of, ofPlain] = [columns, plain].map((one) =>
    findDifferences(sideOf(one, 0), sideOf(longer, 1), workload, 0.001),
  );
  expect(of).toEqual(ofPlain);
  expect(of?.map(({ code }) => code)).toEqual(expect.arrayContaining(["output-tokens-differ", "errors-too-many"]));
});
