import { type DetectionAsk, type DetectionLine, planDetection } from "../compare/noise/plan-detection.js";
import { InputError, problemsOf } from "../model/errors.js";
import { EXIT, type ExitCode } from "../model/exit-codes.js";
import { type Finding, note, warning } from "../model/finding.js";
import type { Plan } from "../model/plan.js";
import type { Problem } from "../model/problem.js";
import { readHistory } from "../records/history/read-history.js";
import { estimateTrialSeconds } from "../suite/estimate-time.js";
import type { CommandContext } from "./command.js";
import { warnOf } from "./history-store.js";
import { readFraction } from "./read-fraction.js";

/** How many runs a plan needs to find a difference. */
export interface Detection extends DetectionAsk {
  readonly lines: readonly TimedLine[];
  /** Expected time of the whole plan with as many runs as the most demanding metric of each workload needs; absent without any. */
  readonly seconds?: number | undefined;
  readonly findings: readonly Finding[];
}

export interface TimedLine extends DetectionLine {
  /** Expected time of the runs of both sides; absent where their number is not known. */
  readonly seconds?: number | undefined;
}

interface DetectionValues {
  /** Where the suite is, for commands that are to be typed. */
  readonly suite: string;
  readonly detect: string;
  readonly power: string;
  readonly history: string;
}

const [LEAST_POWER, MOST_POWER] = [0.5, 0.999];

/**
 * Answers `--detect` from the noise that stands in a history; damage of the history is said on stderr.
 *
 * @throws InputError for a difference or a power that makes no sense
 */
export async function detectIn(plan: Plan, values: DetectionValues, context: CommandContext): Promise<Detection> {
  const { difference, power } = readAsk(values);
  const history = await readHistory(values.history);
  warnOf(history.findings, context);
  const lines = planDetection(plan, history, { difference, power }).map((line) => timed(plan, line));
  return {
    difference,
    power,
    lines,
    ...timeOfPlan(plan, lines),
    findings: findingsOf(plan, lines, difference, values),
  };
}

/** @throws InputError with everything that is wrong */
function readAsk(values: Pick<DetectionValues, "detect" | "power">): DetectionAsk {
  const problems: Problem[] = [];
  const attempt = (read: () => number): number => {
    try {
      return read();
    } catch (error) {
      problems.push(...problemsOf(error));
      return Number.NaN;
    }
  };
  const difference = attempt(() => readFraction("detect", values.detect));
  const power = attempt(() => readFraction("power", values.power));
  if (power < LEAST_POWER || power > MOST_POWER) {
    const data = { option: "power", expected: ">= 50 %, <= 99.9 %", received: values.power };
    problems.push({ code: "option-out-of-range", data });
  }
  if (problems.length > 0) throw new InputError(problems);
  return { difference, power };
}

/** 4 where there is nothing, or not enough, to say it from. */
export function detectionExitCode({ lines }: Detection): ExitCode {
  return lines.length === 0 || lines.some(({ answer }) => answer === undefined) ? EXIT.inconclusive : EXIT.ok;
}

function timed(plan: Plan, line: DetectionLine): TimedLine {
  const runs = line.answer?.runs;
  return runs === undefined ? line : { ...line, seconds: 2 * runs * trialSeconds(plan, line.workloadId) };
}

function timeOfPlan(plan: Plan, lines: readonly TimedLine[]): Pick<Detection, "seconds"> {
  const most = new Map<string, number>();
  for (const { workloadId, answer } of lines) {
    if (answer?.runs === undefined) continue;
    most.set(workloadId, Math.max(most.get(workloadId) ?? 0, answer.runs));
  }
  if (most.size === 0) return {};
  const seconds = [...most].map(([id, runs]) => runs * plan.systems.length * trialSeconds(plan, id));
  return { seconds: seconds.reduce((sum, one) => sum + one, 0) };
}

function trialSeconds({ workloads }: Plan, workloadId: string): number {
  const workload = workloads.find(({ id }) => id === workloadId);
  return workload === undefined ? 0 : estimateTrialSeconds(workload);
}

function findingsOf(
  plan: Plan,
  lines: readonly TimedLine[],
  difference: number,
  { suite, history }: DetectionValues,
): readonly Finding[] {
  if (plan.comparisons.length === 0) return [warning("detect-no-comparison")];
  return [
    ...withoutNoise(lines).map(({ system, metrics, workload }) =>
      warning("detect-no-noise", { system, metrics: metrics.join(", "), workload, suite, history }),
    ),
    ...withinMargin(lines, difference),
    ...notEnough(lines),
    ...otherFacts(lines),
    ...(lines.some(({ together }) => together > 1) ? [note("detect-holm")] : []),
    ...(lines.some(hasUnequalSides) ? [note("detect-unequal")] : []),
    ...(lines.some(({ analysis, answer }) => analysis === "paired" && answer !== undefined)
      ? [note("detect-paired")]
      : []),
  ];
}

/** Systems and workloads that noise was to be known of, with the metrics. */
function withoutNoise(lines: readonly TimedLine[]) {
  const missing = new Map<string, { system: string; workload: string; metrics: string[] }>();
  for (const { candidate, baseline, candidateNoise, baselineNoise, workloadId, metricId } of lines) {
    const sides = [
      [candidate, candidateNoise],
      [baseline, baselineNoise],
    ] as const;
    for (const [system, noise] of sides) {
      if (noise !== undefined) continue;
      const key = `${system} ${workloadId}`;
      const one = missing.get(key) ?? { system, workload: workloadId, metrics: [] };
      if (!one.metrics.includes(metricId)) one.metrics.push(metricId);
      missing.set(key, one);
    }
  }
  return [...missing.values()];
}

/** A margin that a difference of this size is not past: no number of runs gives it a verdict. */
function withinMargin(lines: readonly TimedLine[], difference: number): readonly Finding[] {
  const inside = lines.filter(({ margin }) => difference <= margin);
  const margins = new Map(inside.map(({ metricId, margin }) => [metricId, margin]));
  return [...margins].map(([metric, margin]) => warning("detect-within-margin", { metric, margin, difference }));
}

function notEnough(lines: readonly TimedLine[]): readonly Finding[] {
  const runs = lines.flatMap(({ answer }) => (answer?.runs === undefined || answer.isEnough ? [] : [answer.runs]));
  return runs.length === 0 ? [] : [warning("detect-too-few-runs", { runs: Math.max(...runs) })];
}

function otherFacts(lines: readonly TimedLine[]): readonly Finding[] {
  const told = new Map<string, Finding>();
  for (const { candidate, baseline, candidateNoise, baselineNoise, workloadId } of lines) {
    const sides = [
      [candidate, candidateNoise],
      [baseline, baselineNoise],
    ] as const;
    for (const [system, noise] of sides) {
      if (noise === undefined || noise.differs.length === 0) continue;
      const data = { system, workload: workloadId, facts: noise.differs.join(", "), at: noise.at.slice(0, 10) };
      told.set(`${system} ${workloadId}`, warning("detect-other-facts", data));
    }
  }
  return [...told.values()];
}

function hasUnequalSides({ candidateNoise, baselineNoise, answer }: TimedLine): boolean {
  return answer !== undefined && candidateNoise?.point !== baselineNoise?.point;
}
