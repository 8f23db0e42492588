import type { InferenceView, RunView } from "../contract/metric.js";
import { throughputSeries } from "../metrics/throughput-series.js";
import { type Finding, note } from "../model/finding.js";
import type { Plan } from "../model/plan.js";
import type { RunWindows } from "../model/run-record.js";
import { NS_PER_SECOND, windowSeconds } from "../model/time.js";
import type { Arrival } from "../model/workload.js";
import { MINIMUM_DRIFT_WINDOWS } from "../statistics/level-shift.js";
import { judgeTrainingSteadiness } from "./training-steadiness.js";
import { type ThroughputWindows, unsteadyFindings } from "./unsteady-findings.js";

/** A window of the throughput series. Longer ones only where the measured window would hold more than `MOST_WINDOWS`. */
const WINDOW_SECONDS = 1;
const MOST_WINDOWS = 300;

/** Margin of plans that compare nothing. */
const DEFAULT_MARGIN = 0.02;

/** What is known of a run's being steady. */
export interface Steadiness {
  /** `exempt`: the load is meant to change, or ends by itself; `unknown`: too short to tell. */
  readonly kind: "steady" | "unsteady" | "unknown" | "exempt";
  /** Why it is unsteady or unknown. */
  readonly findings: readonly Finding[];
}

/**
 * Arrivals whose throughput is meant to change (a ramp, steps, a trace), or that hand over a batch, whose end is a tail by
 * nature. Nothing can be called steady or unsteady there.
 */
const EXEMPT: readonly Arrival["kind"][] = ["offline", "ramp", "steps", "trace"];

/**
 * Whether a run's output throughput was steady over the window that counts (docs/method.md, "Steady state"; of a training see
 * `judgeTrainingSteadiness`):
 *
 * - the cut of MSER-5 over the whole load lies within the planned warm-up, or what it would cut is not different;
 * - the two halves of what is left do not differ.
 *
 * A difference counts where it is real and moves the result by more than half of the margin that the plan
 * fixed for throughput. A window of less than 60 s accuses nobody: demonstrations are not judged.
 */
export function judgeSteadiness(view: RunView, windows: RunWindows, plan: Plan): Steadiness {
  if (view.of === "training") return judgeTrainingSteadiness(view, marginOf(plan, "training-tokens-per-second"));
  if (EXEMPT.includes(view.workload.arrival.kind)) return { kind: "exempt", findings: [] };
  const series = windowedThroughput(view, windows);
  if (series === undefined) {
    const seconds = Math.round(windowSeconds(windows.measure) * 10) / 10;
    const needed = MINIMUM_DRIFT_WINDOWS * WINDOW_SECONDS;
    return { kind: "unknown", findings: [note("steadiness-unknown", { seconds, needed })] };
  }
  const findings = unsteadyFindings(series, marginOf(plan, "output-tokens-per-second"));
  return { kind: findings.length === 0 ? "steady" : "unsteady", findings };
}

/** Undefined where there are too few windows, or where nobody counted the tokens. */
function windowedThroughput(view: InferenceView, { warmUp, measure }: RunWindows): ThroughputWindows | undefined {
  const length = windowSeconds(measure);
  const seconds = Math.max(WINDOW_SECONDS, length / MOST_WINDOWS);
  // A window that is whole but for the rounding of a clock is whole.
  const wholeWindows = (ofSeconds: number) => Math.floor(ofSeconds / seconds + 1e-6);
  const count = wholeWindows(length);
  if (count < MINIMUM_DRIFT_WINDOWS) return undefined;
  const before = wholeWindows((measure.startNs - warmUp.startNs) / NS_PER_SECOND);
  const binNs = seconds * NS_PER_SECOND;
  const fromNs = measure.startNs - before * binNs;
  const series = Array.from(throughputSeries(view, fromNs, measure.startNs + count * binNs, seconds));
  const measured = series.slice(before, before + count);
  if (measured.length < count || !measured.every(Number.isFinite)) return undefined;
  // A giant run has no record of what was before its window.
  const warmedUp = series.slice(0, before);
  return { warmUp: warmedUp.every(Number.isFinite) ? warmedUp : [], measured, seconds };
}

/** The smallest margin that a comparison of the plan has for a throughput. */
function marginOf({ comparisons }: Plan, metricId: string): number {
  const margins = comparisons.map(({ margins }) => margins.metrics[metricId] ?? margins.default);
  return margins.length === 0 ? DEFAULT_MARGIN : Math.min(...margins);
}
