import { describe, expect, it } from "vitest";
import { confirmRegressions, suspectsOf } from "../../../src/compare/gate/confirm-regressions.js";
import type { GateJudgement } from "../../../src/compare/gate/gate-judgement.js";
import { gateReport } from "../../../src/compare/gate/gate-report.js";
import { judgeGate } from "../../../src/compare/gate/judge-gate.js";
import { warning } from "../../../src/model/finding.js";
import type { History } from "../../../src/records/history/read-history.js";
import { pageStatus } from "../../../src/report/gate/line-status.js";
import { predictionInterval } from "../../../src/statistics/prediction-interval.js";
import { codes } from "../results-fixtures.js";
import { drawn, historyOf, historyPlan, onlyLine, THROUGHPUT } from "./gate-fixtures.js";

const PLAN = historyPlan();
const OLD = historyOf(PLAN, 12);

function judge(speed: number, history: History = OLD, shape: Parameters<typeof drawn>[0] = {}) {
  return onlyLine(drawn({ plan: PLAN, speeds: { head: speed }, ...shape }), "history", history);
}

describe("a gate against history", () => {
  it("predicts one new entry from the means of the old ones", () => {
    const line = judge(1);
    if (line.reference.kind !== "history") throw new Error("no history");
    const logs = line.reference.values.map(Math.log);
    const predicted = predictionInterval(logs, 1, 0.95);
    if (predicted === undefined || line.change === undefined) throw new Error("no interval");
    const head = Math.log(line.head.point ?? 0);
    expect(logs).toHaveLength(12);
    expect(Math.log(line.change.ratio)).toBeCloseTo(head - predicted.mean, 12);
    expect(Math.log(line.change.high / line.change.low)).toBeCloseTo(predicted.high - predicted.low, 12);
    expect(line.head.values).toHaveLength(5);
    expect(line.reference).toMatchObject({ firstCommit: "commit-0", lastCommit: "commit-11" });
    expect(Math.log(line.reference.point ?? 0)).toBeCloseTo(predicted.mean, 12);
  });

  it("says what lies outside, past the margin", () => {
    expect(judge(0.9)).toMatchObject({ decision: "regressed", verdict: "worse" });
    expect(judge(1.1)).toMatchObject({ decision: "improved", verdict: "better" });
    expect(judge(1).decision).toBe("ok");
    // Outside of a very quiet history, but within the margin.
    const quiet = judge(0.99, historyOf(PLAN, 12, { cv: 0.0005 }), { cv: 0.0005 });
    expect(quiet.change?.high ?? 1).toBeLessThan(1);
    expect(quiet.decision).toBe("ok");
    // Past the margin, but within what a loud history does by itself.
    const loud = judge(0.95, historyOf(PLAN, 12, { cv: 0.1 }), { cv: 0.001 });
    expect(loud.decision).toBe("inconclusive");
  });

  it("turns metrics that are better when lower", () => {
    const plan = historyPlan(["ttft.mean"]);
    const line = onlyLine(drawn({ plan, speeds: { head: 0.9 } }), "history", historyOf(plan, 12));
    expect(line).toMatchObject({ decision: "regressed", better: "lower" });
    expect(line.change?.ratio).toBeCloseTo(0.9, 1);
  });

  it("needs ten entries", () => {
    const line = judge(0.5, historyOf(PLAN, 9));
    expect(line).toMatchObject({ decision: "inconclusive" });
    expect(line.reasons[0]).toMatchObject({ code: "gate-history-insufficient", data: { entries: 9, needed: 10 } });
    expect(judge(0.5, historyOf(PLAN, 10)).decision).toBe("regressed");
    const none = judge(1, { ...OLD, entries: [] });
    expect(none.reasons[0]).toMatchObject({ code: "gate-history-insufficient", data: { entries: 0 } });
  });

  it("does not hold an execution against itself", () => {
    const own = drawn({ plan: PLAN, executionId: "old-3", seed: "history-3" });
    const line = onlyLine(own, "history", OLD);
    expect(line.reference.kind === "history" && line.reference.values).toHaveLength(11);
  });

  it("knows another environment, and what differs", () => {
    const other = (record: Parameters<NonNullable<Parameters<typeof drawn>[0]>["change"] & object>[0]) => ({
      ...record,
      manifest: { ...record.manifest, description: { driver: "2" } },
    });
    const line = judge(1, OLD, { change: other });
    expect(codes(line.reasons)).toEqual(["gate-history-insufficient", "gate-history-elsewhere"]);
    expect(line.reasons[1]?.data).toMatchObject({ commit: "commit-11", facts: "description.driver" });
  });

  it("begins anew where a change was acknowledged, and says that a mere candidate lies within", () => {
    const moved: History = {
      ...OLD,
      entries: [...OLD.entries, ...historyOf(PLAN, 12, { seed: "new", speeds: { head: 0.8 } }).entries].map(
        (entry, index) => ({
          ...entry,
          executionId: `moved-${index}`,
          at: new Date(Date.UTC(2026, 0, index + 1)).toISOString(),
        }),
      ),
    };
    const open = judge(0.8, moved, { cv: 0.001 });
    expect(open.decision).toBe("inconclusive");
    expect(codes(open.reasons)).toContain("gate-history-candidates");
    const change = `head/chat/${THROUGHPUT}@${moved.entries[12]?.id}`;
    const at = "2026-02-01T00:00:00.000Z";
    const event = { format: "tokwatt.history-event", version: 1, kind: "acknowledged", change, at } as const;
    const known = judge(0.8, { ...moved, events: [{ ...event, reason: "meant" }] }, { cv: 0.001 });
    expect(known).toMatchObject({ decision: "ok", reference: { firstCommit: "commit-0" } });
    expect(known.reference.kind === "history" && known.reference.values).toHaveLength(12);
  });

  it("says where the head has other numbers of runs than its history", () => {
    const two = drawn({ plan: historyPlan(), cv: 0.001 });
    const kept = [...two.runs.keys()].slice(0, 2);
    const few = { ...two, ledger: two.ledger.filter(({ runId }) => kept.includes(runId)) };
    const line = onlyLine(few, "history", OLD);
    expect(line.reasons).toContainEqual(warning("gate-history-runs-differ", { runs: 2, usual: 5 }));
  });

  it("does not stumble over meters of unknown accuracy: the same ones read the history", () => {
    const plan = historyPlan(["tokens-per-joule"]);
    const unknown = (record: Parameters<NonNullable<Parameters<typeof drawn>[0]>["change"] & object>[0]) => ({
      ...record,
      power: record.power.map((trace) => ({ ...trace, header: { ...trace.header, accuracy: "unknown" as const } })),
    });
    const history = historyOf(plan, 12, { change: unknown });
    const line = onlyLine(drawn({ plan, change: unknown, watts: { head: 110 } }), "history", history);
    expect(line).toMatchObject({ decision: "regressed", reference: { values: { length: 12 } } });
  });

  it("is not comparable where the head has no usable run", () => {
    const failed = drawn({
      plan: PLAN,
      change: (record) => ({ ...record, manifest: { ...record.manifest, state: "failed" } }),
    });
    const judgement = judgeGate(failed, { form: "history", selection: {}, history: OLD });
    expect(gateReport(judgement, { inconclusive: "warn" })).toMatchObject({ decision: "not-comparable", exitCode: 3 });
  });

  it("counts false alarms once over its metrics (Holm)", () => {
    const plan = historyPlan([THROUGHPUT, "ttft.mean"]);
    const from = drawn({ plan, speeds: { head: 0.9 } });
    const { lines } = judgeGate(from, { form: "history", selection: {}, history: historyOf(plan, 12) });
    expect(lines).toHaveLength(2);
    for (const { change } of lines) expect(change?.adjustedP ?? 0).toBeGreaterThanOrEqual(change?.p ?? 1);
  });

  it("alarms little by itself", () => {
    const alarms = Array.from({ length: 60 }, (_, index) => judge(1, OLD, { seed: `quiet-${index}` }));
    expect(alarms.filter(({ decision }) => decision === "regressed").length).toBeLessThanOrEqual(3);
  });
});

describe("a regression against history", () => {
  const at = (speed: number, executionId: string): GateJudgement =>
    judgeGate(drawn({ plan: PLAN, speeds: { head: speed }, executionId, seed: executionId }), {
      form: "history",
      selection: {},
      history: OLD,
    });
  const first = at(0.9, "first");

  it("is an alarm once fresh runs say so too", () => {
    expect(suspectsOf(first)).toHaveLength(1);
    const confirmed = confirmRegressions(first, at(0.9, "second"));
    const report = gateReport(confirmed, { inconclusive: "fail", confirmation: "second" });
    expect(report).toMatchObject({
      decision: "regressed",
      exitCode: 1,
      executionIds: ["first", "second"],
      lines: [{ isConfirmed: true }],
    });
  });

  it.each([
    ["fresh runs that are fine", at(1, "fine"), "regression-not-confirmed"],
    ["no fresh runs", { missing: warning("regression-unchecked") }, "regression-unchecked"],
  ] as const)("is none after %s", (_, second, code) => {
    const { lines, ...judgement } = confirmRegressions(first, second);
    expect(lines).toMatchObject([{ decision: "inconclusive", verdict: "inconclusive", isConfirmed: false }]);
    expect(lines[0]?.reasons[0]?.code).toBe(code);
    expect(gateReport({ lines, ...judgement }, { inconclusive: "fail" }).exitCode).toBe(4);
  });

  it("neither alarms nor passes where the fresh runs broke, not even a gate that only warns", () => {
    const failed = drawn({
      plan: PLAN,
      executionId: "second",
      change: (record) => ({ ...record, manifest: { ...record.manifest, state: "failed" } }),
    });
    const broken = judgeGate(failed, { form: "history", selection: {}, history: OLD });
    for (const second of [broken, { lines: [] }]) {
      const judgement = confirmRegressions(first, second);
      expect(judgement.lines).toMatchObject([{ decision: "not-comparable", isProven: false }]);
      expect(judgement.lines[0]?.reasons[0]?.code).toBe("regression-confirmation-broken");
      const report = gateReport(judgement, { inconclusive: "warn" });
      expect(report.exitCode).toBe(3);
      expect(pageStatus(report)).toBe("not-comparable");
    }
  });

  it("does not pass by the fresh runs that are left where one of them has no usable run", () => {
    const crashed = drawn({
      plan: PLAN,
      executionId: "second",
      change: (record) =>
        record.manifest.trial.repeat === 2 ? { ...record, manifest: { ...record.manifest, state: "failed" } } : record,
    });
    const second = judgeGate(crashed, { form: "history", selection: {}, history: OLD });
    const report = gateReport(confirmRegressions(first, second), { inconclusive: "warn" });
    expect(report.exitCode).toBe(3);
    expect(codes(report.caveats)).toContain("gate-trials-unusable");
    expect(report.lines[0]?.reasons[0]?.code).toBe("regression-not-confirmed");
  });

  it("leaves the other forms and the other lines alone", () => {
    const base = { ...first, form: "base" } as const;
    expect(suspectsOf(base)).toEqual([]);
    expect(confirmRegressions(base, { lines: [] }).lines).toEqual(base.lines);
    const fine = at(1, "fine");
    expect(confirmRegressions(fine, { lines: [] })).toEqual(fine);
  });

  it("asks of fresh runs only what is suspected", () => {
    const plan = historyPlan([THROUGHPUT, "ttft.mean"]);
    const history = historyOf(plan, 12);
    const all = judgeGate(drawn({ plan }), { form: "history", selection: {}, history });
    const only = all.lines.slice(0, 1);
    const again = judgeGate(drawn({ plan }), { form: "history", selection: {}, history, only });
    expect(again.lines.map(({ metricId }) => metricId)).toEqual([THROUGHPUT]);
    expect(again.lines[0]?.change).not.toHaveProperty("adjustedP");
  });
});
