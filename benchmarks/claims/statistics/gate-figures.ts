import { namedRandom } from "../../../src/contract/random.js";
import { decideGate, type JudgedChange } from "../../../src/statistics/gate-decision.js";
import type { RatioEstimate } from "../../../src/statistics/ratio-estimate.js";
import type { Figure } from "../claim.js";
import { chanceOf, compareArms, repeat, SHAPES, shareOf } from "./trials.js";

const MARGIN = 0.02;
/** By how much a share may differ from the published table: two points. */
const POINTS = 0.02;

/** CV, runs a side, true drop; shares of intervals that exclude 1, of `regressed`, `proven` and not worse (statistics.md Q6). */
const ROWS: readonly (readonly [cv: number, n: number, drop: number, ...shares: readonly number[]])[] = [
  [0.01, 5, 0, 0.024, 0.001, 0, 0.89],
  [0.01, 5, 0.01, 0.27, 0.05, 0.001, 0.41],
  [0.01, 5, 0.04, 1, 0.999, 0.9, 0],
  [0.02, 5, 0, 0.021, 0.017, 0.001, 0.4],
  [0.02, 5, 0.04, 0.79, 0.78, 0.42, 0.001],
  [0.02, 20, 0, 0.025, 0, 0, 0.93],
  [0.02, 20, 0.04, 1, 1, 0.94, 0],
  [0.05, 10, 0, 0.024, 0.024, 0.005, 0.22],
  [0.05, 10, 0.08, 0.94, 0.94, 0.85, 0],
];

/** What the table counts, in its order. Its `ok` holds what improved as well: neither is worse. */
const COUNTED: readonly (readonly [name: string, isSo: (one: Judged) => boolean])[] = [
  ["interval below 1", ({ estimate }) => estimate.high < 1],
  ["regressed", ({ decision }) => decision === "regressed"],
  ["regressed, proven", ({ decision, isProven }) => decision === "regressed" && isProven],
  ["ok or improved", ({ decision }) => decision === "ok" || decision === "improved"],
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
  return [0.01, 0.02, 0.05, 0.1].flatMap((cv) =>
    [3, 5, 10, 20].flatMap((n): readonly Figure[] => {
      const name = `gate, A/A, CV ${cv * 100} %, ${n} runs a side`;
      const decided = decisions(seed, runs, name, { cv, n, drop: 0 });
      const eitherWay = shareOf(decided, ({ decision }) => decision === "regressed" || decision === "improved");
      return [
        {
          name: `${name}: false alarms`,
          value: shareOf(decided, ({ decision }) => decision === "regressed"),
          atMost: 0.05,
          beside: `${(100 * eitherWay).toFixed(1)} % either way`,
        },
      ];
    }),
  );
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
