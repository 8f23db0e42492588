import { describe, expect, it } from "vitest";
import { chiSquaredQuantile } from "../../src/statistics/chi-squared.js";
import { detectableEffect, equalSpread, powerOfRuns, runsForPower } from "../../src/statistics/power-analysis.js";
import { standardNormalCdf } from "../../src/statistics/standard-normal.js";
import { studentTCritical } from "../../src/statistics/student-t.js";
import { expectCloseRel } from "./close-to.js";

describe("the power of a paired test", () => {
  it.each([
    // scipy 1.x: nct.sf(t.ppf(1 - alpha/2, n - 1), n - 1, effect sqrt(n))
    { n: 10, effect: 1, alpha: 0.05, power: 0.8030962086904041 },
    { n: 5, effect: 2, alpha: 0.05, power: 0.9088848642110241 },
    { n: 34, effect: 0.5, alpha: 0.05, power: 0.8077766855149762 },
    { n: 12, effect: 1.2, alpha: 0.025, power: 0.9220870919010776 },
  ])("of $n pairs, effect $effect, alpha $alpha", ({ n, effect, alpha, power }) => {
    expectCloseRel(powerOfRuns(n, { effect, alpha, design: "paired" }), power, 1e-9);
  });

  it.each([
    { effect: 0.5, power: 0.8, pairs: 33.36720397881092 },
    { effect: 1, power: 0.8, pairs: 9.937863566261841 },
    { effect: 1.5, power: 0.9, pairs: 6.869958192185019 },
  ])("is $power with $pairs pairs at an effect of $effect", ({ effect, power, pairs }) => {
    expectCloseRel(runsForPower(power, { effect, alpha: 0.05, design: "paired" }) ?? 0, pairs, 1e-9);
    expectCloseRel(detectableEffect(pairs, power, 0.05, "paired"), effect, 1e-9);
  });

  it("is the mean over all spreads that might be seen of the normal chance", () => {
    const [n, effect, points] = [6, 1.5, 4000];
    const critical = studentTCritical(0.95, n - 1);
    let sum = 0;
    for (let point = 0; point < points; point += 1) {
      const seen = Math.sqrt(chiSquaredQuantile((point + 0.5) / points, n - 1) / (n - 1));
      sum += standardNormalCdf(effect * Math.sqrt(n) - critical * seen);
    }
    expect(powerOfRuns(n, { effect, alpha: 0.05, design: "paired" })).toBeCloseTo(sum / points, 4);
  });

  it("is that of two samples where no design is named", () => {
    const test = { effect: 1.2, alpha: 0.05 };
    expect(powerOfRuns(8, test)).toBe(powerOfRuns(8, { ...test, design: "two-sample" }));
    expect(runsForPower(0.9, test)).not.toBe(runsForPower(0.9, { ...test, design: "paired" }));
  });
});

describe("two arms of unequal spread", () => {
  it("have the standard error of two that are equally wide", () => {
    const [a, b, n] = [0.01, 0.03, 7];
    expectCloseRel(equalSpread(a, b) * Math.sqrt(2 / n), Math.sqrt(a ** 2 / n + b ** 2 / n), 1e-12);
    expectCloseRel(equalSpread(a, a), a, 1e-12);
  });
});
