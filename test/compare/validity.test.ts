import { describe, expect, it } from "vitest";
import { judgeValidity } from "../../src/compare/validity.js";
import { failure } from "../../src/model/finding.js";
import type { ValidityLimits } from "../../src/model/plan.js";
import type { RunRecord } from "../../src/model/run-record.js";
import type { ClientSelfCheck, DelayStatistics } from "../../src/model/self-check.js";
import { defaultLimits } from "../../src/suite/default-limits.js";
import { makePlan, makeRecord } from "../fixtures/records.js";

const p99 = (p99Ms: number): DelayStatistics => ({ count: 100, meanMs: 0, p50Ms: 0, p99Ms, maxMs: p99Ms });

/** What records had before there were workers: all well. */
const OLD: ClientSelfCheck = {
  scheduleLateness: p99(1),
  eventLoopDelay: p99(1),
  cpuShare: 0.2,
  requestsDue: 100,
  requestsSent: 100,
  transport: "undici",
};

const NEW: ClientSelfCheck = {
  ...OLD,
  transport: "net",
  receiveLag: p99(1),
  processorWaitShare: 0.04,
  bursts: { bursts: 1000, late: 10, longestMs: 6 },
  achievedRequestsPerSecond: 100,
  eventsPerSecond: 1000,
  workers: [],
  ceiling: { workers: 1, requestsPerSecond: 1000, eventsPerSecond: 10_000 },
};

function judge(
  client: ClientSelfCheck | undefined,
  limits: ValidityLimits = defaultLimits,
  changes?: Partial<RunRecord>,
) {
  const plan = makePlan({ limits });
  const record = makeRecord({ plan, trial: plan.trials[0]!, requests: [] });
  const manifest = { ...record.manifest, client };
  const { validity, findings } = judgeValidity({ ...record, manifest, ...changes });
  return [validity, ...findings.map(({ code }) => code)];
}

describe("the validity of a run", () => {
  it("is there when all is well, in records of either age", () => {
    expect(judge(OLD)).toEqual(["valid"]);
    expect(judge(NEW)).toEqual(["valid"]);
  });

  it("is lost without a self-check, by a NaN and by an error", () => {
    expect(judge(undefined)).toEqual(["invalid", "no-self-check"]);
    expect(judge({ ...NEW, cpuShare: Number.NaN })).toEqual(["invalid", "client-cpu-high"]);
    expect(judge(NEW, defaultLimits, { findings: [failure("x")] })).toEqual(["invalid", "x"]);
  });

  it.each<[string, Partial<ClientSelfCheck>, Partial<ClientSelfCheck>]>([
    ["schedule-late", { scheduleLateness: p99(11) }, { scheduleLateness: p99(101) }],
    ["event-loop-late", { eventLoopDelay: p99(26) }, { eventLoopDelay: p99(251) }],
    ["client-cpu-high", { cpuShare: 0.6 }, { cpuShare: 0.95 }],
    ["requests-not-sent", { requestsSent: 95 }, { requestsSent: 80 }],
    ["receive-late", { receiveLag: p99(6) }, { receiveLag: p99(51) }],
    ["processor-waited", { processorWaitShare: 0.13 }, { processorWaitShare: 0.51 }],
    ["client-near-ceiling", { eventsPerSecond: 5100 }, { eventsPerSecond: 9100 }],
    ["client-near-ceiling", { achievedRequestsPerSecond: 510 }, { achievedRequestsPerSecond: 910 }],
  ])("is degraded, then lost by %s", (code, degraded, invalid) => {
    expect(judge({ ...NEW, ...degraded })).toEqual(["degraded", code]);
    expect(judge({ ...NEW, ...invalid })).toEqual(["invalid", code]);
  });

  it("is degraded, then lost by late bursts, unless there are too few to tell", () => {
    const bursts = (late: number, of: number) => ({ ...NEW, bursts: { bursts: of, late, longestMs: 20 } });
    const { lateBurstsDegraded, lateBurstsInvalid } = defaultLimits;
    expect(judge(bursts(1000 * lateBurstsDegraded + 1, 1000))).toEqual(["degraded", "bursts-late"]);
    expect(judge(bursts(1000 * lateBurstsInvalid + 1, 1000))).toEqual(["invalid", "bursts-late"]);
    expect(judge(bursts(10, 10))).toEqual(["valid"]);
  });

  it("does not judge what the plan has no limit for", () => {
    const { receiveLagP99DegradedMs, lateBurstsDegraded, processorWaitDegraded, ceilingShareDegraded, ...before } =
      defaultLimits;
    const bad = {
      ...NEW,
      receiveLag: p99(999),
      processorWaitShare: 0.9,
      bursts: { bursts: 100, late: 100, longestMs: 99 },
      eventsPerSecond: 1e9,
    };
    expect(judge(bad, before)).toEqual(["valid"]);
  });

  it("only notes that a machine was not calibrated", () => {
    expect(judge({ ...NEW, ceiling: undefined })).toEqual(["valid", "client-not-calibrated"]);
  });
});
