import { describe, expect, it } from "vitest";
import { compareResults } from "../../src/compare/compare-results.js";
import { judgeResults } from "../../src/compare/judge-results.js";
import type { PlannedComparison } from "../../src/model/plan.js";
import { makeComparison, makePlan, makeRecord, makeRequest, makeSystem, makeWorkload } from "../fixtures/records.js";
import { codes, ordinary, results, rowOf, SPREAD } from "./results-fixtures.js";

describe("a comparison", () => {
  it("gives the ratio, its interval and a verdict", () => {
    const { row } = rowOf(results(), "output-tokens-per-second");
    expect(row).toMatchObject({ primary: true, margin: 0.02, verdict: "better", ratio: { kind: "ratio" } });
    expect(row.ratio.kind === "ratio" && row.ratio.ratio).toBeCloseTo(1.1, 3);
    expect(row.candidate.summary).toMatchObject({ kind: "estimate", n: 5 });
  });

  it("widens energy by both meters' bounds and nothing else", () => {
    const { row } = rowOf(results(), "tokens-per-joule");
    if (row.ratio.kind !== "ratio") throw new Error("no ratio");
    expect(row.ratio.lowWithSystematic).toBeCloseTo((row.ratio.low * 0.99) / 1.01, 9);
    expect(row.ratio.highWithSystematic).toBeCloseTo((row.ratio.high * 1.01) / 0.99, 9);
    const throughput = rowOf(results(), "output-tokens-per-second").row.ratio;
    expect(throughput).toMatchObject({ systematic: { candidate: [], baseline: [] } });
  });

  it("turns round when candidate and baseline are swapped", () => {
    const swapped = makePlan({ comparisons: [makeComparison({ candidate: "b", baseline: "a" })] });
    const [one, other] = [
      rowOf(results(), "tokens-per-joule").row,
      rowOf(results({ plan: swapped }), "tokens-per-joule").row,
    ];
    if (one.ratio.kind !== "ratio" || other.ratio.kind !== "ratio") throw new Error("no ratio");
    expect(other.ratio.ratio).toBeCloseTo(1 / one.ratio.ratio, 12);
    expect(other.ratio.lowWithSystematic).toBeCloseTo(1 / one.ratio.highWithSystematic, 12);
    expect([one.verdict, other.verdict]).toEqual(["better", "worse"]);
  });

  it("reads the margin from the record and knows lower-is-better", () => {
    const margins = { default: 0.02, metrics: { "joules-per-output-token": 0.2 } };
    const plan = makePlan({ comparisons: [makeComparison({ margins })] });
    expect(rowOf(results({ plan }), "joules-per-output-token").row).toMatchObject({
      margin: 0.2,
      verdict: "equivalent",
    });
    expect(rowOf(results(), "joules-per-output-token").row).toMatchObject({ margin: 0.02, verdict: "better" });
  });

  it("pairs by block where the plan says so", () => {
    const plan = makePlan({ comparisons: [makeComparison({ analysis: "paired" })] });
    // Every block has the same ratio up to rounding: nothing is left to estimate noise from.
    expect(rowOf(results({ plan }), "output-tokens-per-second").row).toMatchObject({
      verdict: "inconclusive",
      ratio: { kind: "point", reason: { code: "no-interval-no-variance" } },
    });
    const noisy = results({
      plan,
      record: (trial, of) => {
        const wobble = trial.systemId === "a" ? 1 + (trial.repeat % 2) * 0.002 : 1;
        const tokens = 1000 * (SPREAD[trial.repeat - 1] ?? 1) * (trial.systemId === "a" ? 1.1 : 1) * wobble;
        const request = { index: 0, scheduled: 0, firstToken: 1, lastToken: 9, events: 9, tokens };
        return makeRecord({ plan: of, trial, requests: [makeRequest(request)] });
      },
    });
    const { row } = rowOf(noisy, "output-tokens-per-second");
    expect(row).toMatchObject({ verdict: "better", ratio: { method: "paired-log", degreesOfFreedom: 4 } });
    expect(row.reasons).toEqual([]);
  });

  it("says which runs are in no pair, and how many pairs there are where they are too few", () => {
    const plan = makePlan({ comparisons: [makeComparison({ analysis: "paired" })] });
    const missing = (...lost: readonly string[]) =>
      rowOf(
        results({
          plan,
          record: (trial, of) => {
            const wobble = trial.systemId === "a" ? 1 + trial.repeat * 0.001 : 1;
            const tokens = 1000 * (SPREAD[trial.repeat - 1] ?? 1) * wobble;
            const request = { index: 0, scheduled: 0, firstToken: 1, lastToken: 9, events: 9, tokens };
            const base = makeRecord({ plan: of, trial, requests: [makeRequest(request)] });
            const isLost = lost.includes(`${trial.systemId}${trial.repeat}`);
            return isLost ? { ...base, manifest: { ...base.manifest, state: "failed" as const } } : base;
          },
        }),
        "output-tokens-per-second",
      ).row;
    expect(missing("a2", "b4").reasons[0]).toMatchObject({ code: "runs-unpaired", data: { unpaired: 2, pairs: 3 } });
    expect(missing("a1", "a2", "b4").ratio).toMatchObject({
      kind: "point",
      reason: { code: "no-interval-too-few-pairs", data: { pairs: 2 } },
    });
    // The means of all runs do not give the ratio of the pairs: it is said why.
    expect(codes(missing("a1", "a2", "b4").reasons)).toEqual(["no-interval-too-few-pairs", "runs-unpaired"]);
  });

  it("says that systems were measured one after the other only where there are several", () => {
    const orderCaveats = (systems: readonly string[], comparisons: readonly PlannedComparison[]) => {
      const plan = makePlan({ systems: systems.map((id) => makeSystem(id)), comparisons });
      const { comparisons: compared, summaries } = judgeResults(results({ plan: { ...plan, order: "sequential" } }));
      return [...compared, ...summaries].map(({ caveats }) => codes(caveats).includes("order-sequential"));
    };
    expect(orderCaveats(["a"], [])).toEqual([false]);
    expect(orderCaveats(["a", "b"], [makeComparison()])).toEqual([true]);
  });

  it("gives no interval and no verdict below three runs a side", () => {
    const { row } = rowOf(results({ plan: makePlan({ repeats: 2 }) }), "output-tokens-per-second");
    expect(row).toMatchObject({ verdict: "inconclusive", ratio: { kind: "point" } });
    expect(codes(row.reasons)).toContain("no-interval-too-few-runs");
  });

  it("never calls watts better or worse", () => {
    expect(rowOf(results(), "mean-watts").row.verdict).toBe("none");
  });
});

describe("runs that are left out", () => {
  it("are listed with the reason, and missing trials are named", () => {
    const all = results({
      record: (trial, plan) => {
        if (trial.index === 0) return ordinary(trial, plan, { manifest: { state: "failed" } });
        if (trial.index === 3) return ordinary(trial, plan, { manifest: { client: undefined } });
        return ordinary(trial, plan);
      },
    });
    const runs = new Map([...all.runs].filter(([runId]) => runId !== "run-a--chat--2"));
    const { comparison } = rowOf({ ...all, runs, ledger: all.ledger.slice(0, -1) }, "output-tokens-per-second");
    const reasons = comparison.runs.filter((run) => !run.used).map((run) => [run.runId, run.leftOut?.code]);
    expect(reasons).toEqual([
      ["run-a--chat--1", "run-failed"],
      ["run-a--chat--2", "record-missing"],
      ["run-b--chat--2", "run-invalid"],
    ]);
    expect(codes(comparison.caveats)).toEqual(expect.arrayContaining(["runs-left-out", "trials-not-run", "few-runs"]));
  });

  it("of one trial the first usable attempt counts", () => {
    const base = results();
    const [first] = base.ledger;
    const again = base.runs.get("run-a--chat--1");
    if (first === undefined || again === undefined) throw new Error("no run");
    const second = { ...again, manifest: { ...again.manifest, runId: "again" } };
    const ledger = [...base.ledger, { ...first, runId: "again" }];
    const { comparison } = rowOf({ ...base, ledger, runs: new Map([...base.runs, ["again", second]]) }, "ttft.mean");
    expect(comparison.runs.at(-1)).toMatchObject({ runId: "again", used: false, leftOut: { code: "trial-repeated" } });
  });

  it("with an error found in the record do not count", () => {
    const findings = [{ code: "file-changed", severity: "error", data: { file: "requests.jsonl" } }] as const;
    const all = results({ record: (trial, plan) => ordinary(trial, plan, trial.index === 0 ? { findings } : {}) });
    const { comparison } = rowOf(all, "ttft.mean");
    expect(comparison.runs[0]).toMatchObject({ used: false, validity: "invalid" });
    expect(codes(comparison.runs[0]?.findings ?? [])).toEqual(["file-changed"]);
  });
});

describe("stamps", () => {
  it("mark short windows, few power samples and runs that measured no hardware", () => {
    const short = makePlan({ workloads: [makeWorkload({ minimum: { windowSeconds: 11, powerSamples: 1 } })] });
    expect(rowOf(results({ plan: short }), "ttft.mean").comparison.stamps).toEqual([{ kind: "demonstration" }]);
    const few = makePlan({ workloads: [makeWorkload({ minimum: { windowSeconds: 1, powerSamples: 11 } })] });
    expect(rowOf(results({ plan: few }), "ttft.mean").comparison.stamps).toEqual([{ kind: "demonstration" }]);
    expect(rowOf(results(), "ttft.mean").comparison.stamps).toEqual([]);
    const label = { en: "mock", zh: "模拟" };
    const adapter = { name: "mock", version: "1", provenance: "simulated", label } as const;
    const mock = results({ record: (trial, plan) => ordinary(trial, plan, { manifest: { adapter } }) });
    expect(rowOf(mock, "ttft.mean").comparison.stamps).toEqual([{ kind: "not-measured", label }]);
  });
});

describe("selection", () => {
  it("takes the last execution and says that there are others", () => {
    const one = results({ executionId: "first" });
    const two = results({ executionId: "second" });
    const both = { ...two, ledger: [...one.ledger, ...two.ledger] };
    const [comparison] = compareResults(both);
    expect(comparison?.executionId).toBe("second");
    expect(codes(comparison?.caveats ?? [])).toContain("other-executions");
    expect(compareResults(both, { executionId: "first" })[0]?.executionId).toBe("first");
  });

  it("makes an empty result an error", () => {
    const empty = { ledger: [], ledgerFindings: [], runs: new Map(), unreadable: new Map() };
    expect(() => compareResults(empty)).toThrow(/nothing-to-compare/);
    expect(() => compareResults(results(), { planHash: "other" })).toThrow(/nothing-to-compare/);
  });
});
