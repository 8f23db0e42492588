import { describe, expect, it } from "vitest";
import { compareResults } from "../../../src/compare/compare-results.js";
import { gateReport } from "../../../src/compare/gate/gate-report.js";
import { judgeGate } from "../../../src/compare/gate/judge-gate.js";
import type { GateDecision } from "../../../src/model/gate.js";
import { makeComparison, makeSystem } from "../../fixtures/records.js";
import { codes } from "../results-fixtures.js";
import { drawn, gatePlan, onlyLine, THROUGHPUT } from "./gate-fixtures.js";

const FAIL = { inconclusive: "fail" } as const;
const judge = (shape: Parameters<typeof drawn>[0]) => judgeGate(drawn(shape), { form: "base", selection: {} });
const reportOf = (shape: Parameters<typeof drawn>[0], choices: Parameters<typeof gateReport>[1] = FAIL) =>
  gateReport(judge(shape), choices);

describe("a gate of head against base", () => {
  const cases: readonly (readonly [string, Parameters<typeof drawn>[0], GateDecision, number])[] = [
    ["a tenth slower", { speeds: { head: 0.9 } }, "regressed", 1],
    ["a tenth faster", { speeds: { head: 1.1 } }, "improved", 0],
    ["the same, quiet", { cv: 0.003 }, "ok", 0],
    ["the same, loud", { cv: 0.05, seed: "loud" }, "inconclusive", 4],
    ["certainly slower, by less than the margin", { speeds: { head: 0.99 }, cv: 0.0005 }, "ok", 0],
    ["perhaps slower by more than the margin", { speeds: { head: 0.96 }, cv: 0.05, seed: "loud" }, "inconclusive", 4],
  ];
  it.each(cases)("%s", (_, shape, decision, exitCode) => {
    expect(reportOf(shape)).toMatchObject({ decision, exitCode, lines: [{ decision }] });
  });

  it("lets what it cannot tell pass where it is asked to, and nothing else", () => {
    expect(reportOf({ cv: 0.05, seed: "loud" }, { inconclusive: "warn" })).toMatchObject({
      decision: "inconclusive",
      exitCode: 0,
    });
    expect(reportOf({ speeds: { head: 0.9 } }, { inconclusive: "warn" }).exitCode).toBe(1);
  });

  it("shows the comparison's own ratio, interval and p", () => {
    const from = drawn({ speeds: { head: 0.9 } });
    const row = compareResults(from)[0]?.rows.find(({ metricId }) => metricId === THROUGHPUT);
    if (row?.ratio.kind !== "ratio") throw new Error("no ratio");
    const { ratio, lowWithSystematic: low, highWithSystematic: high, p } = row.ratio;
    const { change } = onlyLine(from);
    expect(change?.ratio).toBeCloseTo(ratio, 12);
    expect(change?.low).toBeCloseTo(low, 12);
    expect(change?.high).toBeCloseTo(high, 12);
    expect(change).toMatchObject({ p, confidence: 0.95 });
    expect(change).not.toHaveProperty("adjustedP");
  });

  it("calls a regression proven only where even the near bound is past the margin", () => {
    expect(onlyLine(drawn({ speeds: { head: 0.9 } }))).toMatchObject({ decision: "regressed", isProven: true });
    const near = onlyLine(drawn({ speeds: { head: 0.972 }, cv: 0.01, seed: "near" }));
    expect(near).toMatchObject({ decision: "regressed", isProven: false });
  });

  it("turns metrics that are better when lower, so that less is worse", () => {
    const plan = gatePlan({
      comparisons: [makeComparison({ candidate: "head", baseline: "base", primaryMetrics: ["ttft.mean"] })],
    });
    const line = onlyLine(drawn({ plan, speeds: { head: 0.9 } }));
    expect(line).toMatchObject({ better: "lower", decision: "regressed" });
    expect(line.change?.ratio).toBeCloseTo(0.9, 1);
    expect(line.head.point ?? 0).toBeGreaterThan(line.reference.kind === "base" ? (line.reference.point ?? 0) : 0);
    expect(line.change?.low ?? 1).toBeLessThan(line.change?.ratio ?? 0);
    expect(onlyLine(drawn({ plan, speeds: { head: 1.1 } })).decision).toBe("improved");
  });

  it("goes by the interval with the meters' bounds where they do not cancel, and without them where they do", () => {
    const primaryMetrics = ["tokens-per-joule"];
    const make = (meters?: "shared") =>
      gatePlan({
        comparisons: [
          makeComparison({ candidate: "head", baseline: "base", primaryMetrics, ...(meters ? { meters } : {}) }),
        ],
      });
    const shape = { watts: { head: 103 }, cv: 0.001 };
    // 3 % hungrier, and each meter may be off by 1 %: 0.99 / 1.01 reaches over 1 with the noise's rest.
    const own = onlyLine(drawn({ ...shape, plan: make() }));
    const shared = onlyLine(drawn({ ...shape, plan: make("shared") }));
    expect(shared).toMatchObject({ decision: "regressed", isProven: true });
    expect(own.change?.high ?? 0).toBeGreaterThan((shared.change?.high ?? 0) * 1.019);
    expect(own.isProven).toBe(false);
    const small = { watts: { head: 101.9 }, cv: 0.001, plan: make() };
    expect(onlyLine(drawn(small)).decision).toBe("inconclusive");
  });

  it("counts false alarms once over all its lines (Holm)", () => {
    const metrics = [THROUGHPUT, "ttft.mean", "total-tokens-per-second"];
    const plan = (primaryMetrics: readonly string[]) =>
      gatePlan({ comparisons: [makeComparison({ candidate: "head", baseline: "base", primaryMetrics })] });
    const shape = { speeds: { head: 0.97 }, cv: 0.02, seed: "holm-5" };
    const alone = judge({ ...shape, plan: plan([THROUGHPUT]) }).lines;
    const together = judge({ ...shape, plan: plan(metrics) }).lines;
    expect(together).toHaveLength(3);
    const line = together.find(({ metricId }) => metricId === THROUGHPUT);
    const p = alone[0]?.change?.p ?? 1;
    expect(line?.change?.p).toBe(p);
    expect(line?.change?.adjustedP ?? 0).toBeGreaterThan(p * 1.9);
    expect([line?.change?.low, line?.change?.high]).toEqual([alone[0]?.change?.low, alone[0]?.change?.high]);
  });

  it("is not alarmed by what only one of several tests says, and says so", () => {
    const primaryMetrics = [THROUGHPUT, "tokens-per-joule", "ttft.mean"];
    const plan = gatePlan({ comparisons: [makeComparison({ candidate: "head", baseline: "base", primaryMetrics })] });
    const held = Array.from({ length: 25 }, (_, index) => judge({ plan, cv: 0.04, seed: `held-${index}` }).lines)
      .flat()
      .filter(({ reasons }) => codes(reasons).includes("gate-holm-holds-back"));
    expect(held.length).toBeGreaterThan(0);
    for (const { decision, change } of held) {
      expect(decision).not.toBe("regressed");
      expect(change?.p).toBeLessThan(0.05);
      expect(change?.adjustedP).toBeGreaterThanOrEqual(0.05);
    }
  });

  it("is as confident as the plan wants", () => {
    const plan = (confidence: number) =>
      gatePlan({
        comparisons: [
          makeComparison({ candidate: "head", baseline: "base", primaryMetrics: [THROUGHPUT], confidence }),
        ],
      });
    const shape = { speeds: { head: 0.96 }, cv: 0.02, seed: "confident" };
    const [usual, strict] = [0.95, 0.9999].map((confidence) => onlyLine(drawn({ ...shape, plan: plan(confidence) })));
    expect(usual).toMatchObject({ decision: "regressed", change: { confidence: 0.95 } });
    expect(strict).toMatchObject({ decision: "inconclusive", change: { confidence: 0.9999 } });
  });

  it("has a line for every comparison, workload and primary metric with a direction", () => {
    const systems = ["head", "other", "base"].map((id) => makeSystem(id));
    const comparisons = ["head", "other"].map((candidate) =>
      makeComparison({ candidate, baseline: "base", primaryMetrics: [THROUGHPUT, "mean-watts"] }),
    );
    const { lines } = judge({ plan: gatePlan({ systems, comparisons }) });
    expect(lines.map(({ systemId, metricId }) => [systemId, metricId])).toEqual([
      ["head", THROUGHPUT],
      ["other", THROUGHPUT],
    ]);
  });

  it("raises few false alarms and finds a drop of 5 %", () => {
    const rate = (speed: number, gates: number) => {
      const decisions = Array.from({ length: gates }, (_, index) =>
        onlyLine(
          drawn({ plan: gatePlan({ repeats: 8 }), speeds: { head: speed }, cv: 0.02, seed: `aa-${speed}-${index}` }),
        ),
      ).map(({ decision }) => decision);
      return decisions.filter((decision) => decision === "regressed").length / decisions.length;
    };
    // Seeded: statistics.md Q6 has about 2 % false alarms here, and 5 % is the bar.
    expect(rate(1, 100)).toBeLessThanOrEqual(0.05);
    expect(rate(0.95, 40)).toBeGreaterThan(0.9);
  });
});

describe("what is broken", () => {
  it("never passes: a head without a usable run is not comparable", () => {
    const failed = drawn({
      change: (record) =>
        record.manifest.trial.systemId === "head"
          ? { ...record, manifest: { ...record.manifest, state: "failed" } }
          : record,
    });
    const judgement = judgeGate(failed, { form: "base", selection: {} });
    const report = gateReport(judgement, { inconclusive: "warn" });
    expect(report).toMatchObject({ decision: "not-comparable", exitCode: 3 });
    expect(codes(report.caveats)).toContain("gate-trials-unusable");
  });

  it("never passes by the runs that are left: one of five failed", () => {
    const oneFailed = (speed: number) =>
      drawn({
        cv: 0.003,
        speeds: { head: speed },
        change: (record) =>
          record.manifest.trial.id === "head--chat--2"
            ? { ...record, manifest: { ...record.manifest, state: "failed" } }
            : record,
      });
    const report = (speed: number) => gateReport(judgeGate(oneFailed(speed), { form: "base", selection: {} }), FAIL);
    expect(report(1)).toMatchObject({ decision: "ok", exitCode: 3 });
    // What failed comes before what regressed.
    expect(report(0.9)).toMatchObject({ decision: "regressed", exitCode: 3 });
    expect(report(1).caveats[0]).toMatchObject({
      code: "gate-trials-unusable",
      data: { unusable: 1, trials: 10, names: "head--chat--2" },
    });
  });

  it("has a trial that was never started among what is missing, unless a rule to stop left it out", () => {
    const from = drawn({ cv: 0.003 });
    const cut = { ...from, ledger: from.ledger.slice(0, -2) };
    expect(gateReport(judgeGate(cut, { form: "base", selection: {} }), FAIL).exitCode).toBe(3);
    const plan = { ...gatePlan(), stop: { width: 0.02, maxRuns: 5 } };
    const stopping = drawn({ cv: 0.003, plan: gatePlan({ ...plan, repeats: 5 }) });
    const stopped = [...stopping.runs.values()].map(({ manifest }) => ({
      ...manifest.plan,
      repeats: 3,
    }));
    const [short] = stopped;
    if (short === undefined) throw new Error("no plan");
    const runs = new Map(
      [...stopping.runs].map(([id, record]) => [id, { ...record, manifest: { ...record.manifest, plan: short } }]),
    );
    const enough = { ...stopping, runs, ledger: stopping.ledger.slice(0, -4) };
    expect(gateReport(judgeGate(enough, { form: "base", selection: {} }), FAIL)).toMatchObject({ exitCode: 0 });
  });

  it("never passes where nothing is there: no line is 3, no execution an error", () => {
    const plan = gatePlan({
      comparisons: [makeComparison({ candidate: "head", baseline: "base", primaryMetrics: ["mean-watts"] })],
    });
    const report = reportOf({ plan }, { inconclusive: "warn" });
    expect(report).toMatchObject({ lines: [], decision: "not-comparable", exitCode: 3 });
    expect(codes(report.caveats)).toContain("gate-no-lines");
    const empty = { ledger: [], ledgerFindings: [], runs: new Map(), unreadable: new Map() };
    expect(() => judgeGate(empty, { form: "base", selection: {} })).toThrow(/nothing-to-compare/);
  });

  it("cannot tell by two runs", () => {
    const report = reportOf({ plan: gatePlan({ repeats: 2 }), speeds: { head: 0.5 } });
    expect(report).toMatchObject({ decision: "inconclusive", exitCode: 4 });
    expect(codes(report.lines[0]?.reasons ?? [])).toEqual(["no-interval-too-few-runs"]);
  });
});
