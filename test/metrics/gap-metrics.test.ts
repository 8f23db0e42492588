import { describe, expect, it } from "vitest";
import { METRICS } from "../../src/metrics/all.js";
import { computeMetric } from "../../src/metrics/compute-metric.js";
import { buildRunView } from "../../src/metrics/run-view.js";
import type { RequestSample } from "../../src/model/request-sample.js";
import { makePlan, makeRecord, makeRequest, type RequestShape, s } from "../fixtures/records.js";

const plan = makePlan();
const [trial] = plan.trials;

/** A metric over the window of 0 s to 10 s. */
function compute(id: string, requests: readonly ReturnType<typeof makeRequest>[]) {
  if (trial === undefined) throw new Error("the plan has trials");
  const view = buildRunView(makeRecord({ plan, trial, requests }), undefined);
  const metric = METRICS.find((candidate) => candidate.id === id);
  if (view.kind === "absent" || metric === undefined) throw new Error(`no view or no metric ${id}`);
  return computeMetric(metric, view);
}

/** Four events of one token, a second apart. */
const shape: RequestShape = { index: 0, scheduled: 0, firstToken: 1, lastToken: 4, events: 4, tokens: 4 };

/** Eight tokens in four events, as the server counted them. */
function counted(changes: Partial<RequestShape> = {}) {
  const request = makeRequest({ ...shape, tokens: 8, ...changes });
  request.events.tokens.set([2, 1, 4, 1]);
  return request;
}

describe("gaps between tokens and between chunks", () => {
  it("are the same where every event holds one token", () => {
    for (const id of ["itl.mean", "icl.mean"])
      expect(compute(id, [makeRequest(shape)])).toMatchObject({ value: 1, count: 3 });
  });

  it("differ where an event holds several: n tokens after a gap are n gaps of its nth part", () => {
    // Gaps of 1 s before events of 1, 4 and 1 tokens.
    expect(compute("icl.mean", [counted()])).toMatchObject({ value: 1, count: 3 });
    expect(compute("itl.mean", [counted()])).toMatchObject({ value: 3 / 6, count: 6 });
    expect(compute("itl.p50", [counted()])).toMatchObject({ value: 0.25, count: 6 });
  });

  it("do not count chunks without text", () => {
    const request = makeRequest({ ...shape, events: 6, firstToken: 0, lastToken: 5 });
    request.events.kinds.set([3, 0, 0, 0, 0, 3]);
    for (const id of ["itl.mean", "icl.mean"]) expect(compute(id, [request])).toMatchObject({ value: 1, count: 3 });
  });

  it("are those that end inside the window, of whatever request", () => {
    const before = makeRequest({ ...shape, firstToken: -1, lastToken: 2, changes: { phase: "warm-up" } });
    const after = makeRequest({ ...shape, index: 1, firstToken: 8, lastToken: 11 });
    for (const id of ["itl.mean", "icl.mean"])
      expect(compute(id, [before, after])).toMatchObject({ value: 1, count: 4 });
  });

  it("are none between tokens where one finished request does not say what its events hold", () => {
    const unknown = makeRequest({ ...shape, index: 1, tokens: 6 });
    const reason = { code: "tokens-per-chunk-unknown", severity: "note", data: { unknown: 1, requests: 3 } };
    const requests = [makeRequest(shape), unknown, counted({ index: 2 })];
    expect(compute("itl.p50", requests)).toEqual({ kind: "absent", reason });
    expect(compute("icl.mean", requests)).toMatchObject({ value: 1, count: 9 });
  });

  it("leave requests out that were cut before anybody counted, and are those of the others", () => {
    const cut = { status: "cut", outputTokens: { count: 0, from: "none" } } as const;
    const requests = [makeRequest(shape), makeRequest({ ...shape, index: 1, lastToken: 9, changes: cut })];
    expect(compute("itl.mean", requests)).toMatchObject({ value: 1, count: 3 });
    expect(compute("icl.mean", requests)).toMatchObject({ count: 6 });
  });
});

describe("the first token of a model that reasons", () => {
  const at = (index: number, changes: Partial<RequestSample>) => makeRequest({ ...shape, index, changes });
  const reasoned = (index: number) => at(index, { firstReasoningNs: s(1), firstAnswerNs: s(3) });

  it("is two: of the reasoning and of the answer", () => {
    const requests = [reasoned(0), at(1, { firstAnswerNs: s(1) })];
    expect(compute("ttft-reasoning.mean", requests)).toMatchObject({ value: 1, count: 1 });
    expect(compute("ttft-answer.mean", requests)).toMatchObject({ value: 2, count: 2 });
    expect(compute("ttft.mean", requests)).toMatchObject({ value: 1, count: 2 });
  });

  it("is one where no request reasons, and says so", () => {
    for (const id of ["ttft-reasoning.p50", "ttft-answer.mean"]) {
      const reason = { code: "no-reasoning", severity: "note", data: {} };
      expect(compute(id, [at(0, { firstAnswerNs: s(1) })])).toEqual({ kind: "absent", reason });
    }
  });

  it("is unknown of a request that was cut while it reasoned: its answer is later than all others", () => {
    const cutReasoning = at(1, { status: "cut", firstReasoningNs: s(2) });
    expect(compute("ttft-reasoning.mean", [reasoned(0), cutReasoning])).toMatchObject({ value: 1.5, count: 2 });
    const reason = { code: "cut-by-run-end", data: { cut: 1 } };
    expect(compute("ttft-answer.mean", [reasoned(0), cutReasoning])).toMatchObject({ kind: "absent", reason });
  });

  it("is none of a request that was cut while it answered without any", () => {
    const cutAnswer = at(1, { status: "cut", firstAnswerNs: s(2) });
    expect(compute("ttft-reasoning.mean", [reasoned(0), cutAnswer])).toMatchObject({ value: 1, count: 1 });
    const cutBefore = at(2, { status: "cut", firstTokenNs: undefined, lastTokenNs: undefined });
    expect(compute("ttft-reasoning.mean", [reasoned(0), cutBefore])).toMatchObject({ kind: "absent" });
  });
});
