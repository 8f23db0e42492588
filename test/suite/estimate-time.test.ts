import { describe, expect, it } from "vitest";
import { estimatePlanSeconds, estimateTrialSeconds } from "../../src/suite/estimate-time.js";
import { readSuite } from "../../src/suite/read-suite.js";
import { vocabulary } from "./fixtures/vocabulary.js";
import { readChanged } from "./training/training-suite.js";

describe("the estimated time", () => {
  it("of a trial is warm-up, window, cool-down and half the drain", async () => {
    const { plan } = await readSuite("test/suite/fixtures/small/suite.yaml", vocabulary);
    expect(plan.workloads.map(estimateTrialSeconds)).toEqual([10 + 60 + 5 + 20 / 2]);
  });

  it("of an offline trial takes the declared length of the batch", async () => {
    const { plan } = await readSuite("test/suite/fixtures/small/suite.yaml", vocabulary);
    const offline = plan.workloads.map((workload) => ({
      ...workload,
      arrival: { kind: "offline", requests: 10 } as const,
    }));
    expect(offline.map(estimateTrialSeconds)).toEqual([70]);
  });

  it("of a training is what its minimum asks of its steps, and no more than its time-out", async () => {
    const [workload] = (await readChanged()).plan.workloads;
    if (workload?.kind !== "training") throw new Error("no training");
    expect(estimateTrialSeconds(workload)).toBeCloseTo(((5 + 50) * 60) / 50);
    expect(estimateTrialSeconds({ ...workload, timeoutSeconds: 30 })).toBe(30);
  });

  it("of a plan adds its trials", async () => {
    const { plan } = await readSuite("test/suite/fixtures/small/suite.yaml", vocabulary);
    expect(plan.trials).toHaveLength(6);
    expect(estimatePlanSeconds(plan)).toBe(6 * 85);
    expect(estimatePlanSeconds({ ...plan, trials: plan.trials.slice(4) })).toBe(2 * 85);
  });
});
