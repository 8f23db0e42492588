import { describe, expect, it } from "vitest";
import { compareResults } from "../../src/compare/compare-results.js";
import { isNarrowEnough, stoppedEarly, widestInterval } from "../../src/compare/stop-rule.js";
import type { Plan, Trial } from "../../src/model/plan.js";
import { makeComparison, makePlan, makeRecord, makeRequest, steadyTrace } from "../fixtures/records.js";
import { ordinary, results } from "./results-fixtures.js";

const tokensOnly = makeComparison({ primaryMetrics: ["output-tokens-per-second"] });

/** The comparisons of a plan whose records are made by `record`. */
function compared(plan: Plan, record: typeof ordinary = ordinary) {
  return compareResults(results({ plan, record: (trial, of) => record(trial, of) }));
}

describe("the width of a workload's intervals", () => {
  it("is that of the noise-only interval, on the side that reaches further", () => {
    const [comparison] = compared(makePlan({ repeats: 5, comparisons: [tokensOnly] }));
    const row = comparison?.rows.find(({ primary }) => primary);
    if (comparison === undefined || row?.ratio.kind !== "ratio") throw new Error("no ratio");
    const width = widestInterval([comparison]) ?? 0;
    expect(width).toBeCloseTo(row.ratio.high / row.ratio.ratio - 1, 12);
    expect(width).toBeGreaterThan(0.005);
    expect(isNarrowEnough([comparison], { width: width + 1e-9, maxRuns: 20 })).toBe(true);
    expect(isNarrowEnough([comparison], { width: width - 1e-9, maxRuns: 20 })).toBe(false);
  });

  it("takes no account of bounds that more runs do not shrink", () => {
    const accuracy = { relative: 0.3, absoluteWatts: 0, source: "test", assumed: false };
    const plan = makePlan({ repeats: 5, comparisons: [makeComparison({ primaryMetrics: ["tokens-per-joule"] })] });
    const comparisons = compared(plan, (trial, of) => ordinary(trial, of, { power: [steadyTrace(100, { accuracy })] }));
    const row = comparisons[0]?.rows.find(({ primary }) => primary);
    if (row?.ratio.kind !== "ratio") throw new Error("no ratio");
    expect(row.ratio.highWithSystematic / row.ratio.ratio).toBeGreaterThan(1.3);
    expect(isNarrowEnough(comparisons, { width: 0.03, maxRuns: 20 })).toBe(true);
  });

  it("is unknown with four runs a side, however well they agree", () => {
    const comparisons = compared(makePlan({ repeats: 4, comparisons: [tokensOnly] }), alike);
    expect(comparisons[0]?.rows.find(({ primary }) => primary)?.ratio.kind).toBe("point");
    expect(widestInterval(comparisons)).toBeUndefined();
  });

  it("is nothing where the runs do not differ at all", () => {
    const comparisons = compared(makePlan({ repeats: 5, comparisons: [tokensOnly] }), alike);
    expect(widestInterval(comparisons)).toBe(0);
  });

  it("passes over a metric that no run of a side has", () => {
    const plan = makePlan({ repeats: 5 });
    const both = widestInterval(
      compared(plan, (trial, of) => ordinary(trial, of, { power: [steadyTrace(100 + trial.repeat)] })),
    );
    const tokens = widestInterval(compared(makePlan({ repeats: 5, comparisons: [tokensOnly] })));
    const unmetered = compared(plan, (trial, of) =>
      ordinary(trial, of, { power: trial.systemId === "a" ? [steadyTrace(100)] : [] }),
    );
    expect(widestInterval(unmetered)).toBe(tokens);
    expect(both).toBeGreaterThan(tokens ?? 0);
  });

  it("waits for runs that are missing on a side", () => {
    const plan = makePlan({ repeats: 6, comparisons: [tokensOnly] });
    const failing = (from: number) =>
      compared(plan, (trial, of) => {
        const isFailed = trial.systemId === "b" && trial.repeat >= from;
        return ordinary(trial, of, isFailed ? { manifest: { state: "failed" } } : {});
      });
    expect(widestInterval(failing(6))).toBeGreaterThan(0);
    expect(widestInterval(failing(5))).toBeUndefined();
    expect(widestInterval(failing(1))).toBeUndefined();
  });

  it("is unknown where nothing was measured at all", () => {
    const missing = makeComparison({ primaryMetrics: ["tokens-per-joule"] });
    const plan = makePlan({ repeats: 5, comparisons: [missing] });
    expect(widestInterval(compared(plan, (trial, of) => ordinary(trial, of, { power: [] })))).toBeUndefined();
    expect(widestInterval([])).toBeUndefined();
  });
});

/** Every run of a system like the others. */
function alike(trial: Trial, plan: Plan) {
  const tokens = trial.systemId === "a" ? 1100 : 1000;
  const request = makeRequest({ index: 0, scheduled: 0, firstToken: 1, lastToken: 9, events: 9, tokens });
  return makeRecord({ plan, trial, requests: [request] });
}

describe("whether a workload was left early", () => {
  const stop = { width: 0.02, maxRuns: 4 };
  const plan = { ...makePlan({ repeats: 4 }), repeats: 2, stop };
  const ran = (isRun: (trial: Trial) => boolean) => plan.trials.filter(isRun).map(({ id }) => ({ trialId: id }));

  it.each([
    ["nothing", () => false, undefined],
    ["fewer blocks than in any case", ({ repeat }: Trial) => repeat <= 1, undefined],
    ["the fewest blocks", ({ repeat }: Trial) => repeat <= 2, 2],
    ["one more", ({ repeat }: Trial) => repeat <= 3, 3],
    [
      "half a block more",
      ({ repeat, systemId }: Trial) => repeat <= 2 || (repeat === 3 && systemId === "a"),
      undefined,
    ],
    ["a hole", ({ repeat, id }: Trial) => repeat <= 3 && id !== "a--chat--1", undefined],
    ["all blocks", () => true, undefined],
  ])("is told by what was begun: %s", (_, isRun, expected) => {
    expect(stoppedEarly(plan, "chat", ran(isRun))).toBe(expected);
  });

  it("is never so without a rule, and not of a workload that has no runs", () => {
    const { stop: _, ...without } = plan;
    expect(
      stoppedEarly(
        without,
        "chat",
        ran(({ repeat }) => repeat <= 3),
      ),
    ).toBeUndefined();
    expect(
      stoppedEarly(
        plan,
        "other",
        ran(({ repeat }) => repeat <= 3),
      ),
    ).toBeUndefined();
  });
});
