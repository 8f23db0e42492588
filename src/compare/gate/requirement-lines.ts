import type { MetricDefinition } from "../../contract/metric.js";
import { metricsFor } from "../../metrics/all.js";
import { type Finding, note, warning } from "../../model/finding.js";
import type { GateChange, GateLine } from "../../model/gate.js";
import type { MetricValue } from "../../model/metric-value.js";
import type { Plan, Requirement } from "../../model/plan.js";
import type { SystemSpec } from "../../model/system.js";
import type { Workload } from "../../model/workload.js";
import { geometricMeanInterval, meanInterval } from "../../statistics/mean-interval.js";
import { studentTCritical, studentTTwoSidedP } from "../../statistics/student-t.js";
import { combinedBounds, type FactorBounds, reciprocalBounds } from "../../statistics/systematic.js";
import { widestBounds } from "../ratio.js";
import { valuesOf } from "./base-lines.js";
import type { HeadCell } from "./head-cell.js";

/** Two-sided: the whole interval misses the limit where a requirement is missed. */
const CONFIDENCE = 0.95;
/** Two-sided, so that its ends are the one-sided bounds at 95 %. */
const ONE_SIDED = 0.9;

/** Systems and workloads that a requirement holds for, each with its metric. */
export function requiredCells(
  { metric: id, system, workload }: Requirement,
  plan: Pick<Plan, "systems" | "workloads">,
): readonly { readonly system: SystemSpec; readonly workload: Workload; readonly metric: MetricDefinition }[] {
  return plan.systems
    .filter((one) => system === undefined || one.id === system)
    .flatMap((one) =>
      plan.workloads
        .filter((other) => workload === undefined || other.id === workload)
        .flatMap((other) => {
          const metric = metricsFor(other.kind).find((candidate) => candidate.id === id);
          return metric === undefined ? [] : [{ system: one, workload: other, metric }];
        }),
    );
}

/**
 * A system held against a fixed limit. Missed where the whole two-sided 95 % interval of its mean misses the limit, met where the
 * one-sided 95 % bound meets it; systematic bounds widen both. Each requirement is one by itself: there is no adjustment for their
 * number.
 */
export function requirementLine({ bound, limit }: Requirement, cell: HeadCell, metric: MetricDefinition): GateLine {
  const { values, obstacles } = cell.row(metric);
  const { id, title: workloadTitle } = cell.workload;
  const { id: metricId, title, unit, group, better } = metric;
  const line = {
    workload: { id, title: workloadTitle },
    systemId: cell.system.id,
    metricId,
    title,
    unit,
    group,
    better,
    margin: 0,
    head: valuesOf(values),
    reference: { kind: "requirement", bound, limit },
  } as const;
  if (obstacles.length > 0) {
    return { ...line, verdict: "not-comparable", decision: "not-comparable", isProven: false, reasons: obstacles };
  }
  const measured = values.runs.flatMap(({ value }) => (value.kind === "value" ? [value] : []));
  return { ...line, ...decide(measured, bound, limit, values.systemId, values.runs.length) };
}

function decide(
  measured: readonly MetricValue[],
  bound: Requirement["bound"],
  limit: number,
  system: string,
  runs: number,
): Pick<GateLine, "change" | "verdict" | "decision" | "isProven" | "reasons"> {
  const missing = runs - measured.length;
  const remarks = missing === 0 ? [] : [warning("values-missing", { system, missing, runs })];
  const range = rangesOf(
    measured.map(({ value }) => value),
    combinedBounds(widestBounds(measured.map((value) => ({ repeat: 0, value })))),
  );
  if ("code" in range) {
    return { verdict: "inconclusive", decision: "inconclusive", isProven: false, reasons: [range, ...remarks] };
  }
  const change = changeTo(range, bound, limit);
  const shown = { ...(change === undefined ? {} : { change }), reasons: [...range.remarks, ...remarks] };
  const isAtLeast = bound === "at-least";
  if (isAtLeast ? range.wide.high < limit : range.wide.low > limit) {
    return { ...shown, verdict: "worse", decision: "regressed", isProven: true };
  }
  if (isAtLeast ? range.near.low >= limit : range.near.high <= limit) {
    return { ...shown, verdict: "better", decision: "ok", isProven: false };
  }
  return { ...shown, verdict: "inconclusive", decision: "inconclusive", isProven: false };
}

interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Where the mean of a head lies. */
interface Ranges {
  readonly point: number;
  readonly wide: Interval;
  readonly near: Interval;
  /** Two-sided p of "the mean is the limit", noise only; absent where the runs do not differ. */
  readonly p?: (limit: number) => number;
  readonly remarks: readonly Finding[];
}

/**
 * Of runs that do not differ at all (an error rate of 0) the value itself decides: no spread is left to be uncertain by. The
 * arithmetic mean stands in where a value has no logarithm.
 *
 * @returns why there is none
 */
function rangesOf(values: readonly number[], bounds: FactorBounds): Ranges | Finding {
  const mean = values.every((value) => value > 0) ? geometricMeanInterval : meanInterval;
  const [wide, near] = [mean(values, CONFIDENCE), mean(values, ONE_SIDED)];
  if (wide.kind === "estimate" && near.kind === "estimate") {
    const { point, df, method } = wide;
    const scaled = (value: number) => (method === "t-log" ? Math.log(value) : value);
    const standardError = (scaled(wide.high) - scaled(wide.low)) / 2 / studentTCritical(CONFIDENCE, df);
    return {
      point,
      wide: widened(wide, bounds),
      near: widened(near, bounds),
      p: (limit) => studentTTwoSidedP((scaled(point) - scaled(limit)) / standardError, df),
      remarks: [],
    };
  }
  const reason = wide.kind === "estimate" ? "too-few-runs" : wide.reason;
  const point = wide.kind === "estimate" ? undefined : wide.point;
  if (reason !== "no-variance" || point === undefined) {
    return warning(`no-spread-${reason}`, { runs: values.length });
  }
  const exact = widened({ low: point, high: point }, bounds);
  return { point, wide: exact, near: exact, remarks: [note("gate-runs-alike", { runs: values.length })] };
}

function widened({ low, high }: Interval, { factorLow, factorHigh }: FactorBounds): Interval {
  return { low: low * factorLow, high: high * factorHigh };
}

/** The head over the limit, or the limit over the head, so that more than 1 meets it; undefined where one of them is zero. */
function changeTo({ point, wide, p }: Ranges, bound: Requirement["bound"], limit: number): GateChange | undefined {
  if (p === undefined || !(limit > 0 && wide.low > 0)) return undefined;
  const ratios = { low: wide.low / limit, high: wide.high / limit };
  const turned = reciprocalBounds({ factorLow: ratios.low, factorHigh: ratios.high });
  const isAtLeast = bound === "at-least";
  return {
    ratio: isAtLeast ? point / limit : limit / point,
    low: isAtLeast ? ratios.low : turned.factorLow,
    high: isAtLeast ? ratios.high : turned.factorHigh,
    confidence: CONFIDENCE,
    p: p(limit),
  };
}
