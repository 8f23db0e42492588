import { namedRandom } from "../../../src/contract/random.js";
import { decideGate, type JudgedChange } from "../../../src/statistics/gate-decision.js";
import { holm } from "../../../src/statistics/p-adjust.js";
import { pairedLogRatio } from "../../../src/statistics/paired-log-ratio.js";
import { predictionInterval } from "../../../src/statistics/prediction-interval.js";
import type { RatioEstimate } from "../../../src/statistics/ratio-estimate.js";
import { studentTCritical } from "../../../src/statistics/student-t.js";
import type { Figure } from "../claim.js";
import { chanceOf, compareArms, repeat, required, SHAPES, shareOf } from "./trials.js";

const MARGIN = 0.02;
/** False alarms that a gate may give. */
const ALARMS = 0.05;
/** By how much a share may differ from the published table: two points. */
const POINTS = 0.02;

/**
 * CV, runs a side, true drop; shares of estimates past the margin, of intervals that exclude 1, of `regressed`, `proven`, not worse
 * and `inconclusive` (statistics.md Q6, all columns).
 */
const ROWS: readonly (readonly [cv: number, n: number, drop: number, ...shares: readonly number[]])[] = [
  [0.01, 5, 0, 0.001, 0.024, 0.001, 0, 0.89, 0.11],
  [0.01, 5, 0.01, 0.05, 0.27, 0.05, 0.001, 0.41, 0.54],
  [0.01, 5, 0.04, 0.999, 1, 0.999, 0.9, 0, 0.001],
  [0.02, 5, 0, 0.056, 0.021, 0.017, 0.001, 0.4, 0.58],
  [0.02, 5, 0.04, 0.95, 0.79, 0.78, 0.42, 0.001, 0.22],
  [0.02, 20, 0, 0, 0.025, 0, 0, 0.93, 0.07],
  [0.02, 20, 0.04, 1, 1, 1, 0.94, 0, 0],
  [0.05, 10, 0, 0.185, 0.024, 0.024, 0.005, 0.22, 0.76],
  [0.05, 10, 0.08, 0.998, 0.94, 0.94, 0.85, 0, 0.06],
];

/** What the table counts, in its order. Its `ok` holds what improved as well: neither is worse. */
const COUNTED: readonly (readonly [name: string, isSo: (one: Judged) => boolean])[] = [
  ["estimate past the margin", ({ estimate }) => estimate.ratio < 1 - MARGIN],
  ["interval below 1", ({ estimate }) => estimate.high < 1],
  ["regressed", ({ decision }) => decision === "regressed"],
  ["regressed, proven", ({ decision, isProven }) => decision === "regressed" && isProven],
  ["ok or improved", ({ decision }) => decision === "ok" || decision === "improved"],
  ["inconclusive", ({ decision }) => decision === "inconclusive"],
];

/** The gate's operating characteristics against the published ones. */
export function gateFigures(seed: number, runs: number): readonly Figure[] {
  return ROWS.flatMap(([cv, n, drop, ...published]) => {
    const name = `gate, CV ${cv * 100} %, ${n} runs a side, true drop ${drop * 100} %`;
    const decided = decisions(seed, runs, name, { cv, n, drop });
    return COUNTED.map(([counted, isSo], index): Figure => {
      const share = published[index] ?? Number.NaN;
      const room = POINTS + chanceOf(share, runs);
      const bars = { atLeast: rounded(Math.max(0, share - room)), atMost: rounded(Math.min(1, share + room)) };
      return { name: `${name}: ${counted}`, value: shareOf(decided, isSo), ...bars };
    });
  });
}

/**
 * A/A: how often the gate alarms over equal systems, over the noise and the numbers of runs that gates have. It calls as many
 * improved; both together are what a 95 % interval allows, where the margin is narrow beside the noise, and no less.
 */
export function falseAlarmFigures(seed: number, runs: number): readonly Figure[] {
  const sides = CVS.flatMap((cv) =>
    [3, 5, 10, 20].flatMap((n): readonly Figure[] => {
      const name = `gate, A/A, CV ${cv * 100} %, ${n} runs a side`;
      const paired = `${name}, paired`;
      return [
        falseAlarms(name, decisions(seed, runs, name, { cv, n, drop: 0 })),
        falseAlarms(paired, pairedDecisions(seed, runs, paired, { cv, n })),
      ];
    }),
  );
  const histories = CVS.flatMap((cv) =>
    [10, 30].map((entries): Figure => {
      const name = `gate, A/A, CV ${cv * 100} %, one entry against a history of ${entries}`;
      return falseAlarms(name, historyDecisions(seed, runs, name, { cv, entries }));
    }),
  );
  return [...sides, ...histories, ...[0.05, 0.1].map((cv) => familyFigure(seed, runs, cv))];
}

const CVS = [0.01, 0.02, 0.05, 0.1] as const;

function falseAlarms(name: string, decided: readonly JudgedChange[]): Figure {
  const eitherWay = shareOf(decided, ({ decision }) => decision === "regressed" || decision === "improved");
  return {
    name: `${name}: false alarms`,
    value: shareOf(decided, ({ decision }) => decision === "regressed"),
    atMost: ALARMS,
    beside: `${(100 * eitherWay).toFixed(1)} % either way`,
  };
}

/** Base and head in blocks that differ from one another as much as runs do, by the differences within them. */
function pairedDecisions(
  seed: number,
  runs: number,
  name: string,
  { cv, n }: { readonly cv: number; readonly n: number },
): readonly JudgedChange[] {
  const draw = SHAPES.normal(cv, namedRandom(`${seed}:${name}`, "trials"));
  return repeat(runs, () => {
    const pairs = repeat(n, () => {
      const block = draw();
      return { candidate: block * draw(), baseline: block * draw() };
    });
    return decideGate(required(pairedLogRatio(pairs, 0.95)), MARGIN);
  });
}

/** One new entry of a history against those before it, by the interval of a prediction on logarithms. */
function historyDecisions(
  seed: number,
  runs: number,
  name: string,
  { cv, entries }: { readonly cv: number; readonly entries: number },
): readonly JudgedChange[] {
  const draw = SHAPES.normal(cv, namedRandom(`${seed}:${name}`, "trials"));
  const df = entries - 1;
  return repeat(runs, () => {
    const predicted = predictionInterval(repeat(entries, draw).map(Math.log), 1, 0.95);
    if (predicted === undefined) throw new Error(`no prediction from ${entries} entries`);
    const standardErrorLog = (predicted.high - predicted.mean) / studentTCritical(0.95, df);
    return decideGate({ ratio: draw() / Math.exp(predicted.mean), df, standardErrorLog }, MARGIN);
  });
}

/** A gate of several metrics: how often any of them alarms, adjusted by Holm. */
function familyFigure(seed: number, runs: number, cv: number): Figure {
  const [metrics, n] = [5, 5];
  const name = `gate, A/A, CV ${cv * 100} %, ${n} runs a side, any of ${metrics} metrics`;
  const draw = SHAPES.normal(cv, namedRandom(`${seed}:${name}`, "trials"));
  const alarmed = repeat(runs, () => {
    const estimates = repeat(metrics, () => compareArms(draw, n, 1));
    const adjusted = holm(estimates.map(({ p }) => p));
    return estimates.some(
      (estimate, index) => decideGate(estimate, MARGIN, { adjustedP: adjusted[index] }).decision === "regressed",
    );
  });
  return {
    name: `${name}: false alarms`,
    value: shareOf(alarmed, (isAlarm) => isAlarm),
    atMost: ALARMS,
  };
}

interface Judged extends JudgedChange {
  readonly estimate: RatioEstimate;
}

function decisions(
  seed: number,
  runs: number,
  name: string,
  { cv, n, drop }: { readonly cv: number; readonly n: number; readonly drop: number },
): readonly Judged[] {
  const draw = SHAPES.normal(cv, namedRandom(`${seed}:${name}`, "trials"));
  return repeat(runs, () => {
    const estimate = compareArms(draw, n, 1 - drop);
    return { ...decideGate(estimate, MARGIN), estimate };
  });
}

function rounded(share: number): number {
  return Number(share.toFixed(4));
}
