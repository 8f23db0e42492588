import { randomNormal } from "d3-random";
import { namedRandom } from "../../../src/contract/random.js";
import { mean } from "../../../src/statistics/summary.js";
import type { Figure } from "../claim.js";
import { estimateOf, repeat, shareOf } from "./trials.js";

const RUNS = 5;
const REQUESTS = 10;
/** Runs differ from one another as much as requests within a run do. */
const SPREAD = 0.02;
/** What tests at 5 % allow, and what pooling must be seen to do for the experiment to show anything. */
const [ALLOWED, POOLED] = [0.05, 0.4];

/** A/A with runs that differ: pooled requests lie in four of ten comparisons, runs in one of twenty. */
export function poolingFigures(seed: number, runs: number): readonly Figure[] {
  const draw = randomNormal.source(namedRandom(`${seed}:pooled`, "trials"))(0, SPREAD);
  const arm = (): readonly (readonly number[])[] =>
    repeat(RUNS, () => {
      const level = draw();
      return repeat(REQUESTS, () => Math.exp(level + draw()));
    });
  const trials = repeat(runs, () => {
    const [ours, theirs] = [arm(), arm()];
    return { pooled: estimateOf(ours.flat(), theirs.flat()), byRun: estimateOf(ours.map(mean), theirs.map(mean)) };
  });
  return [
    {
      name: "A/A by runs: false differences",
      value: shareOf(trials, ({ byRun }) => byRun.p < 0.05),
      atMost: ALLOWED,
    },
    {
      name: "A/A by pooled requests, which nobody is offered: false differences",
      value: shareOf(trials, ({ pooled }) => pooled.p < 0.05),
      atLeast: POOLED,
      beside: `${RUNS} runs of ${REQUESTS} requests a side`,
    },
  ];
}
