import type { TrainingView } from "../contract/metric.js";
import { isBetterTimed } from "../metrics/step-durations.js";
import type { StepSample } from "../model/step-sample.js";
import { type Nanoseconds, NS_PER_SECOND } from "../model/time.js";

/** A report, or several that were read at one instant, with the time that their steps took. */
export interface PacedReport {
  readonly atNs: Nanoseconds;
  readonly durationNs: Nanoseconds;
  readonly steps: number;
  readonly tokens: number;
}

/** Steps that took this many times as long as usual are a stall. */
const STALL = 1.5;

/** Reports in a row that are still one stall. */
const LONGEST_STALL = 3;

/**
 * How long the steps of each report of a log took, those of the warm-up included: from the stamps, or by the framework's own timer
 * where it timed all of them and the stamps say nothing of single ones.
 */
export function pacedReports(view: TrainingView): readonly PacedReport[] {
  return isBetterTimed(view) ? timedPaces(view.steps) : stampedPaces(view.steps);
}

/**
 * The first report of a log is left out, as nobody knows when its steps began. Reports with one stamp (a file that was read while
 * several lines had been written) are one.
 */
function stampedPaces(samples: readonly StepSample[]): readonly PacedReport[] {
  const paced: PacedReport[] = [];
  const [first, ...others] = samples;
  let sinceNs = first?.atNs ?? 0;
  for (const { atNs, steps, tokens } of others) {
    const last = paced.at(-1);
    if (atNs > sinceNs) {
      paced.push({ atNs, durationNs: atNs - sinceNs, steps, tokens });
      sinceNs = atNs;
    } else if (last !== undefined) {
      paced[paced.length - 1] = { ...last, steps: last.steps + steps, tokens: last.tokens + tokens };
    }
  }
  return paced;
}

function timedPaces(samples: readonly StepSample[]): readonly PacedReport[] {
  return samples.flatMap(({ atNs, steps, tokens, stepSeconds }) =>
    stepSeconds === undefined ? [] : [{ atNs, durationNs: stepSeconds * steps * NS_PER_SECOND, steps, tokens }],
  );
}

/**
 * The same reports, those that stalled as if they had been of the usual pace: a checkpoint, an evaluation, a pause. Slow steps at
 * the very beginning are none unless the like comes again, as they may be a warm-up; nor is a longer row, which is another level.
 */
export function withoutStalls(reports: readonly PacedReport[]): readonly PacedReport[] {
  const usual = usualPace(reports);
  const isSlow = reports.map((one) => paceOf(one) > STALL * usual);
  const first = comesAgain(reports, isSlow) ? 0 : isSlow.indexOf(false);
  let [begin, end] = [0, 0];
  return reports.map((one, index) => {
    if (index >= end) {
      begin = index;
      end = index + 1;
      while (isSlow[index] && isSlow[end]) end += 1;
    }
    const isStall = isSlow[index] === true && index >= first && end - begin <= LONGEST_STALL;
    return isStall ? { ...one, durationNs: usual * one.tokens } : one;
  });
}

/** Slow steps at the very beginning of a window the like of which do not come again. */
export interface SlowBeginning {
  readonly steps: number;
  /** By how much they make the whole window longer than it had been at the usual pace. */
  readonly bias: number;
}

/** Undefined where the first report is not slow, or such reports come again. */
export function slowBeginning(reports: readonly PacedReport[]): SlowBeginning | undefined {
  const usual = usualPace(reports);
  const isSlow = reports.map((one) => paceOf(one) > STALL * usual);
  if (isSlow[0] !== true || comesAgain(reports, isSlow)) return undefined;
  const slow = reports.slice(0, isSlow.indexOf(false));
  const totalNs = reports.reduce((sum, { durationNs }) => sum + durationNs, 0);
  const extraNs = slow.reduce((sum, one) => sum + one.durationNs - usual * one.tokens, 0);
  return { steps: slow.reduce((sum, { steps }) => sum + steps, 0), bias: extraNs / (totalNs - extraNs) };
}

/** Whether a later report is slow by at least half as much as the slowest at the beginning. */
function comesAgain(reports: readonly PacedReport[], isSlow: readonly boolean[]): boolean {
  const length = isSlow.indexOf(false);
  const [beginning, later] = [reports.slice(0, length), reports.slice(length)].map((part) =>
    Math.max(0, ...part.map(paceOf)),
  );
  return beginning !== undefined && later !== undefined && isSlow.includes(true, length) && later >= beginning / 2;
}

/** Nanoseconds a token. */
function paceOf({ durationNs, tokens }: PacedReport): number {
  return durationNs / tokens;
}

/** The median: stalls are few. */
function usualPace(reports: readonly PacedReport[]): number {
  const paces = reports.map(paceOf).sort((a, b) => a - b);
  return paces[Math.floor(paces.length / 2)] ?? Number.NaN;
}
