import { describe, expect, it } from "vitest";
import { judgeProbe } from "../../src/compare/judge-probe.js";
import { failure } from "../../src/model/finding.js";
import type { ClientSelfCheck } from "../../src/model/self-check.js";
import { makePlan, makeRecord, makeRequest, makeWorkload } from "../fixtures/records.js";
import { codes } from "./results-fixtures.js";
import { firstTrial, makeTrainingPlan, makeTrainingRecord } from "./training-fixtures.js";

const plan = makePlan({
  repeats: 1,
  comparisons: [],
  workloads: [makeWorkload({ slo: { ttftSeconds: 0.5 } })],
});

/** 100 requests whose first token takes 0.1 s, `late` of them 0.7 s; `failed` fail. */
function record(late: number, client: Partial<ClientSelfCheck> = {}, failed = 0) {
  const requests = Array.from({ length: 100 }, (_, index) =>
    makeRequest({
      index,
      scheduled: index / 20,
      firstToken: index / 20 + (index < late ? 0.7 : 0.1),
      lastToken: index / 20 + 1,
      events: 4,
      tokens: 4,
      changes: index >= 100 - failed ? { status: "failed" } : {},
    }),
  );
  const [trial] = plan.trials;
  if (trial === undefined) throw new Error("the plan has a trial");
  const base = makeRecord({ plan, trial, requests });
  if (base.manifest.client === undefined) throw new Error("the record has a self-check");
  return { ...base, manifest: { ...base.manifest, client: { ...base.manifest.client, ...client } } };
}

const lateness = (maxMs: number) => ({ count: 10, meanMs: 1, p50Ms: 1, p99Ms: maxMs, maxMs });

describe("a probe", () => {
  it("has met the service level with enough requests within it", () => {
    expect(judgeProbe(record(1), 0.99)).toMatchObject({
      outcome: "met",
      reasons: [],
      isDemonstration: false,
      requests: 100,
      shareWithinSlo: 0.99,
      errorRate: 0,
    });
  });

  it("has missed it with fewer, or with too many errors", () => {
    const missed = judgeProbe(record(2), 0.99);
    expect(missed).toMatchObject({ outcome: "missed", reasons: [{ code: "slo-missed", data: { share: 0.98 } }] });
    expect(codes(judgeProbe(record(0, {}, 1), 0.9).reasons)).toEqual(["probe-errors"]);
  });

  it("met it also with a degraded client, which can only have made it slower", () => {
    expect(judgeProbe(record(0, { scheduleLateness: lateness(50) }), 0.99).outcome).toBe("met");
  });

  it("says nothing where a degraded client may be why it missed", () => {
    const { outcome, reasons } = judgeProbe(
      record(5, { scheduleLateness: lateness(90), eventLoopDelay: lateness(200) }),
      0.99,
    );
    expect(outcome).toBe("unusable");
    expect(codes(reasons)).toContain("schedule-late");
  });

  it("missed it also with a degraded client whose delays cannot explain it", () => {
    expect(judgeProbe(record(5, { scheduleLateness: lateness(90) }), 0.99).outcome).toBe("missed");
  });

  it("cannot have met it where the load was not offered, and can have missed it", () => {
    const short = { requestsDue: 100, requestsSent: 50 };
    expect(judgeProbe(record(0, short), 0.99).outcome).toBe("unusable");
    expect(judgeProbe(record(5, short), 0.99).outcome).toBe("missed");
  });

  it("missed it where the system served nothing, and says nothing where the run failed otherwise", () => {
    const failed = (code: string) => {
      const base = record(0);
      return { ...base, manifest: { ...base.manifest, state: "failed", failure: failure(code) } } as const;
    };
    expect(judgeProbe(failed("no-request-succeeded"), 0.99).outcome).toBe("missed");
    expect(judgeProbe(failed("run-failed"), 0.99)).toMatchObject({
      outcome: "unusable",
      reasons: [{ code: "run-failed" }],
    });
  });

  it("says nothing where the record is damaged", () => {
    const damaged = { ...record(0), findings: [failure("file-damaged", { file: "requests.jsonl" })] };
    expect(judgeProbe(damaged, 0.99).outcome).toBe("unusable");
  });

  it("says nothing where the record is one of a training", () => {
    const trainings = makeTrainingPlan({ repeats: 1, comparisons: [] });
    const record = makeTrainingRecord({ plan: trainings, trial: firstTrial(trainings) });
    expect(judgeProbe(record, 0.9)).toMatchObject({ outcome: "unusable", reasons: [{ code: "probe-of-training" }] });
  });
});
