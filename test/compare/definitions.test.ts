import { describe, expect, test } from "vitest";
import { judgeResults } from "../../src/compare/judge-results.js";
import { DEFINITION_SETS } from "../../src/metrics/definitions/all.js";
import { makePlan, makeSystem } from "../fixtures/records.js";
import { codes, ordinary, results } from "./results-fixtures.js";

const { vllm } = DEFINITION_SETS;

describe("a judgement by another tool's definitions", () => {
  const [comparison] = judgeResults(results(), {}, vllm).comparisons;

  test("has that tool's metrics in the place of ours, and says whose they are", () => {
    expect(comparison?.rows.map(({ metricId }) => metricId)).toEqual(vllm.metrics.map(({ id }) => id));
    expect(comparison?.definitions).toEqual({ name: "vllm", title: vllm.title });
  });

  test("has values and ratios, and no verdict", () => {
    const throughput = comparison?.rows.find(({ metricId }) => metricId === "vllm.output-throughput");
    expect(throughput?.ratio).toMatchObject({ kind: "ratio", ratio: expect.closeTo(1.1, 3) });
    expect(throughput?.candidate.summary.kind).toBe("estimate");
    expect(new Set(comparison?.rows.map(({ verdict, primary }) => `${verdict} ${primary}`))).toEqual(
      new Set(["none false"]),
    );
    expect(comparison?.rows.every(({ reasons }) => codes(reasons).includes("definitions-not-judged"))).toBe(true);
  });

  test("is not comparable where our own would not be", () => {
    const systems = [
      makeSystem("a"),
      makeSystem("b", { serving: { model: "other", precision: "bf16", tokenizer: "t" } }),
    ];
    const plan = makePlan({ systems });
    const [different] = judgeResults(results({ plan }), {}, vllm).comparisons;
    expect(new Set(different?.rows.map(({ verdict }) => verdict))).toEqual(new Set(["not-comparable"]));
    expect(codes(different?.rows[0]?.reasons ?? [])).toContain("model-differs");
  });

  test("of a system that is compared with nothing has them too", () => {
    const plan = makePlan({ comparisons: [], systems: [makeSystem("a")] });
    const [summary] = judgeResults(results({ plan, record: (trial) => ordinary(trial, plan) }), {}, vllm).summaries;
    expect(summary?.definitions?.name).toBe("vllm");
    expect(summary?.rows.map(({ metricId }) => metricId)).toEqual(vllm.metrics.map(({ id }) => id));
  });
});

test("our own judgement names nobody else's definitions", () => {
  expect(judgeResults(results()).comparisons[0]?.definitions).toBeUndefined();
});
