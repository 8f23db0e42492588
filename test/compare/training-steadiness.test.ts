import { describe, expect, it } from "vitest";
import { judgeSteadiness } from "../../src/compare/steadiness.js";
import { buildRunView } from "../../src/metrics/run-view.js";
import type { StepSample } from "../../src/model/step-sample.js";
import { s } from "../fixtures/records.js";
import { firstTrial, makeSteps, makeTraining, makeTrainingPlan, makeTrainingRecord } from "./training-fixtures.js";

const WARM_UP = 10;

interface Shape {
  readonly steps?: number;
  readonly changes?: (sample: StepSample) => Partial<StepSample>;
}

/** Judges a training whose step of a number, counted from the beginning of the window, takes so many seconds. */
function judge(seconds: (step: number) => number, { steps = 300, changes = () => ({}) }: Shape = {}) {
  const plan = makeTrainingPlan({ workloads: [makeTraining({ warmUpSteps: WARM_UP, steps })] });
  const made = makeSteps({ count: WARM_UP + steps, seconds: (step) => seconds(step - WARM_UP) });
  const samples = made.map((sample) => ({ ...sample, ...changes(sample) }));
  const record = makeTrainingRecord({ plan, trial: firstTrial(plan), steps: samples });
  const view = buildRunView(record, undefined);
  const { windows } = record.manifest;
  if (view.kind !== "view" || windows === undefined) throw new Error("the run has a window");
  const { kind, findings } = judgeSteadiness(view, windows, plan);
  return { kind, codes: findings.map(({ code }) => code), data: findings[0]?.data };
}

/** Some noise of one part in a hundred that repeats only after long. */
const noise = (step: number) => 1 + 0.01 * Math.sin(step * 2.4) + 0.005 * Math.cos(step * 7.1);
const steady = (step: number) => noise(step);
/** A stall of so many steps' time every so many steps. */
const stalling = (every: number, stall: number, from: number) => (step: number) =>
  noise(step) + (step > 0 && (step - from) % every === 0 ? stall : 0);

/** Numerical Recipes' generator, so that the series are the same everywhere. */
function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

describe("a training", () => {
  it("is steady, or says which way its speed went", () => {
    expect(judge(steady)).toMatchObject({ kind: "steady", codes: [] });
    const throttled = judge((step) => steady(step) * (1 + Math.max(0, step) / 1000));
    expect(throttled).toMatchObject({ kind: "unsteady", codes: ["speed-drifts"], data: { direction: "falls" } });
  });

  it("is not accused by a window of too few reports, or one that is too short", () => {
    const few = judge((step) => 2 + Math.max(0, step), { steps: 59 });
    expect(few).toMatchObject({ kind: "unknown", codes: ["training-steadiness-unknown"], data: { reports: 59 } });
    expect(judge((step) => 0.03 + Math.max(0, step) / 1000).kind).toBe("unknown");
  });

  it.each([
    ["every 100 steps, three times", 100, 30, 50],
    ["every 100 steps, from the beginning", 100, 30, 1],
    ["every 140 steps: once in the first tenth, twice later", 140, 60, 5],
    ["every 150 steps: once in either half", 150, 60, 5],
    ["every 7 steps, no period of a group", 7, 3, 2],
    ["every 2 steps", 2, 0.8, 0],
    ["every 61 steps", 61, 10, 60],
    ["once, early", 1000, 30, 25],
    ["once, late", 1000, 30, 260],
  ])("with stalls %s is steady", (_, every, stall, from) => {
    for (const steps of [70, 300, 1000]) {
      // One that is not there, or only in the first step of all, is another matter.
      if (from >= steps || (from === 1 && every >= steps)) continue;
      expect([steps, judge(stalling(every, stall, from), { steps })]).toMatchObject([steps, { kind: "steady" }]);
    }
  });

  it("with stalls drifts where it would without, and where they become more", () => {
    const slower = (step: number) => stalling(50, 20, 10)(step) * (1 + Math.max(0, step) / 1000);
    expect(judge(slower).codes).toEqual(["throughput-drifts"]);
    const more = (step: number) => noise(step) + (step > 0 && step % (step < 150 ? 75 : 5) === 0 ? 3 : 0);
    expect(judge(more)).toMatchObject({ codes: ["throughput-drifts"], data: { direction: "falls" } });
  });

  it.each([
    ["noise alone", 300, 0.01, 0, 0],
    ["more noise", 300, 0.05, 0, 0],
    ["a stall in three steps of four hundred", 300, 0.01, 133, 60],
    ["a stall in the window or two", 300, 0.01, 200, 100],
    ["few steps and long stalls", 100, 0.01, 30, 20],
  ])("with %s is hardly ever accused, wherever the stalls fall", (_, steps, deviation, every, stall) => {
    const random = uniform(20261123);
    const kinds = Array.from({ length: 50 }, () => {
      const offset = Math.floor(random() * every);
      // Twelve uniform draws are as good as a normal one here.
      const normal = () => Array.from({ length: 12 }, random).reduce((sum, draw) => sum + draw, -6);
      return judge((step) => 1 + deviation * normal() + (every > 0 && (step + offset) % every === 0 ? stall : 0), {
        steps,
      });
    });
    expect(kinds.filter(({ kind }) => kind !== "steady").length).toBeLessThanOrEqual(1);
  });

  it("is another one where it is slow for longer than a stall", () => {
    expect(judge((step) => steady(step) * (step > 200 ? 2 : 1)).kind).toBe("unsteady");
  });

  it("is not steady with very slow first steps, be they too few for the tests", () => {
    const { codes, data } = judge((step) => steady(step) * (step <= 12 ? 3 : 1));
    expect(codes).toEqual(["first-steps-slow"]);
    expect(data).toMatchObject({ steps: 12, bias: expect.closeTo(24 / 300, 2) });
    // 2 of 300 s are less than half of the margin.
    expect(judge((step) => steady(step) * (step > 0 && step <= 1 ? 3 : 1)).kind).toBe("steady");
  });

  it("says in steps how much longer its warm-up should have been", () => {
    const { kind, codes, data } = judge((step) => steady(step) * (step <= 40 ? 2 : 1));
    expect([kind, codes]).toEqual(["unsteady", ["warm-up-steps-too-few"]]);
    expect(data).toMatchObject({ direction: "rises", steps: 45 });
  });

  it("is judged by whole readings of a file that is looked at now and then", () => {
    // Looked at every 3 s: three steps or so are stamped at once.
    const polled = ({ atNs }: StepSample) => ({ atNs: Math.ceil(atNs / s(3)) * s(3), withinNs: s(3) });
    expect(judge(steady, { changes: polled }).kind).toBe("steady");
    const throttled = judge((step) => steady(step) * (1 + Math.max(0, step) / 1000), { changes: polled });
    expect(throttled.codes).toEqual(["throughput-drifts"]);
  });

  it("is judged by the framework's timer where the log was buffered", () => {
    const timed = (drift: number) => {
      const seconds = (step: number) => steady(step) * (1 + drift * Math.max(0, step));
      const buffered = ({ step, atNs }: StepSample) => {
        const inBurst = step % 40;
        const stepSeconds = seconds(step - WARM_UP);
        return { atNs: atNs - s(inBurst * 0.99), stepSeconds };
      };
      return judge(seconds, { changes: buffered });
    };
    expect(timed(0).kind).toBe("steady");
    expect(timed(0.001).codes).toEqual(["speed-drifts"]);
  });
});
