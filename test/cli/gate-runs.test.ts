import { describe, expect, it } from "vitest";
import { controlQuestion } from "../../src/cli/gate-form.js";
import { confirmSuite, controlSuite, findExecution } from "../../src/cli/gate-runs.js";
import { createVocabulary } from "../../src/cli/vocabulary.js";
import { judgeGate } from "../../src/compare/gate/judge-gate.js";
import { appendLedger } from "../../src/records/ledger.js";
import { readSuite } from "../../src/suite/read-suite.js";
import { drawn, historyOf, historyPlan } from "../compare/gate/gate-fixtures.js";
import { temporaryFolder } from "../records/temporary-folder.js";

const suite = await readSuite("benchmarks/suites/gate-demo.yaml", createVocabulary());
const HISTORY = historyPlan();
const suspects = (executionId: string) => {
  const judged = judgeGate(drawn({ plan: HISTORY, executionId, speeds: { head: 0.8 } }), {
    form: "history",
    selection: {},
    history: historyOf(HISTORY, 10),
  });
  return { ...judged, lines: judged.lines.map((line) => ({ ...line, systemId: "mock-head" })) };
};

describe("the runs of a control", () => {
  it("are those of the head and its slowed copy, in turns, by the rule of the gate", () => {
    const { plan, systems } = controlSuite(suite, controlQuestion(suite.plan, "base", 0.05), 0.05);
    expect(plan.suite.id).toBe("gate-demo-control");
    expect(plan.systems.map(({ id, injected }) => [id, injected?.slowdown])).toEqual([
      ["mock-head", undefined],
      ["mock-head-slowed", 0.05],
    ]);
    expect(plan).toMatchObject({ repeats: suite.plan.repeats, order: "interleaved" });
    const [planned] = suite.plan.comparisons;
    expect(plan.comparisons).toEqual([
      { ...plan.comparisons[0], candidate: "mock-head-slowed", baseline: "mock-head", margins: planned?.margins },
    ]);
    expect(plan.comparisons[0]).toMatchObject({ analysis: "paired", meters: "shared" });
    expect(systems.has("mock-head-slowed")).toBe(true);
  });
});

describe("the runs that confirm", () => {
  it("are of the suspects alone, as many, with arrivals that belong to the execution that they confirm", () => {
    const [first, again, other] = ["one", "one", "two"].map((id) => confirmSuite(suite, suspects(id)).plan);
    expect(first?.suite.id).toBe("gate-demo-confirm");
    expect(first?.systems.map(({ id }) => id)).toEqual(["mock-head"]);
    expect(first).toMatchObject({ repeats: 5, comparisons: [], gate: suite.plan.gate });
    expect(first?.trials).toHaveLength(5);
    expect(again?.hash).toBe(first?.hash);
    expect(other?.hash).not.toBe(first?.hash);
    expect(other?.seed).not.toBe(first?.seed);
    expect(Number.isSafeInteger(first?.seed)).toBe(true);
    const arrivals = new Set(suite.plan.trials.map(({ arrivalSeed }) => arrivalSeed));
    expect(first?.trials.some(({ arrivalSeed }) => arrivals.has(arrivalSeed))).toBe(false);
  });
});

describe("a recorded execution", () => {
  it("is the last one of exactly the plan, or the one that is named", async () => {
    const results = await temporaryFolder();
    expect(await findExecution(results, "p")).toBeUndefined();
    for (const [index, [planHash, executionId]] of [
      ["p", "first"],
      ["p", "second"],
      ["pq", "third"],
    ].entries() as Iterable<[number, [string, string]]>) {
      const entry = { runId: `r${index}`, trialId: "t", startedAt: "2026-11-22T00:00:00.000Z", planHash, executionId };
      await appendLedger(results, entry);
    }
    expect(await findExecution(results, "p")).toEqual({ planHash: "p", executionId: "second" });
    expect(await findExecution(results, "p", "first")).toEqual({ planHash: "p", executionId: "first" });
    expect(await findExecution(results, "p", "third")).toBeUndefined();
  });
});
