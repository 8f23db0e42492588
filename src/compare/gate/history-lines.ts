import type { MetricDefinition } from "../../contract/metric.js";
import { metricsFor } from "../../metrics/all.js";
import { type Finding, note, warning } from "../../model/finding.js";
import type { HistoryPoint } from "../../model/history.js";
import type { PlannedHistoryGate } from "../../model/plan.js";
import { geometricMeanInterval } from "../../statistics/mean-interval.js";
import { MINIMUM_HISTORY, predictionInterval } from "../../statistics/prediction-interval.js";
import { studentTCritical, studentTTwoSidedP } from "../../statistics/student-t.js";
import { quantileType7 } from "../../statistics/summary.js";
import { EXACT } from "../../statistics/systematic.js";
import type { HistoryEntries } from "../history/history-entries.js";
import { type SeriesHistory, seriesOf } from "../history/history-series.js";
import { seriesFindings } from "../history/series-findings.js";
import { type StableSegment, stableSegment } from "../history/stable-segment.js";
import { valuesOf } from "./base-lines.js";
import type { OpenLine } from "./decide-lines.js";
import type { HeadCell } from "./head-cell.js";
import type { TurnedRatio } from "./turned-ratio.js";

/** An obstacle that is none here: the same meters read the head and its history, so that their gain cancels. */
const CANCELS = "meter-accuracy-unknown";

/** A head with so many times the runs of the history's entries, or they of its, is not one more of them. */
const RUNS_APART = 2;

/** What a history would keep of the head. */
export type FreshEntry = HistoryEntries["entries"][number];

export interface HistoryContext {
  readonly gate: PlannedHistoryGate;
  /** Without the executions that are judged. */
  readonly history: SeriesHistory;
}

/** Metrics of the gate that a workload of this kind has, in the order of the gate. */
export function historyMetrics(
  { metrics }: PlannedHistoryGate,
  kind: Parameters<typeof metricsFor>[0],
): readonly MetricDefinition[] {
  return metrics.flatMap(
    (id) => metricsFor(kind).find((metric) => metric.id === id && metric.better !== "neither") ?? [],
  );
}

/**
 * Head against the stable segment of its history (statistics.md Q6b). The values of the history are means of entries, so the head
 * is one new entry: it lies outside where |ln new − mean| > t_{N−1} s √(1 + 1/N), by the spread between entries.
 *
 * @param fresh what a history would keep of the head; undefined where it would keep nothing, or several entries
 */
export function historyLine(
  cell: HeadCell,
  metric: MetricDefinition,
  fresh: FreshEntry | undefined,
  { gate, history }: HistoryContext,
): OpenLine {
  const { id: metricId, title, unit, group, better } = metric;
  const { values, obstacles } = cell.row(metric);
  const entry = fresh?.entry;
  const measured = entry?.metrics[metricId];
  const series = seriesOf(history, cell.system.id, cell.workload.id, metricId);
  const segment = entry && series && stableSegment(series, entry.fingerprint, measured?.boundary);
  const head = valuesOf(values);
  const line = {
    workload: { id: cell.workload.id, title: cell.workload.title },
    systemId: cell.system.id,
    metricId,
    title,
    unit,
    group,
    better,
    margin: gate.margins.metrics[metricId] ?? gate.margins.default,
    head: measured === undefined ? head : { ...head, values: measured.values },
    reference: referenceOf(segment),
  } as const;
  const own = obstacles.filter(({ code }) => code !== CANCELS);
  const several = entry === undefined && own.length === 0 ? [warning("gate-head-environments", nameOf(cell))] : [];
  const latest = series?.points.findLast(({ fingerprint }) => fingerprint !== entry?.fingerprint);
  return {
    line,
    obstacles: [...own, ...several],
    test: predict(measured?.values ?? head.values, segment, metric, gate.confidence),
    remarks: [
      ...(segment === undefined && fresh !== undefined ? otherEnvironment(latest, fresh, history) : []),
      ...(segment === undefined ? [] : segmentRemarks(segment, measured?.values.length ?? 0)),
      ...(series === undefined ? [] : seriesFindings(series)),
    ],
  };
}

function nameOf({ system, workload }: HeadCell) {
  return { system: system.id, workload: workload.id };
}

function referenceOf(segment: StableSegment | undefined) {
  const values = segment?.points.map(({ value }) => value) ?? [];
  const centre = geometricMeanInterval(values, 0.95);
  return {
    kind: "history",
    point: centre.point,
    values,
    firstCommit: segment?.firstCommit,
    lastCommit: segment?.lastCommit,
  } as const;
}

/** The new entry over the history's mean, with the uncertainty of a prediction; or why there is none. */
function predict(
  head: readonly number[],
  segment: StableSegment | undefined,
  { better }: MetricDefinition,
  confidence: number,
): TurnedRatio | Finding {
  const values = segment?.points.map(({ value }) => value) ?? [];
  const centre = geometricMeanInterval(head, confidence).point;
  if (centre === undefined || !values.every((value) => value > 0)) {
    return warning("gate-history-not-positive");
  }
  const logs = values.map(Math.log);
  const predicted = predictionInterval(logs, 1, confidence);
  if (predicted === undefined) {
    return warning("gate-history-insufficient", { entries: logs.length, needed: MINIMUM_HISTORY });
  }
  const df = logs.length - 1;
  const standardErrorLog = (predicted.high - predicted.mean) / studentTCritical(confidence, df);
  if (!(standardErrorLog > 0)) return warning("gate-history-alike", { entries: logs.length });
  const difference = (Math.log(centre) - predicted.mean) * (better === "lower" ? -1 : 1);
  const p = studentTTwoSidedP(difference / standardErrorLog, df);
  return { ratio: Math.exp(difference), df, standardErrorLog, p, bounds: EXACT, confidence };
}

/** The history knows this system and workload from another environment only: what differs. */
function otherEnvironment(
  latest: HistoryPoint | undefined,
  { fingerprint }: FreshEntry,
  { fingerprints }: SeriesHistory,
): readonly Finding[] {
  if (latest === undefined) return [];
  const [before, now] = [fingerprints.get(latest.fingerprint)?.facts, fingerprint.facts];
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(now)])];
  const facts = before ? names.filter((name) => before[name] !== now[name]) : [];
  return [
    note("gate-history-elsewhere", { commit: latest.commit, facts: facts.length === 0 ? "?" : facts.join(", ") }),
  ];
}

function segmentRemarks({ points, candidates }: StableSegment, runs: number): readonly Finding[] {
  const usual = quantileType7(
    points.map((point) => point.runs).sort((a, b) => a - b),
    0.5,
  );
  const isApart = runs * RUNS_APART < usual || runs > usual * RUNS_APART;
  return [
    ...(isApart ? [warning("gate-history-runs-differ", { runs, usual })] : []),
    ...(candidates.length === 0
      ? []
      : [
          warning("gate-history-candidates", {
            count: candidates.length,
            commits: candidates.map(({ firstAfter }) => firstAfter).join(", "),
          }),
        ]),
  ];
}
