import { randomNormal } from "d3-random";
import { describe, expect, it } from "vitest";
import { namedRandom } from "../../../src/contract/random.js";
import {
  type HighestRate,
  highestRate,
  type ProbeRequest,
  type SearchSpace,
} from "../../../src/run/search/highest-rate.js";

const SPACE: SearchSpace = { start: 2, low: 0.01, high: 1000, resolution: 0.01, rounds: 4, whole: false };

/** Searches a system that meets everything below its knee, which differs from run to run by `sd`. */
function search(space: SearchSpace, knee: number, sd = 0, seed = 1) {
  const noise = randomNormal.source(namedRandom(seed, "noise"))(0, sd);
  const steps = highestRate(space, namedRandom(seed, "search"));
  const asked: ProbeRequest[] = [];
  let step = steps.next();
  while (!step.done) {
    asked.push(step.value);
    step = steps.next(step.value.value < knee * Math.exp(sd === 0 ? 0 : noise()) ? "met" : "missed");
  }
  return { answer: step.value, asked };
}

function found(answer: HighestRate) {
  if (answer.kind !== "found") throw new Error(answer.kind);
  return answer;
}

describe("the search for the highest rate", () => {
  it.each([0.05, 2, 7.3, 512])("finds a sharp knee at %d to its resolution", (knee) => {
    const { value, low, high } = found(search(SPACE, knee).answer);
    expect(Math.abs(Math.log(value / knee))).toBeLessThan(0.01);
    expect(low).toBeLessThanOrEqual(knee);
    expect(high).toBeGreaterThanOrEqual(knee);
  });

  it("is within 3 % of a knee with 2 % noise, and its intervals hold it as often as they claim", () => {
    const seeds = Array.from({ length: 400 }, (_, seed) => seed);
    const results = seeds.map((seed) => {
      const knee = 5 + 10 * namedRandom(seed, "knee")();
      const { value, low, high } = found(search(SPACE, knee, 0.02, seed).answer);
      return { near: Math.abs(Math.log(value / knee)) < Math.log(1.03), covers: low <= knee && knee <= high };
    });
    expect(results.filter(({ near }) => near).length / seeds.length).toBeGreaterThan(0.99);
    // The 99.9 % binomial band about 0.95 for 400.
    const covering = results.filter(({ covers }) => covers).length / seeds.length;
    expect(Math.abs(covering - 0.95)).toBeLessThanOrEqual(3.29 * Math.sqrt((0.95 * 0.05) / seeds.length));
  });

  it("still knows how little it knows where chance is wide", () => {
    const seeds = Array.from({ length: 400 }, (_, seed) => seed);
    const covering = seeds.filter((seed) => {
      const { low, high } = found(search(SPACE, 10, 0.15, seed).answer);
      return low <= 10 && 10 <= high;
    }).length;
    expect(covering / seeds.length).toBeGreaterThan(0.9);
  });

  it("begins at the start and doubles; later rounds begin near what was found, each elsewhere", () => {
    const { asked } = search(SPACE, 11);
    expect(asked.slice(0, 5).map(({ value }) => value)).toEqual([2, 4, 8, 16, 11.314]);
    const firsts = [2, 3, 4].map((round) => asked.find((request) => request.round === round)?.value ?? 0);
    expect(new Set(firsts).size).toBe(3);
    for (const value of firsts) expect(Math.abs(Math.log(value / 11))).toBeLessThan(0.1);
    expect(asked.length).toBeLessThan(40);
  });

  it("asks the same again after the same answers, so that it can be continued", () => {
    expect(search(SPACE, 9, 0.05, 3)).toEqual(search(SPACE, 9, 0.05, 3));
    expect(search(SPACE, 9, 0.05, 3).asked).not.toEqual(search(SPACE, 9, 0.05, 4).asked);
  });

  it("says that none or every value meets it, and never leaves its limits", () => {
    expect(search({ ...SPACE, low: 1 }, 0.5).answer).toEqual({ kind: "none-meets", value: 1 });
    const { answer, asked } = search({ ...SPACE, high: 5 }, 700);
    expect(answer).toEqual({ kind: "all-meet", value: 5 });
    expect(asked.map(({ value }) => value)).toEqual([2, 4, 5]);
  });

  it("tries whole users only, down to two that are neighbours", () => {
    const users: SearchSpace = { ...SPACE, start: 1, low: 1, high: 1000, whole: true };
    for (const knee of [1.5, 2.5, 3.5, 37.5, 999.5]) {
      const { answer, asked } = search(users, knee);
      expect(asked.every(({ value }) => Number.isInteger(value))).toBe(true);
      expect(Math.abs(found(answer).value - Math.floor(knee))).toBeLessThanOrEqual(Math.max(0.001, knee * 0.01));
    }
    expect(search(users, 0.5).answer).toEqual({ kind: "none-meets", value: 1 });
    expect(search(users, 2000).answer).toEqual({ kind: "all-meet", value: 1000 });
  });

  it("gives a bracket where too few rounds, or rounds without noise, cannot give an interval", () => {
    const answer = found(search({ ...SPACE, rounds: 1 }, 7).answer);
    expect(answer.method).toBe("bracket");
    expect(answer.high / answer.low).toBeLessThan(1.0101);
  });
});
