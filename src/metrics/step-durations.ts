import type { TrainingView } from "../contract/metric.js";
import { type Absent, absent } from "../model/estimate.js";
import { note } from "../model/finding.js";
import type { StepSample } from "../model/step-sample.js";
import { NS_PER_SECOND, windowSeconds } from "../model/time.js";
import { countedOrderStatistic, countedTotal } from "./counted-values.js";

/** How long one of a report's steps took on average. */
export interface StepDuration {
  readonly report: StepSample;
  readonly seconds: number;
}

/** The stamps of reports tell of single steps where none is late by more than this share of the mean time between reports. */
const LOOSE_SHARE = 0.1;

/** Stamps that lie half of the time closer together than half of a timed step came in bursts: the log was buffered. */
const BURST_SHARE = 0.5;

/** By the framework's own timer; undefined unless it timed every measured report. */
export function timedDurations({ measured }: TrainingView): readonly StepDuration[] | undefined {
  const timed = measured.flatMap((report) =>
    report.stepSeconds === undefined ? [] : [{ report, seconds: report.stepSeconds }],
  );
  return timed.length === measured.length ? timed : undefined;
}

/** From the time since the report before, whatever happened in it. The first follows the report that begins the window. */
export function stampedDurations({ measured, window }: TrainingView): readonly StepDuration[] {
  return measured.map((report, index) => {
    const sinceNs = measured[index - 1]?.atNs ?? window.startNs;
    return { report, seconds: (report.atNs - sinceNs) / NS_PER_SECOND / report.steps };
  });
}

/**
 * Why the stamps of single reports say nothing of single steps: the log was read too seldom. Over the whole window such
 * lateness is a small part, and `step-stamps` bounds it. Undefined where they do.
 */
export function whyTooLoose(run: TrainingView): Absent | undefined {
  const { measured, steps, window } = run;
  const edge = steps.findLast(({ atNs }) => atNs <= window.startNs);
  const latestNs = [...measured, ...(edge === undefined ? [] : [edge])].reduce(
    (most, { withinNs }) => Math.max(most, withinNs),
    0,
  );
  const apartSeconds = windowSeconds(window) / measured.length;
  const lateSeconds = latestNs / NS_PER_SECOND;
  if (lateSeconds <= LOOSE_SHARE * apartSeconds) return undefined;
  return absent(note("step-stamps-loose", { lateSeconds, apartSeconds }));
}

/**
 * Whether the framework's own timer tells of single steps what the stamps do not: it timed every measured report, and the log was
 * read too seldom or came in bursts. Stamps first elsewhere: a timer may stand still while a checkpoint is written, the window does
 * not.
 */
export function isBetterTimed(run: TrainingView): boolean {
  const timed = timedDurations(run);
  if (timed === undefined) return false;
  const stampedSeconds = medianStepSeconds(stampedDurations(run));
  return whyTooLoose(run) !== undefined || stampedSeconds < BURST_SHARE * medianStepSeconds(timed);
}

/**
 * Every measured step by itself: by the framework's timer where it timed all of them, else from the stamps, never some by the
 * one and some by the other.
 *
 * @returns absent where reports stand for several steps, or where the stamps are too loose
 */
export function singleDurations(run: TrainingView): readonly StepDuration[] | Absent {
  const together = Math.max(...run.measured.map(({ steps }) => steps));
  if (together > 1) return absent(note("steps-reported-together", { steps: together }));
  return timedDurations(run) ?? whyTooLoose(run) ?? stampedDurations(run);
}

/** Median of one step's duration; a report of several steps stands for each of them. */
export function medianStepSeconds(durations: readonly StepDuration[]): number {
  const ascending = durations.toSorted((a, b) => a.seconds - b.seconds);
  const counts = Float64Array.from(ascending, ({ report }) => report.steps);
  const values = ascending.map(({ seconds }) => seconds);
  return countedOrderStatistic(values, counts, (countedTotal(counts) - 1) / 2);
}
