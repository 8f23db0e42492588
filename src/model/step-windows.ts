import type { RunWindows } from "./run-record.js";
import type { StepSample } from "./step-sample.js";
import type { TimeWindow } from "./time.js";

/**
 * Phases of a training run, from the reports of its log. The window begins at the first report of step `warmUpSteps` or a later
 * one, and ends at the last report of step `warmUpSteps + steps` or an earlier one: both ends are instants at which the log said
 * which step had just ended, so that the tokens between them are known exactly, also where only every tenth step is reported.
 *
 * @param reports in order of time, of one start of the training
 * @param warmUpSteps at least 1: a window needs a report at which it begins
 * @param steps of the window
 * @returns undefined where no report lies behind the one at which the window begins
 */
export function stepWindows(
  reports: readonly StepSample[],
  warmUpSteps: number,
  steps: number,
): RunWindows | undefined {
  const first = reports.find(({ step }) => step >= warmUpSteps);
  const last = reports.findLast(({ step }) => step <= warmUpSteps + steps);
  if (first === undefined || last === undefined || last.atNs <= first.atNs) return undefined;
  const [earliest = first] = reports;
  return {
    warmUp: { startNs: earliest.atNs, endNs: first.atNs },
    measure: { startNs: first.atNs, endNs: last.atNs },
  };
}

/**
 * Reports whose steps were made in the window: those after its start and up to its end. The report at its start is of steps
 * before it.
 */
export function measuredReports(reports: readonly StepSample[], { startNs, endNs }: TimeWindow): readonly StepSample[] {
  return reports.filter(({ atNs }) => atNs > startNs && atNs <= endNs);
}
