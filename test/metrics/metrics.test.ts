import { describe, expect, it } from "vitest";
import { METRICS } from "../../src/metrics/all.js";
import { computeMetric } from "../../src/metrics/compute-metric.js";
import { buildRunView } from "../../src/metrics/run-view.js";
import {
  makePlan,
  makeRecord,
  makeRequest,
  makeWorkload,
  type RequestShape,
  s,
  steadyTrace,
} from "../fixtures/records.js";

const slo = { ttftSeconds: 1.5, tpotSeconds: 1 };
const plan = makePlan({ workloads: [makeWorkload({ slo })] });
const [trial] = plan.trials;

function compute(id: string, shapes: readonly RequestShape[], changes: Partial<Parameters<typeof makeRecord>[0]> = {}) {
  if (trial === undefined) throw new Error("the plan has trials");
  const view = buildRunView(makeRecord({ plan, trial, requests: shapes.map(makeRequest), ...changes }), "package");
  const metric = METRICS.find((candidate) => candidate.id === id);
  if (view.kind === "absent" || metric === undefined) throw new Error(`no view or no metric ${id}`);
  return computeMetric(metric, view);
}

/** First token after 1 s, then one a second: scheduled at 0 s, last token at 4 s. */
const simple: RequestShape = { index: 0, scheduled: 0, firstToken: 1, lastToken: 4, events: 4, tokens: 4 };

describe("worked examples over a window of 10 s", () => {
  it.each([
    ["output-tokens-per-second", 0.4],
    ["total-tokens-per-second", 1.4],
    ["output-tokens-per-second-per-unit", 0.2],
    ["requests-per-second", 0.1],
    ["ttft.mean", 1],
    ["ttft-from-send.mean", 0.5],
    ["tpot.mean", 1],
    ["itl.mean", 1],
    ["icl.mean", 1],
    ["end-to-end.mean", 4],
    ["end-to-end-from-send.mean", 3.5],
    ["tokens-per-second-per-user.mean", 1],
    ["goodput", 0.1],
    ["goodput-share", 1],
    ["mean-watts", 100],
    ["joules", 1000],
    ["tokens-per-joule", 0.004],
    ["joules-per-output-token", 250],
    ["error-rate", 0],
  ])("%s", (id, expected) => {
    const value = compute(id, [{ ...simple, changes: { sentNs: s(0.5) } }]);
    expect(value).toMatchObject({ kind: "value", provenance: "measured" });
    expect(value.kind === "value" ? value.value : Number.NaN).toBeCloseTo(expected, 12);
  });
});

describe("the token window", () => {
  it("counts the events inside it, those of unfinished requests included, and no others", () => {
    // 100 events from 5 s to 14.9 s: 50 of them lie before the window's end at 10 s, one exactly on it.
    const long = { index: 0, scheduled: 0, firstToken: 5, lastToken: 14.9, events: 100, tokens: 100 };
    expect(compute("output-tokens-per-second", [long])).toMatchObject({ value: 5, count: 50 });
    expect(compute("requests-per-second", [long])).toMatchObject({ value: 0 });
  });

  it("has no throughput where nobody counted tokens", () => {
    const none = { outputTokens: { count: 0, from: "none" } } as const;
    expect(compute("output-tokens-per-second", [{ ...simple, changes: none }])).toMatchObject({
      kind: "absent",
      reason: { code: "not-computable" },
    });
  });
});

describe("latency", () => {
  const many = (count: number, cut = 0): RequestShape[] =>
    Array.from({ length: count }, (_, index) => ({
      ...simple,
      index,
      firstToken: 1 + index / 1000,
      lastToken: 5,
      changes:
        index < count - cut
          ? {}
          : {
              status: "cut",
              firstTokenNs: undefined,
              lastTokenNs: undefined,
              outputTokens: { count: 0, from: "none" },
            },
    }));

  it("refuses a percentile that the run has too few requests for", () => {
    expect(compute("ttft.p99", many(298))).toMatchObject({
      kind: "absent",
      reason: { code: "too-few-observations", data: { count: 298, needed: 299 } },
    });
    expect(compute("ttft.p99", many(299))).toMatchObject({ kind: "value" });
  });

  it("interpolates between order statistics", () => {
    const value = compute("ttft.p50", many(300));
    expect(value.kind === "value" ? value.value : Number.NaN).toBeCloseTo(1.1495, 9);
  });

  it("takes requests that the run's end cut for longer than all others", () => {
    expect(compute("ttft.mean", many(300, 1))).toMatchObject({ kind: "absent", reason: { code: "cut-by-run-end" } });
    const whole = compute("ttft.p50", many(300));
    expect(compute("ttft.p50", many(300, 100))).toMatchObject({ value: whole.kind === "value" ? whole.value : 0 });
    expect(compute("ttft.p90", many(300, 100))).toMatchObject({ kind: "absent", reason: { code: "cut-by-run-end" } });
  });

  it("leaves failed requests to the error rate and out of goodput", () => {
    const failed = { ...simple, index: 1, changes: { status: "failed" } } as const;
    expect(compute("ttft.mean", [simple, failed])).toMatchObject({ value: 1, count: 1 });
    expect(compute("error-rate", [simple, failed])).toMatchObject({ value: 0.5 });
    expect(compute("goodput-share", [simple, failed])).toMatchObject({ value: 0.5 });
  });

  it("takes percentiles of single gaps, not of requests' means", () => {
    // Nine gaps of 1 s and one of 5 s in one request: TPOT 1.4 s, median gap 1 s.
    const request = makeRequest({ index: 0, scheduled: 0, firstToken: 0, lastToken: 9, events: 11, tokens: 11 });
    request.events.timesNs.set([0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 9.5].map(s));
    if (trial === undefined) throw new Error("the plan has trials");
    const record = makeRecord({ plan, trial, requests: [request] });
    const view = buildRunView(record, "package");
    const metric = METRICS.find((candidate) => candidate.id === "itl.p50");
    if (view.kind === "absent" || metric === undefined) throw new Error("no view");
    expect(computeMetric(metric, view)).toMatchObject({ value: 0.5, count: 10 });
  });
});

describe("energy", () => {
  it("carries the meter's bound into tokens/J turned over", () => {
    const power = [steadyTrace(100, { accuracy: { relative: 0.05, absoluteWatts: 0, source: "x", assumed: false } })];
    const value = compute("tokens-per-joule", [simple], { power });
    expect(value).toMatchObject({ systematic: [{ kind: "meter" }] });
    const bound = value.kind === "value" ? value.systematic[0] : undefined;
    expect(bound?.factorLow).toBeCloseTo(1 / 1.05, 12);
    expect(bound?.factorHigh).toBeCloseTo(1 / 0.95, 12);
  });

  it("is absent with the meter's reason where there is none", () => {
    expect(compute("tokens-per-joule", [simple], { power: [] })).toMatchObject({
      kind: "absent",
      reason: { code: "power-not-metered" },
    });
  });

  it("keeps the adapter's provenance on every number", () => {
    const manifest = { adapter: { name: "mock", version: "1", provenance: "simulated" } } as const;
    expect(compute("tokens-per-joule", [simple], { manifest })).toMatchObject({ provenance: "simulated" });
  });
});

it("has no two metrics of one id and a formula for each", () => {
  expect(new Set(METRICS.map((metric) => metric.id)).size).toBe(METRICS.length);
  expect(
    METRICS.filter(
      (metric) => metric.formula.en.length < 10 || metric.formula.zh.length < 5 || metric.source.length < 5,
    ),
  ).toEqual([]);
});
