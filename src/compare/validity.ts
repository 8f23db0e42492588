import { type Finding, type MessageData, note, warning } from "../model/finding.js";
import type { ValidityLimits } from "../model/plan.js";
import { roundDigits } from "../model/round-digits.js";
import type { RunRecord } from "../model/run-record.js";
import { BURST_LATE_MS, type ClientSelfCheck } from "../model/self-check.js";
import type { Validity } from "../model/verdict.js";
import { trainingWorkloadOf } from "./trained-runs.js";
import { judgeTraining } from "./training-validity.js";

export interface JudgedValidity {
  readonly validity: Validity;
  /** Why it is not `valid`, and what could not be judged. */
  readonly findings: readonly Finding[];
}

/** One figure of the self-check against its two limits; `sign` is -1 where small is bad. */
interface Check {
  readonly code: string;
  readonly value: number;
  readonly degraded: number;
  readonly invalid: number;
  readonly sign: 1 | -1;
  /** Whether the sentence says the value in per cent. */
  readonly isShare?: boolean;
}

/**
 * Judges a finished run by the harness's check of itself and by the limits that its plan fixed (DESIGN rule 4):
 * `degraded` costs the verdicts on latency, `invalid` the whole run. What an older record or plan does not say is not judged. A
 * training is judged by what it learnt instead (`judgeTraining`).
 */
export function judgeValidity(record: RunRecord): JudgedValidity {
  const trained = trainingWorkloadOf(record);
  if (trained !== undefined) return judgeTraining(record, trained);
  const { client, plan } = record.manifest;
  if (client === undefined) return { validity: "invalid", findings: [warning("no-self-check")] };
  const findings: Finding[] = [];
  let validity: Validity = "valid";
  for (const check of [...checks(client, plan.limits), ...laterChecks(client, plan.limits)]) {
    const level = levelOf(check);
    if (level === "valid") continue;
    const limit = level === "invalid" ? check.invalid : check.degraded;
    findings.push(warning(check.code, dataOf(check, limit)));
    if (validity !== "invalid") validity = level;
  }
  if (plan.limits.ceilingShareDegraded !== undefined && client.workers !== undefined && client.ceiling === undefined) {
    findings.push(note("client-not-calibrated"));
  }
  if (record.findings.some((finding) => finding.severity === "error")) {
    findings.push(...record.findings.filter((finding) => finding.severity === "error"));
    validity = "invalid";
  }
  return { validity, findings };
}

function checks(client: ClientSelfCheck, limits: ValidityLimits): readonly Check[] {
  return [
    {
      code: "schedule-late",
      value: client.scheduleLateness.p99Ms,
      degraded: limits.scheduleLatenessP99DegradedMs,
      invalid: limits.scheduleLatenessP99InvalidMs,
      sign: 1,
    },
    {
      code: "event-loop-late",
      value: client.eventLoopDelay.p99Ms,
      degraded: limits.eventLoopDelayP99DegradedMs,
      invalid: limits.eventLoopDelayP99InvalidMs,
      sign: 1,
    },
    {
      code: "client-cpu-high",
      value: client.cpuShare,
      degraded: limits.clientCpuDegraded,
      invalid: limits.clientCpuInvalid,
      sign: 1,
    },
    {
      code: "requests-not-sent",
      value: client.requestsDue === 0 ? 1 : client.requestsSent / client.requestsDue,
      degraded: limits.sentOverDueDegraded,
      invalid: limits.sentOverDueInvalid,
      sign: -1,
    },
  ];
}

/** Checks of figures and limits that records and plans of older versions lack. */
function laterChecks(client: ClientSelfCheck, limits: ValidityLimits): readonly Check[] {
  const { receiveLagP99DegradedMs, receiveLagP99InvalidMs } = limits;
  const {
    processorWaitDegraded,
    processorWaitInvalid,
    lateBurstsDegraded,
    lateBurstsInvalid,
    ceilingShareDegraded,
    ceilingShareInvalid,
  } = limits;
  return [
    ...judged("receive-late", client.receiveLag?.p99Ms, receiveLagP99DegradedMs, receiveLagP99InvalidMs, false),
    ...judged("processor-waited", client.processorWaitShare, processorWaitDegraded, processorWaitInvalid, true),
    ...judged("bursts-late", lateShare(client.bursts), lateBurstsDegraded, lateBurstsInvalid, true),
    ...judged("client-near-ceiling", ceilingShare(client), ceilingShareDegraded, ceilingShareInvalid, true),
  ];
}

function judged(
  code: string,
  value: number | undefined,
  degraded: number | undefined,
  invalid: number | undefined,
  isShare: boolean,
): readonly Check[] {
  if (value === undefined || degraded === undefined || invalid === undefined) return [];
  return [{ code, value, degraded, invalid, sign: 1, isShare }];
}

/** Bursts below this number say nothing of a share. */
const ENOUGH_BURSTS = 20;

function lateShare(bursts: ClientSelfCheck["bursts"]): number | undefined {
  return bursts === undefined || bursts.bursts < ENOUGH_BURSTS ? undefined : bursts.late / bursts.bursts;
}

/** How much of its ceiling the client was asked for: of requests or of events, whichever is more. */
function ceilingShare({ ceiling, achievedRequestsPerSecond, eventsPerSecond }: ClientSelfCheck): number | undefined {
  if (ceiling === undefined) return undefined;
  const requests = (achievedRequestsPerSecond ?? 0) / ceiling.requestsPerSecond;
  return Math.max(requests, (eventsPerSecond ?? 0) / ceiling.eventsPerSecond);
}

function levelOf({ value, degraded, invalid, sign }: Check): Validity {
  // Written so that a NaN is invalid: a check that gave no number did not pass.
  if (!(value * sign <= invalid * sign)) return "invalid";
  return value * sign <= degraded * sign ? "valid" : "degraded";
}

function dataOf({ code, value, isShare }: Check, limit: number): MessageData {
  if (isShare !== true || !Number.isFinite(value)) return { value: shown(value), limit: shown(limit) };
  const rounded = { value: roundDigits(value, 3), limit };
  return code === "bursts-late" ? { ...rounded, lateMs: BURST_LATE_MS } : rounded;
}

function shown(value: number): string {
  return Number.isFinite(value) ? String(roundDigits(value, 3)) : "?";
}
