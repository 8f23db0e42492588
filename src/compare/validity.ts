import { type Finding, warning } from "../model/finding.js";
import type { ValidityLimits } from "../model/plan.js";
import type { RunRecord } from "../model/run-record.js";
import type { ClientSelfCheck } from "../model/self-check.js";
import type { Validity } from "../model/verdict.js";

export interface JudgedValidity {
  readonly validity: Validity;
  /** Why it is not `valid`. */
  readonly findings: readonly Finding[];
}

/** One figure of the self-check against its two limits; `sign` is -1 where small is bad. */
interface Check {
  readonly code: string;
  readonly value: number;
  readonly degraded: number;
  readonly invalid: number;
  readonly sign: 1 | -1;
}

/**
 * Judges a finished run by the harness's check of itself and by the limits that its plan fixed (DESIGN rule 4):
 * `degraded` costs the verdicts on latency, `invalid` the whole run.
 */
export function judgeValidity(record: RunRecord): JudgedValidity {
  const { client, plan } = record.manifest;
  if (client === undefined) return { validity: "invalid", findings: [warning("no-self-check")] };
  const findings: Finding[] = [];
  let validity: Validity = "valid";
  for (const check of checks(client, plan.limits)) {
    const level = levelOf(check);
    if (level === "valid") continue;
    const limit = level === "invalid" ? check.invalid : check.degraded;
    findings.push(warning(check.code, { value: shown(check.value), limit: shown(limit) }));
    if (validity !== "invalid") validity = level;
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

function levelOf({ value, degraded, invalid, sign }: Check): Validity {
  // Written so that a NaN is invalid: a check that gave no number did not pass.
  if (!(value * sign <= invalid * sign)) return "invalid";
  return value * sign <= degraded * sign ? "valid" : "degraded";
}

function shown(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(3))) : "?";
}
