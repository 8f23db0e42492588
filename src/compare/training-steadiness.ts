import type { TrainingView } from "../contract/metric.js";
import { type Finding, note, warning } from "../model/finding.js";
import { NS_PER_SECOND, windowSeconds } from "../model/time.js";
import { MINIMUM_DRIFT_WINDOWS } from "../statistics/level-shift.js";
import { speedDrift } from "./speed-drift.js";
import type { Steadiness } from "./steadiness.js";
import { type PacedReport, pacedReports, slowBeginning, withoutStalls } from "./training-pace.js";
import { driftFinding, type ThroughputWindows, unsteadyFindings } from "./unsteady-findings.js";

/** A window of less accuses nobody: demonstrations are not judged. */
const LEAST_SECONDS = 60;

/**
 * Whether a training was steady over its measured steps, by the same tests as inference (docs/method.md, "Steady state"), on
 * the speeds of groups of equally many reports: as many as leave 60 groups, so that a group holds whole periods of what comes
 * again and again where it can.
 *
 * Checkpoints, evaluations and the like come now and then; where they stand in a short series is chance. So the tests see the
 * speed between such stalls, and a drift is looked for with them as well: the noise of that test is made of the stalls themselves,
 * so that one more in either half is no drift, and ever more of them is one.
 *
 * @param margin relative, as plans fix it
 */
export function judgeTrainingSteadiness(view: TrainingView, margin: number): Steadiness {
  const reports = pacedReports(view);
  const measured = reports.filter(({ atNs }) => atNs > view.window.startNs && atNs <= view.window.endNs);
  const seconds = Math.round(windowSeconds(view.window) * 10) / 10;
  if (measured.length < MINIMUM_DRIFT_WINDOWS || windowSeconds(view.window) < LEAST_SECONDS) {
    const needed = { needed: MINIMUM_DRIFT_WINDOWS, neededSeconds: LEAST_SECONDS };
    const data = { reports: measured.length, seconds, ...needed };
    return { kind: "unknown", findings: [note("training-steadiness-unknown", data)] };
  }
  const warmUp = reports.filter(({ atNs }) => atNs <= view.window.startNs);
  const size = Math.floor(measured.length / MINIMUM_DRIFT_WINDOWS);
  const grouped = (of: (list: readonly PacedReport[]) => readonly PacedReport[]): ThroughputWindows => ({
    warmUp: groupSpeeds(of(warmUp).toReversed(), size).toReversed(),
    measured: groupSpeeds(of(measured), size),
    seconds: (windowSeconds(view.window) * size) / measured.length,
  });
  const [between, least] = [grouped(withoutStalls), margin / 2];
  const candidates: readonly (readonly (Finding | undefined)[])[] = [
    unsteadyFindings(between, margin),
    [beginningFinding(measured, least)],
    [speedDrift(between.measured, least)],
    [driftFinding(grouped(asTheyAre), 0, least)],
  ];
  const [first = []] = candidates.map(found).filter(({ length }) => length > 0);
  const stepsOfGroup = (size * stepsOf(measured)) / measured.length;
  return { kind: first.length === 0 ? "steady" : "unsteady", findings: first.map((one) => inSteps(one, stepsOfGroup)) };
}

/** A few steps are too few for the tests, and may be very slow: what is compiled, or tried out. */
function beginningFinding(measured: readonly PacedReport[], least: number): Finding | undefined {
  const slow = slowBeginning(measured);
  return slow === undefined || slow.bias <= least ? undefined : warning("first-steps-slow", { ...slow });
}

/** Tokens per second of successive groups; what is left over at the end is in none. */
function groupSpeeds(reports: readonly PacedReport[], size: number): readonly number[] {
  return Array.from({ length: Math.floor(reports.length / size) }, (_, index) => {
    const group = reports.slice(index * size, (index + 1) * size);
    const tokens = group.reduce((sum, report) => sum + report.tokens, 0);
    return (tokens * NS_PER_SECOND) / group.reduce((sum, report) => sum + report.durationNs, 0);
  });
}

function stepsOf(reports: readonly PacedReport[]): number {
  return reports.reduce((sum, { steps }) => sum + steps, 0);
}

/** A warm-up of training is planned in steps. */
function inSteps(finding: Finding, stepsOfGroup: number): Finding {
  if (finding.code !== "warm-up-too-short") return finding;
  const { windows, seconds: _, ...data } = finding.data;
  return warning("warm-up-steps-too-few", { ...data, steps: Math.ceil(Number(windows) * stepsOfGroup) });
}

function asTheyAre(reports: readonly PacedReport[]): readonly PacedReport[] {
  return reports;
}

function found(findings: readonly (Finding | undefined)[]): readonly Finding[] {
  return findings.filter((finding) => finding !== undefined);
}
