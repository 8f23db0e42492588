import { describe, expect, it } from "vitest";
import { aaPage, detectableBy } from "../../src/cli/aa-page.js";
import { judgeResults } from "../../src/compare/judge-results.js";
import { measureNoise } from "../../src/compare/noise/measure-noise.js";
import type { Language } from "../../src/model/localized-text.js";
import type { Plan, Trial } from "../../src/model/plan.js";
import { renderPage } from "../../src/report/renderers/terminal.js";
import { results } from "../compare/results-fixtures.js";
import { makeComparison, makePlan, makeRecord, makeRequest, makeSystem } from "../fixtures/records.js";

const SPEED = "output-tokens-per-second";
const SPREAD = [0.99, 0.995, 1.005, 1.002, 1.008, 1, 0.992, 1.01];

interface PageChanges {
  readonly language?: Language;
  readonly factor?: (trial: Trial) => number;
}

/** The page of a system against itself and a copy that is truly slower by `truth`, on one line. */
function page(truth: number, { language = "en", factor = () => 1 }: PageChanges = {}): string {
  const copy = makeSystem("a-slowed", { injected: { slowdown: 0.05 } });
  const systems = [makeSystem("a"), copy];
  const comparisons = [makeComparison({ candidate: "a-slowed", baseline: "a" })];
  const plan: Plan = makePlan({ systems, repeats: 8, comparisons });
  const record = (trial: Trial) => {
    const own = (SPREAD[trial.repeat - 1] ?? 1) * factor(trial);
    const tokens = Math.round(1000 * (trial.systemId === "a" ? own : own / (1 + truth)));
    const request = makeRequest({ index: 0, scheduled: 0, firstToken: 1, lastToken: 9, events: 9, tokens });
    return makeRecord({ plan, trial, requests: [request] });
  };
  const from = results({ plan, record });
  const cells = measureNoise(from, {}, () => [SPEED]);
  const { title, blocks } = aaPage(plan.suite.title, cells, judgeResults(from), language);
  return renderPage({ title, blocks }, { color: false, width: 200 }).replace(/\s+/g, " ");
}

describe("the page of systems against themselves", () => {
  it("shows the noise with its interval, what it finds, the A/A ratio and the control", () => {
    const text = page(0.05);
    expect(text).toContain("Noise between runs: Suite");
    expect(text).toContain("a on chat: 8 of 8 runs used");
    expect(text).toMatch(
      /Output throughput 0\.74 % \(0\.49 to 1\.5\) 2\.6 % 1\.6 % 0\.99 % 0\.67 % \d\.\d+ \(.*?\) holds 1/,
    );
    expect(text).toMatch(/slowed \/ untouched 0\.95\d* \(.*?\); the slow-down of 5 % was found/);
    expect(text).toContain("SLOWED DOWN ON PURPOSE");
    expect(text).toContain("10 or more are advised");
  });

  it("says so where it is blind, and where the halves differ", () => {
    expect(page(0)).toContain("no primary metric showed it");
    const alternating = ({ repeat }: Trial) => (repeat % 2 === 0 ? 1.05 : 1);
    expect(page(0.05, { factor: alternating })).toMatch(/false alarm.*excludes 1/);
  });

  it("speaks Chinese", () => {
    const text = page(0.05, { language: "zh" });
    expect(text).toContain("运行间噪声：套件");
    expect(text).toContain("5 % 的放慢被发现");
  });
});

it("shows the differences that Welch's test finds in multiples of the noise", () => {
  const found = detectableBy({ n: 10, cv: 0.001, cvLow: 0, cvHigh: 1, aa: { ratio: 1, low: 0.9, high: 1.1 } });
  const multiples = Object.entries(found).map(([runs, difference]) => [
    runs,
    (Math.log1p(difference) / 0.001).toFixed(1),
  ]);
  expect(multiples).toEqual([
    ["3", "3.5"],
    ["5", "2.1"],
    ["10", "1.3"],
    ["20", "0.9"],
  ]);
});
