import { describe, expect, it } from "vitest";
import { KNOWN_TRAINING, knownTrainingPair } from "../../../benchmarks/claims/known-training-plan.js";
import { trainVirtually } from "../../../benchmarks/claims/virtual-training.js";
import type { MockOptions } from "../../../src/backends/mock/options.js";
import { expectedTraining } from "../../../src/backends/mock/training/expected-training.js";
import { judgeTraining } from "../../../src/compare/training-validity.js";
import { METRICS } from "../../../src/metrics/all.js";
import { buildRunView } from "../../../src/metrics/run-view.js";
import type { RunRecord } from "../../../src/model/run-record.js";

const EQUAL = { tokensPerSecond: 1, tokensPerJoule: 1 };

/** One run of the baseline, with other options. */
async function train(change: (options: MockOptions) => MockOptions): Promise<{ options: MockOptions; run: RunRecord }> {
  const { plan, options } = knownTrainingPair(1, EQUAL);
  const [system, trial] = [options.get("baseline"), plan.trials.find(({ systemId }) => systemId === "baseline")];
  if (system === undefined || trial === undefined) throw new Error("the plan has a baseline");
  const changed = change(system);
  return { options: changed, run: await trainVirtually(changed, KNOWN_TRAINING, plan, trial) };
}

function quiet(options: MockOptions): MockOptions {
  const { meter, training } = options;
  return {
    ...options,
    noise: { speedCv: 0, powerCv: 0 },
    meter: meter && { ...meter, noiseWatts: 0, resolutionWatts: 0 },
    training: training && { ...training, stepCv: 0 },
  };
}

function withFaults(faults: NonNullable<NonNullable<MockOptions["training"]>["faults"]>) {
  return (options: MockOptions): MockOptions => ({
    ...options,
    training: options.training && { ...options.training, faults },
  });
}

function metricsOf(run: RunRecord): ReadonlyMap<string, number> {
  const view = buildRunView(run, "package");
  if (view.kind === "absent") throw new Error(view.reason.code);
  return new Map(
    METRICS.filter(({ of }) => of.includes("training")).flatMap((metric) => {
      const value = metric.compute(view);
      return value.kind === "value" ? [[metric.id, value.value] as const] : [];
    }),
  );
}

describe("a training in virtual time", () => {
  it("has the rates that its options say, from the log and the meter to the metric", async () => {
    const { options, run } = await train(quiet);
    const [metrics, expected] = [metricsOf(run), expectedTraining(options, KNOWN_TRAINING)];
    expect(metrics.get("training-tokens-per-second")).toBeCloseTo(expected.tokensPerSecond, 6);
    expect(metrics.get("step-time.mean")).toBeCloseTo(8192 / 40_000, 9);
    expect(metrics.get("stall-share")).toBeCloseTo(expected.stallShare, 9);
    // Four stalls of 1.5 s among 200 steps of 0.2048 s.
    expect(expected.stallShare).toBeCloseTo(6 / 46.96, 12);
    // The meter is read five times a second, so that a reading lies across each edge of a stall.
    expect((metrics.get("mean-watts") ?? Number.NaN) / expected.watts).toBeCloseTo(1, 3);
    expect((metrics.get("training-tokens-per-joule") ?? Number.NaN) / expected.tokensPerJoule).toBeCloseTo(1, 3);
    expect(run.steps).toHaveLength(210);
    expect(judgeTraining(run, KNOWN_TRAINING)).toEqual({ validity: "valid", findings: [] });
  });

  it.each([
    ["loss-not-finite", { risingLoss: false, nanLossFromStep: 100 }],
    ["loss-not-falling", { risingLoss: true }],
    ["job-not-as-asked", { risingLoss: false, setupGlobalBatch: 8 }],
  ] as const)("is invalid by %s where it goes wrong so", async (code, faults) => {
    const { run } = await train(withFaults(faults));
    const { validity, findings } = judgeTraining(run, KNOWN_TRAINING);
    expect(validity).toBe("invalid");
    expect(findings.map((finding) => finding.code)).toEqual([code]);
  });
});
