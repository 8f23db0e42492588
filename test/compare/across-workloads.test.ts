import { describe, expect, it } from "vitest";
import { judgeResults } from "../../src/compare/judge-results.js";
import { DEFINITION_SETS } from "../../src/metrics/definitions/all.js";
import type { AcrossWorkloads } from "../../src/model/across-workloads.js";
import type { Boundary } from "../../src/model/boundary.js";
import type { Plan, PlannedComparison, Trial } from "../../src/model/plan.js";
import type { InferenceWorkload } from "../../src/model/workload.js";
import type { Results } from "../../src/records/results-reader.js";
import {
  makeComparison,
  makePlan,
  makeRecord,
  makeRequest,
  makeSystem,
  makeTrace,
  makeWorkload,
} from "../fixtures/records.js";
import { expectCloseRel } from "../statistics/close-to.js";
import fixtures from "../statistics/fixtures/stats-fixtures.json" with { type: "json" };
import { codes, results } from "./results-fixtures.js";

const { A, B } = fixtures.ratio;
const { A2, B2, est, ci, df } = fixtures.geomean2workloads;

/** Output tokens of each run, by workload and system. */
type Values = Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;

const TWO: Values = { chat: { a: A, b: B }, code: { a: A2, b: B2 } };

interface Shape {
  readonly values?: Values;
  readonly comparisons?: readonly Partial<PlannedComparison>[];
  readonly workload?: (id: string) => Partial<InferenceWorkload>;
  /** Where power is read on a workload. */
  readonly boundary?: (workloadId: string) => Boundary;
}

function planOf({ values = TWO, comparisons = [{}], workload = () => ({}) }: Shape): Plan {
  const systems = [...new Set(Object.values(values).flatMap((of) => Object.keys(of)))];
  const trials: Trial[] = [];
  for (const [workloadId, of] of Object.entries(values)) {
    for (const [systemId, runs] of Object.entries(of)) {
      for (const index of runs.keys()) {
        const id = `${systemId}--${workloadId}--${index + 1}`;
        trials.push({ index: 0, id, systemId, workloadId, repeat: index + 1, arrivalSeed: "1" });
      }
    }
  }
  return makePlan({
    systems: systems.map((id) => makeSystem(id)),
    workloads: Object.keys(values).map((id) => makeWorkload({ id, title: { en: id, zh: id }, ...workload(id) })),
    trials: trials.map((trial, index) => ({ ...trial, index })),
    comparisons: comparisons.map((one) =>
      makeComparison({ primaryMetrics: ["output-tokens-per-second"], margins: { default: 0.02, metrics: {} }, ...one }),
    ),
  });
}

function judged(shape: Shape = {}) {
  return judgeResults(resultsOf(shape));
}

function resultsOf(shape: Shape): Results {
  const { values = TWO, boundary = () => "package" } = shape;
  const times = Array.from({ length: 13 }, (_, second) => second - 1);
  return results({
    plan: planOf(shape),
    record: (trial, plan) => {
      const tokens = values[trial.workloadId]?.[trial.systemId]?.[trial.repeat - 1] ?? Number.NaN;
      const request = { index: 0, scheduled: 0, firstToken: 1, lastToken: 9, events: 9, tokens };
      const header = { boundary: boundary(trial.workloadId) };
      const power = [makeTrace({ header, times, values: times.map(() => 100) })];
      return makeRecord({ plan, trial, requests: [makeRequest(request)], power });
    },
  });
}

function meanOf(shape: Shape = {}): AcrossWorkloads {
  const [mean] = judged(shape).across ?? [];
  if (mean === undefined) throw new Error("no mean");
  return mean;
}

describe("the mean over workloads", () => {
  it("is the geometric mean of the ratios with the reference's interval", () => {
    const { ratio, verdict, workloads, margin } = meanOf();
    if (ratio.kind !== "ratio") throw new Error("no ratio");
    expectCloseRel(ratio.ratio, est, 1e-9);
    expectCloseRel(ratio.low, ci[0]!, 1e-9);
    expectCloseRel(ratio.high, ci[1]!, 1e-9);
    expectCloseRel(ratio.degreesOfFreedom, df, 1e-8);
    expect(ratio).toMatchObject({ method: "geometric-mean", confidence: 0.95 });
    expect({ verdict, margin }).toEqual({ verdict: "better", margin: 0.02 });
    expect(workloads.map(({ workloadId, weight }) => [workloadId, weight])).toEqual([
      ["chat", 1],
      ["code", 1],
    ]);
  });

  it("weighs the workloads as the suite says", () => {
    const one = meanOf({ comparisons: [{ weights: { chat: 3 } }] });
    const [chat, code] = one.workloads;
    expect([chat?.weight, code?.weight]).toEqual([3, 1]);
    const expected = Math.exp((3 * Math.log(chat!.ratio) + Math.log(code!.ratio)) / 4);
    expectCloseRel(one.ratio.kind === "ratio" ? one.ratio.ratio : 0, expected, 1e-12);
  });

  it("keeps the meters' bounds as they are: more workloads do not make a meter better", () => {
    const mean = meanOf({ comparisons: [{ primaryMetrics: ["tokens-per-joule"] }] });
    if (mean.ratio.kind !== "ratio") throw new Error("no ratio");
    expectCloseRel(mean.ratio.lowWithSystematic, (mean.ratio.low * 0.99) / 1.01, 1e-9);
    expectCloseRel(mean.ratio.highWithSystematic, (mean.ratio.high * 1.01) / 0.99, 1e-9);
  });

  it("says where its energies are of several boundaries", () => {
    const comparisons = [{ primaryMetrics: ["tokens-per-joule"] }];
    expect(meanOf({ comparisons }).reasons).toEqual([]);
    const mixed = meanOf({ comparisons, boundary: (workloadId) => (workloadId === "chat" ? "board" : "package") });
    expect(mixed.reasons).toMatchObject([{ code: "mean-of-boundaries", data: { boundaries: "board, package" } }]);
  });

  it("is not there for one workload", () => {
    expect(judged({ values: { chat: { a: A, b: B } } })).not.toHaveProperty("across");
  });

  it("is not there by another tool's definitions", () => {
    const set = DEFINITION_SETS.vllm;
    expect(judgeResults(resultsOf({}))).toHaveProperty("across");
    expect(judgeResults(resultsOf({}), {}, set)).not.toHaveProperty("across");
  });

  it("names what is not in it, and is absent where one workload is left", () => {
    const few = meanOf({ values: { ...TWO, short: { a: [1, 2], b: [1, 2] } } });
    expect(few.missing).toMatchObject([{ workloadId: "short", reason: { code: "no-interval-too-few-runs" } }]);
    expect(few.workloads).toHaveLength(2);
    const none = meanOf({ values: { chat: { a: A, b: B }, short: { a: [1, 2], b: [1, 2] } } });
    expect(none).toMatchObject({
      verdict: "inconclusive",
      ratio: { kind: "absent", reason: { code: "mean-of-one-workload", data: { workloads: 1 } } },
    });
  });

  it("leaves the rungs of a ladder out, unless the suite gives them a weight", () => {
    const values: Values = { ...TWO, "chat-8": { a: A, b: B }, "chat-16": { a: A, b: B } };
    const rung = (id: string): Partial<InferenceWorkload> =>
      id.includes("-") ? { rung: { ladder: "chat", of: "concurrency", value: Number(id.slice(5)) } } : {};
    const mean = meanOf({ values, workload: rung });
    expect(mean.workloads.map(({ workloadId }) => workloadId)).toEqual(["chat", "code"]);
    expect(mean.missing.map(({ workloadId, reason }) => [workloadId, reason.code])).toEqual([
      ["chat-8", "rung-not-in-mean"],
      ["chat-16", "rung-not-in-mean"],
    ]);
    const weighted = meanOf({ values, workload: rung, comparisons: [{ weights: { "chat-8": 0.5 } }] });
    expect(weighted.workloads.map(({ workloadId, weight }) => [workloadId, weight])).toEqual([
      ["chat", 1],
      ["code", 1],
      ["chat-8", 0.5],
    ]);
    // A ladder alone is no mix of work.
    const { chat: _, code: __, ...ladder } = values;
    expect(judged({ values: ladder, workload: rung })).not.toHaveProperty("across");
  });

  it("carries the stamps of its parts", () => {
    const short = meanOf({
      workload: (id) => (id === "code" ? { minimum: { windowSeconds: 99, powerSamples: 1 } } : {}),
    });
    expect(short.stamps).toEqual([{ kind: "demonstration" }]);
  });
});

describe("several systems", () => {
  const values: Values = { chat: { a: A, b: B, c: B.map((value) => value * 0.992) } };
  const pairs = [
    { candidate: "a", baseline: "b" },
    { candidate: "c", baseline: "b" },
    { candidate: "a", baseline: "c" },
  ];

  it("of one family are adjusted for all their primary metrics together, of none each for itself", () => {
    const alone = judged({ values, comparisons: pairs }).comparisons;
    const family = judged({ values, comparisons: pairs.map((pair) => ({ ...pair, family: 1 })) }).comparisons;
    const adjusted = (of: typeof alone) =>
      of.map(({ rows }) => rows.find(({ primary }) => primary)).map((row) => row?.adjustedP);
    expect(adjusted(alone)).toEqual([undefined, undefined, undefined]);
    const p = family
      .map(({ rows }) => rows.find(({ primary }) => primary)?.ratio)
      .map((of) => (of?.kind === "ratio" ? of.p : 1));
    expect(Math.max(...p)).toBeGreaterThan(0.02);
    expect(adjusted(family)).toEqual([p[0]! * 2, p[1], p[2]! * 3]);
    expect(family.map((one) => one.family)).toEqual([1, 1, 1]);
  });

  it("two families are two sets of tests", () => {
    const two = judged({
      values,
      comparisons: pairs.map((pair, index) => ({ ...pair, family: index % 2 })),
    }).comparisons;
    const [first, second, third] = two.map(({ rows }) => rows.find(({ primary }) => primary));
    expect(second?.adjustedP).toBeUndefined();
    expect([first?.adjustedP, third?.adjustedP].every((p) => p !== undefined)).toBe(true);
  });

  it("adjusts the means over workloads of a family as well", () => {
    const third = (runs: readonly number[]) => runs.map((value) => value * 1.003);
    const mixed: Values = {
      chat: { a: A, b: B, c: third(B) },
      code: { a: A2, b: B2, c: third(B2) },
    };
    const across = judged({ values: mixed, comparisons: pairs.map((pair) => ({ ...pair, family: 7 })) }).across ?? [];
    expect(across.map(({ candidate, baseline }) => [candidate, baseline])).toEqual([
      ["a", "b"],
      ["c", "b"],
      ["a", "c"],
    ]);
    const p = across.map(({ ratio }) => (ratio.kind === "ratio" ? ratio.p : 1));
    expect(across[1]?.adjustedP).toBe(p[1]);
    expect(across[0]?.adjustedP).toBeCloseTo(Math.min(p[0]!, p[2]!) * (p[0]! < p[2]! ? 3 : 2), 12);
  });

  it("say what would decide them, each for the strictest step of its family", () => {
    const [ours, theirs] = [
      [1010, 1050, 960, 1040, 980],
      [985, 1010, 1040, 950, 1000],
    ];
    const near: Values = { chat: { a: ours, b: theirs, c: B }, code: { a: ours, b: theirs, c: B2 } };
    const of = (comparisons: readonly Partial<PlannedComparison>[]) => {
      const { across = [], comparisons: compared } = judged({ values: near, comparisons });
      const [row] = compared[0]?.rows ?? [];
      expect([across[0]?.verdict, row?.verdict]).toEqual(["inconclusive", "inconclusive"]);
      expect(codes(across[0]?.reasons ?? [])).toEqual(["runs-to-decide-mean"]);
      expect(codes(row?.reasons ?? [])).toEqual(["runs-to-decide"]);
      return [across[0], row].map((one) => Number(one?.reasons[0]?.data["runs"])) as [number, number];
    };
    const [mean, row] = of([{}]);
    // Two workloads know more than each of them.
    expect(mean).toBeLessThan(row);
    expect(of(pairs.map((pair) => ({ ...pair, family: 7 }))).every((runs, index) => runs >= [mean, row][index]!)).toBe(
      true,
    );
  });

  it("says of its plan's stop rule nothing where there is none", () => {
    const [comparison] = judged().comparisons;
    expect(codes(comparison?.caveats ?? [])).not.toContain("stopped-on-precision");
  });
});
