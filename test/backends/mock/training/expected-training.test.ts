import { describe, expect, it } from "vitest";
import { withTrueRatios } from "../../../../src/backends/mock/known-answer.js";
import { expectedTraining } from "../../../../src/backends/mock/training/expected-training.js";
import { createVirtualClock } from "../../../../src/simulation/virtual-clock.js";
import { entriesOf, launchMockJob, trainingOptions, WORKLOAD } from "./training-run.js";

type Launched = Parameters<typeof launchMockJob>;

/** What a job does between the report of the last step of the warm-up and that of its last step. */
async function measured(options: Launched[1], rest: Launched[2] = {}) {
  const { workload = WORKLOAD } = rest;
  const clock = createVirtualClock();
  const { job, lines } = await launchMockJob(clock, options, rest);
  await clock.run(job.ended);
  const at = (step: number) =>
    lines[entriesOf(lines).findIndex((entry) => entry.kind === "step" && entry.step === step)];
  const [from, to] = [at(workload.warmUpSteps), at(workload.warmUpSteps + workload.steps)];
  if (from === undefined || to === undefined) throw new Error("a step is missing");
  const seconds = (to.atNs - from.atNs) / 1e9;
  const tokens = workload.steps * workload.globalBatch * workload.sequenceLength;
  return { seconds, tokensPerSecond: tokens / seconds, watts: (to.joules - from.joules) / seconds };
}

const STALLS = { everySteps: 3, seconds: 0.25 };

describe("expectedTraining", () => {
  it("is what a system without variation does, stalls between the measured steps included", async () => {
    const options = trainingOptions({ startSeconds: 2, stalls: STALLS });
    const expected = expectedTraining(options, WORKLOAD);
    // Six steps of half a second, and the stalls after steps 3 and 6.
    expect(expected).toEqual({
      tokensPerSecond: 6000 / 3.5,
      watts: expect.closeTo(100 + 1500 / 3.5, 12),
      tokensPerJoule: expect.closeTo(6000 / (350 + 1500), 12),
      stepSeconds: 3.5 / 6,
      stallShare: 0.5 / 3.5,
    });
    const run = await measured(options);
    expect(run.seconds).toBeCloseTo(3.5, 12);
    expect(run.tokensPerSecond).toBeCloseTo(expected.tokensPerSecond, 9);
    expect(run.watts).toBeCloseTo(expected.watts, 9);
  });

  it("counts the stall after the last step of the warm-up, and not that after the last step", async () => {
    const workload = { ...WORKLOAD, warmUpSteps: 3, steps: 3 };
    const options = trainingOptions({ stalls: STALLS });
    expect(expectedTraining(options, workload).stepSeconds).toBeCloseTo(1.75 / 3, 12);
    expect((await measured(options, { workload })).seconds).toBeCloseTo(1.75, 12);
  });

  it("scales with the nodes, which all idle", async () => {
    const options = trainingOptions({ efficiencyPerDoubling: 0.9 });
    const rung = { ladder: "tiny", of: "nodes", value: 4, scaling: "strong" } as const;
    const expected = expectedTraining(options, { ...WORKLOAD, rung });
    expect(expected.tokensPerSecond).toBeCloseTo(2000 * 4 * 0.81, 9);
    expect(expected.watts).toBeCloseTo(400 + 0.25 * 6480, 9);
    const run = await measured(options, { nodes: 4 });
    expect(run.tokensPerSecond / expected.tokensPerSecond).toBeCloseTo(1, 6);
    expect(run.watts / expected.watts).toBeCloseTo(1, 6);
  });

  it("is what a system with variation from step to step does on average", async () => {
    const workload = { ...WORKLOAD, steps: 4000 };
    const options = trainingOptions({ stepCv: 0.3, stalls: { everySteps: 50, seconds: 2 } });
    const expected = expectedTraining(options, workload);
    const run = await measured(options, { workload });
    expect(Math.abs(run.tokensPerSecond / expected.tokensPerSecond - 1)).toBeLessThan(0.01);
    expect(Math.abs(run.watts / expected.watts - 1)).toBeLessThan(0.01);
  });

  it("refuses what it has no closed form for", () => {
    const refused = [
      { faults: { ends: { afterStep: 1, as: "failed" } } },
      { faults: { requeuedAfterStep: 1 } },
    ] as const;
    for (const change of refused) expect(() => expectedTraining(trainingOptions(change), WORKLOAD)).toThrow(RangeError);
    expect(() => expectedTraining({ ...trainingOptions(), training: undefined }, WORKLOAD)).toThrow(RangeError);
  });
});

describe("withTrueRatios", () => {
  it("has exactly the ratios that were asked for in training too, stalls and idle power included", async () => {
    const base = trainingOptions({ startSeconds: 1, stalls: STALLS, stepCv: 0.2, efficiencyPerDoubling: 0.9 });
    const other = withTrueRatios(base, { tokensPerSecond: 1.08, tokensPerJoule: 0.7 });
    for (const nodes of [1, 8]) {
      const [a, b] = [expectedTraining(base, WORKLOAD, nodes), expectedTraining(other, WORKLOAD, nodes)];
      expect(b.tokensPerSecond / a.tokensPerSecond).toBeCloseTo(1.08, 12);
      expect(b.tokensPerJoule / a.tokensPerJoule).toBeCloseTo(0.7, 12);
      expect(b.stallShare).toBeCloseTo(a.stallShare, 12);
    }
    const { training } = other;
    if (training === undefined) throw new Error("the ratios lost the training");
    // The same seed draws the same steps, 1.08 times as fast.
    const [slow, fast] = [await measured(base), await measured({ ...other, training })];
    expect(slow.seconds / fast.seconds).toBeCloseTo(1.08, 6);
  });

  it("leaves a system that does not train as it is", () => {
    const base = { ...trainingOptions(), training: undefined };
    expect(withTrueRatios(base, { tokensPerSecond: 2, tokensPerJoule: 2 }).training).toBeUndefined();
  });
});
