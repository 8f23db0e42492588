import type { ComparisonRow } from "../../src/model/comparison.js";
import type { Verdict } from "../../src/model/verdict.js";
import type { Figure } from "./claim.js";
import { RUN_CV, RUNS_A_SIDE } from "./paired-plan.js";

/** Student's t at 97.5 % and 8 degrees of freedom: two sides of five runs (R: qt(.975, 8)). */
const T_CRITICAL = 2.306004135033371;
const THEORY_HALF_WIDTH = T_CRITICAL * RUN_CV * Math.sqrt(2 / RUNS_A_SIDE);

/** What one seed said of one metric. */
export interface Answer {
  readonly covers: boolean;
  readonly halfWidth: number;
  readonly verdict: Verdict | "none";
}

export function answerOf(rows: readonly ComparisonRow[], metricId: string, truth: number): Answer {
  const row = rows.find((candidate) => candidate.metricId === metricId);
  if (row === undefined || row.ratio.kind !== "ratio") return { covers: false, halfWidth: Number.NaN, verdict: "none" };
  const { low, high } = row.ratio;
  return { covers: low <= truth && truth <= high, halfWidth: Math.log(high / low) / 2, verdict: row.verdict };
}

export function figuresOf(name: string, answers: readonly Answer[], truth: Verdict): readonly Figure[] {
  const halfWidth = answers.reduce((sum, answer) => sum + answer.halfWidth, 0) / answers.length;
  return [
    {
      name: `${name}: share of 95 % intervals that hold the truth`,
      value: share(answers, (one) => one.covers),
      atLeast: 0.9,
    },
    {
      name: `${name}: mean half-width / t theory`,
      value: halfWidth / THEORY_HALF_WIDTH,
      atLeast: 0.85,
      atMost: 1.15,
      beside: `theory ${(THEORY_HALF_WIDTH * 100).toFixed(2)} %`,
    },
    { name: `${name}: share of right verdicts`, value: share(answers, (one) => one.verdict === truth), atLeast: 0.95 },
  ];
}

export function falseVerdicts(name: string, answers: readonly Answer[]): readonly Figure[] {
  const isFalse = (answer: Answer) => answer.verdict === "better" || answer.verdict === "worse";
  return [
    {
      name: `${name}, two equal systems: share of verdicts better or worse`,
      value: share(answers, isFalse),
      atMost: 0.1,
    },
  ];
}

/** Few seeds in real time cannot show a share of coverage near 0.95; what they must not do is miss the verdict. */
export function realTimeFigures(name: string, answers: readonly Answer[], truth: Verdict): readonly Figure[] {
  return [
    {
      name: `${name}: share of intervals that hold the truth`,
      value: share(answers, (one) => one.covers),
      atLeast: 0.6,
    },
    {
      name: `${name}: share of right verdicts`,
      value: share(answers, (one) => one.verdict === truth),
      atLeast: 0.8,
      beside: answers.map(({ verdict, halfWidth }) => `${verdict} +/- ${(halfWidth * 100).toFixed(1)} %`).join(", "),
    },
  ];
}

function share(answers: readonly Answer[], holds: (answer: Answer) => boolean): number {
  return answers.filter(holds).length / answers.length;
}
