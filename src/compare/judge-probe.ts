import type { InferenceView } from "../contract/metric.js";
import { METRICS } from "../metrics/all.js";
import { computeMetric } from "../metrics/compute-metric.js";
import { buildRunView } from "../metrics/run-view.js";
import { type Finding, warning } from "../model/finding.js";
import type { RunRecord } from "../model/run-record.js";
import type { ProbeJudgement } from "../model/search.js";
import { stampsOf } from "./stamps.js";
import { judgeValidity } from "./validity.js";

const MS_PER_SECOND = 1000;

/**
 * Whether a run met its workload's service level: at least `share` of the requests that were due in the window within all
 * of its bounds, and no more of them failed than the plan's limit allows.
 *
 * A client that was late can only make latencies longer, so what a degraded run met is met. What it missed is missed where
 * bounds that are wider by the client's own largest delays are missed as well; else it may be the client's fault, and says
 * nothing. An invalid run cannot have met anything: it did not offer the load that was asked for. A training has no service
 * level, so that its runs say nothing.
 *
 * @param share in (0, 1]
 */
export function judgeProbe(record: RunRecord, share: number): ProbeJudgement {
  const { manifest } = record;
  const view = buildRunView(record, undefined);
  const workload = manifest.plan.workloads.find(({ id }) => id === manifest.trial.workloadId);
  const isDemonstration =
    workload === undefined || stampsOf([record], workload).some(({ kind }) => kind === "demonstration");
  const nothing = { isDemonstration, requests: 0 };
  if (manifest.state !== "complete" || view.kind === "absent") {
    const reason = manifest.failure ?? (view.kind === "absent" ? view.reason : warning(`run-${manifest.state}`));
    // A system that serves no single request at this load is an answer.
    return { outcome: reason.code === "no-request-succeeded" ? "missed" : "unusable", reasons: [reason], ...nothing };
  }
  if (view.of !== "inference") return { outcome: "unusable", reasons: [warning("probe-of-training")], ...nothing };
  const figures = figuresOf(view);
  const { errorRate } = manifest.plan.limits;
  const misses = missesOf(figures, share, errorRate);
  const { validity, findings } = judgeValidity(record);
  const isBroken = manifest.client === undefined || findings.some(({ severity }) => severity === "error");
  const isDoubtful =
    misses.length === 0
      ? validity === "invalid"
      : validity !== "valid" && missesOf(figuresOf(withoutClient(view, record)), share, errorRate).length === 0;
  const outcome = isBroken || isDoubtful ? "unusable" : misses.length > 0 ? "missed" : "met";
  const reasons = outcome === "unusable" ? findings : misses;
  return { outcome, reasons, isDemonstration, requests: view.measured.length, ...figures };
}

/** The run under a service level whose bounds are wider by all that the client may have added to one latency. */
function withoutClient(view: InferenceView, { manifest }: RunRecord): InferenceView {
  const { scheduleLateness, eventLoopDelay, receiveLag } = manifest.client ?? {};
  const delays = [scheduleLateness, eventLoopDelay, receiveLag].map((delay) => delay?.maxMs ?? 0);
  const seconds = delays.reduce((sum, maxMs) => sum + maxMs, 0) / MS_PER_SECOND;
  const wider = (bound: number | undefined) => (bound === undefined ? undefined : bound + seconds);
  const { ttftSeconds, tpotSeconds, endToEndSeconds } = view.workload.slo ?? {};
  const slo = {
    ttftSeconds: wider(ttftSeconds),
    tpotSeconds: wider(tpotSeconds),
    endToEndSeconds: wider(endToEndSeconds),
  };
  return { ...view, workload: { ...view.workload, slo } };
}

type Figures = Omit<ProbeJudgement, "outcome" | "reasons" | "isDemonstration" | "requests">;

function figuresOf(view: InferenceView): Figures {
  return {
    shareWithinSlo: figureOf(view, "goodput-share"),
    errorRate: figureOf(view, "error-rate"),
    outputTokensPerSecond: figureOf(view, "output-tokens-per-second"),
    tokensPerSecondPerUser: figureOf(view, "tokens-per-second-per-user.p50"),
    ttftP99Seconds: figureOf(view, "ttft.p99"),
  };
}

function figureOf(view: InferenceView, metricId: string): number | undefined {
  const metric = METRICS.find(({ id }) => id === metricId);
  const value = metric && computeMetric(metric, view);
  return value?.kind === "value" ? value.value : undefined;
}

function missesOf({ shareWithinSlo, errorRate }: Figures, share: number, errorLimit: number): readonly Finding[] {
  const findings: Finding[] = [];
  if (shareWithinSlo === undefined || shareWithinSlo < share) {
    findings.push(warning("slo-missed", { share: shareWithinSlo ?? 0, needed: share }));
  }
  if (errorRate !== undefined && errorRate > errorLimit) {
    findings.push(warning("probe-errors", { rate: errorRate, limit: errorLimit }));
  }
  return findings;
}
