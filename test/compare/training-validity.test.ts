import { describe, expect, it } from "vitest";
import { judgeValidity } from "../../src/compare/validity.js";
import { failure } from "../../src/model/finding.js";
import type { StepSample } from "../../src/model/step-sample.js";
import { firstTrial, makeSteps, makeTrainingPlan, makeTrainingRecord, type StepsShape } from "./training-fixtures.js";

const plan = makeTrainingPlan();
const trial = firstTrial(plan);

function judge(loss: (step: number) => StepSample["loss"], shape: Partial<StepsShape> = {}) {
  const steps = makeSteps({ count: 22, seconds: () => 1, loss, ...shape });
  const { validity, findings } = judgeValidity(makeTrainingRecord({ plan, trial, steps }));
  return [validity, ...findings.map(({ code }) => code)];
}

describe("the validity of a training", () => {
  it("needs no check of a client, but a loss that falls as far as its workload asks", () => {
    expect(judge((step) => 10 - step * 0.1)).toEqual(["valid"]);
    expect(judge((step) => 10 - step * 0.01)).toEqual(["invalid", "loss-not-falling"]);
    expect(judge((step) => 10 + step)).toEqual(["invalid", "loss-not-falling"]);
  });

  it("is judged by the means of the first and the last tenth of all reports", () => {
    // Of 22 reports two are a tenth; a single one, high or low, decides nothing.
    const noisy = (step: number) => ({ 1: 9, 2: 11, 21: 8, 22: 9.9 })[step] ?? 10;
    expect(judge(noisy)).toEqual(["valid"]);
    expect(judge((step) => (step === 22 ? 8.3 : 10))).toEqual(["invalid", "loss-not-falling"]);
  });

  it("is lost where the loss is missing or no number", () => {
    expect(judge(() => undefined)).toEqual(["invalid", "loss-unknown"]);
    expect(judge((step) => (step === 7 ? 3 : undefined))).toEqual(["invalid", "loss-unknown"]);
    expect(judge((step) => (step === 13 ? "NaN" : 10 / step))).toEqual(["invalid", "loss-not-finite"]);
    expect(judge((step) => (step === 13 ? "Infinity" : 10 / step))).toEqual(["invalid", "loss-not-finite"]);
  });

  it("does not hang on the loss of a step that the optimiser left out", () => {
    const changes = (step: number) => (step < 3 ? { skipped: 1, loss: "Infinity" as const } : {});
    expect(judge((step) => 10 / step, { changes })).toEqual(["valid"]);
  });

  it("asks that a loss which begins below zero falls all the same", () => {
    expect(judge((step) => -1 - step)).toEqual(["valid"]);
    expect(judge((step) => -100 + step)).toEqual(["invalid", "loss-not-falling"]);
  });

  it("is lost by an error, and where nobody knows what was trained on", () => {
    const wrong = failure("job-not-as-asked", { what: "global-batch", asked: 10, said: 20 });
    const record = makeTrainingRecord({ plan, trial, record: { findings: [wrong] } });
    expect(judgeValidity(record)).toEqual({ validity: "invalid", findings: [wrong] });
    const manifest = { training: undefined };
    const { findings } = judgeValidity(makeTrainingRecord({ plan, trial, record: { manifest } }));
    expect(findings).toMatchObject([{ code: "training-facts-missing" }]);
  });
});
