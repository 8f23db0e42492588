import { describe, expect, it } from "vitest";
import { aaSuite, primaryMetricsOf } from "../../src/cli/aa-suite.js";
import { createVocabulary } from "../../src/cli/vocabulary.js";
import { InputError } from "../../src/model/errors.js";
import { readSuite } from "../../src/suite/read-suite.js";
import { QUICKSTART } from "./quickstart-plan.js";

const suite = await readSuite(QUICKSTART, createVocabulary());

/** Codes of the problems that a question has. */
function problemsOf(question: Parameters<typeof aaSuite>[1]): readonly string[] {
  try {
    aaSuite(suite, question);
  } catch (error) {
    if (error instanceof InputError) return error.problems.map(({ code }) => code);
    throw error;
  }
  return [];
}

describe("a suite against itself", () => {
  it("runs every system in turn on every workload, compares nothing and is told from the suite by its name", () => {
    const { plan } = aaSuite(suite, { runs: 10 });
    expect(plan.suite.id).toBe("quickstart-aa");
    expect(plan.hash).not.toBe(suite.plan.hash);
    expect([plan.repeats, plan.comparisons, plan.stop]).toEqual([10, [], undefined]);
    expect(plan.trials).toHaveLength(2 * 3 * 10);
    expect(plan.trials.slice(0, 4).map(({ systemId }) => systemId)).toEqual([
      "mock-ascend",
      "mock-gpu",
      "mock-gpu",
      "mock-ascend",
    ]);
  });

  it("keeps to the systems and workloads that are asked for", () => {
    const { plan } = aaSuite(suite, { runs: 6, systems: ["mock-gpu"], workloads: ["offline-batch-demo"] });
    expect(plan.workloads.map(({ id }) => id)).toEqual(["offline-batch-demo"]);
    expect(plan.trials.map(({ id }) => id)).toEqual(
      [1, 2, 3, 4, 5, 6].map((repeat) => `mock-gpu--offline-batch-demo--${repeat}`),
    );
  });

  it("runs slowed copies beside their originals and compares them as the suite compares", () => {
    const derived = aaSuite(suite, { runs: 6, slowdown: 0.05 });
    const { plan } = derived;
    const copy = plan.systems.find(({ id }) => id === "mock-gpu-slowed");
    expect(copy?.injected).toEqual({ slowdown: 0.05 });
    expect(derived.systems.get("mock-gpu-slowed")).toBe(suite.systems.get("mock-gpu"));
    expect(plan.comparisons).toHaveLength(2);
    expect(plan.comparisons[1]).toMatchObject({
      candidate: "mock-gpu-slowed",
      baseline: "mock-gpu",
      analysis: "welch",
      margins: suite.plan.comparisons[0]?.margins,
      primaryMetrics: suite.plan.comparisons[0]?.primaryMetrics,
    });
  });

  it("refuses all that is wrong at once", () => {
    const all = { runs: 5, slowdown: 0.02, systems: ["mock-gp"], workloads: ["chat", "offline-batch-demo"] };
    expect(problemsOf(all)).toHaveLength(4);
    expect(problemsOf({ runs: 5 })).toEqual(["option-out-of-range"]);
    expect(problemsOf({ runs: 6.5 })).toEqual(["option-out-of-range"]);
    expect(problemsOf({ runs: 6, slowdown: 0.02 })).toEqual(["control-within-margin"]);
    expect(problemsOf({ runs: 6, slowdown: 0.03 })).toEqual([]);
  });

  it("refuses a control within the margins of one system, though another has narrower ones", () => {
    const [first] = suite.plan.comparisons;
    if (first === undefined) throw new Error("no comparison");
    const [one, other] = suite.plan.systems.map(({ id }) => id) as [string, string];
    const wide = { ...first, candidate: one, baseline: "third", margins: { default: 0.1, metrics: {} } };
    const narrow = { ...first, candidate: other, baseline: "third", margins: { default: 0.02, metrics: {} } };
    const plan = { ...suite.plan, comparisons: [wide, narrow] };
    const asked = (systems?: readonly string[]) => () =>
      aaSuite({ ...suite, plan }, { runs: 6, slowdown: 0.05, systems });
    expect(asked()).toThrow(InputError);
    expect(asked([one])).toThrow(InputError);
    expect(asked([other])).not.toThrow();
  });
});

describe("the metrics that decide about a system", () => {
  it("are those of its comparisons, of all of them, or speed and energy", () => {
    const { comparisons } = suite.plan;
    expect(primaryMetricsOf({ comparisons }, "mock-gpu")).toEqual(comparisons[0]?.primaryMetrics);
    expect(primaryMetricsOf({ comparisons }, "another")).toEqual(comparisons[0]?.primaryMetrics);
    expect(primaryMetricsOf({ comparisons: [] }, "mock-gpu")).toContain("tokens-per-joule");
  });
});
