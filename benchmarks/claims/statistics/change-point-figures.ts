import { readFileSync } from "node:fs";
import { randomNormal } from "d3-random";
import { namedRandom } from "../../../src/contract/random.js";
import { findChangePoints } from "../../../src/statistics/change-points.js";
import type { Figure } from "../claim.js";
import { chanceOf, repeat, shareOf } from "./trials.js";

const LENGTH = 60;
const MIDDLE = LENGTH / 2;
const NOISE = 0.02;
const STEP = 0.05;
/** Places by which a change may be missed. */
const NEAR = 2;
const MOST_SERIES = 2000;

/** Steps of the published series that are seen by eye (reference: statistics section 8), as places of the first new value. */
const BY_EYE: Readonly<Record<string, readonly number[]>> = {
  otava_single: [10],
  otava_seq14: [5, 8],
  otava_s1: [6],
  otava_s2: [4],
  tigerbeetle: [15, 71, 95],
};

export function changePointFigures(seed: number, runs: number): readonly Figure[] {
  return [...publishedFigures(), ...seededFigures(seed, Math.min(runs, MOST_SERIES))];
}

/** The series that the published tool is tested with. docs/statistics.md explains what differs. */
function publishedFigures(): readonly Figure[] {
  const series = JSON.parse(readFileSync("test/statistics/fixtures/stats-fixtures.json", "utf8")).changePoints;
  return Object.entries(BY_EYE).map(([name, steps]): Figure => {
    const found = findChangePoints(series[name].y).map(({ index }) => index);
    const seen = steps.filter((step) => found.some((index) => Math.abs(index - step) <= NEAR));
    return {
      name: `change points of ${name}: share of the steps seen by eye (${steps.join(", ")}) that are found`,
      value: seen.length / steps.length,
      atLeast: 1,
      beside: `found ${found.join(", ")}`,
    };
  });
}

function seededFigures(seed: number, runs: number): readonly Figure[] {
  const findIn = (name: string, level: (index: number) => number) => {
    let series = 0;
    return repeat(runs, () => {
      const draw = randomNormal.source(namedRandom(`${seed}:${name}:${series++}`, "series"))(1, NOISE);
      return findChangePoints(Array.from({ length: LENGTH }, (_, index) => level(index) * draw()));
    });
  };
  const nothing = findIn("null", () => 1);
  const stepped = findIn("step", (index) => (index < MIDDLE ? 1 : 1 - STEP));
  const allowed = chanceOf(0.95, runs * 10);
  return [
    {
      name: `${LENGTH} values without a change: share without a change point`,
      value: shareOf(nothing, (found) => found.length === 0),
      atLeast: 0.95 - allowed,
    },
    {
      name: `a step of ${STEP * 100} % at ${NOISE * 100} % noise in the middle of ${LENGTH}: share found within ${NEAR} places`,
      value: shareOf(stepped, (found) => found.some(({ index }) => Math.abs(index - MIDDLE) <= NEAR)),
      atLeast: 0.95 - allowed,
    },
  ];
}
