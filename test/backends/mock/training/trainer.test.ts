import { describe, expect, it } from "vitest";
import type { MockTrainingInput } from "../../../../src/backends/mock/training/options.js";
import { type Clock, sleepUntil } from "../../../../src/contract/clock.js";
import { createVirtualClock } from "../../../../src/simulation/virtual-clock.js";
import { entriesOf, launchMockJob, trainingOptions, WORKLOAD } from "./training-run.js";

const SECOND = 1e9;

/** Plays a job to its end in virtual time. */
async function play(changes: Partial<MockTrainingInput> = {}, rest: Parameters<typeof launchMockJob>[2] = {}) {
  const clock = createVirtualClock();
  const told = await launchMockJob(clock, trainingOptions(changes), rest);
  const end = await clock.run(told.job.ended);
  return { ...told, end, endedNs: clock.nowNs() };
}

function stepsOf(lines: readonly { readonly text: string }[]) {
  return entriesOf(lines).flatMap((entry) => (entry.kind === "step" ? [entry] : []));
}

describe("a mock job", () => {
  it("prints its set-up, each step when it has ended and each checkpoint after its stall", async () => {
    const { lines, events, end } = await play({ startSeconds: 1, stalls: { everySteps: 3, seconds: 0.25 } });
    const told = entriesOf(lines).map((entry, index) => [
      (lines[index]?.atNs ?? 0) / SECOND,
      entry.kind,
      "step" in entry ? entry.step : undefined,
    ]);
    expect(told).toEqual([
      [1, "setup", undefined],
      [1.5, "step", 1],
      [2, "step", 2],
      [2.5, "step", 3],
      [2.75, "checkpoint", 3],
      [3.25, "step", 4],
      [3.75, "step", 5],
      [4.25, "step", 6],
      [4.5, "checkpoint", 6],
      [5, "step", 7],
      [5.5, "step", 8],
    ]);
    expect(lines.every(({ withinNs }) => withinNs === 0)).toBe(true);
    expect(events).toEqual([
      { kind: "started", atNs: 0, nodes: ["mock-node-1"] },
      { kind: "ended", atNs: 5.5 * SECOND, outcome: "completed", detail: "exit 0" },
    ]);
    expect(end).toEqual(events[1]);
  });

  it("says what it does in the words of its parser", async () => {
    const { lines } = await play();
    const [setup, first] = entriesOf(lines);
    expect(setup).toEqual({ kind: "setup", sequenceLength: 100, globalBatch: 10, totalSteps: 8 });
    expect(first).toEqual({
      kind: "step",
      step: 1,
      stepSeconds: 0.5,
      // 3 + 4 * 2^(-1000 / 2000)
      loss: expect.closeTo(5.82842712474619, 12),
      consumedTokens: 1000,
      claim: { tokensPerSecond: 2000, rateOf: "job" },
    });
    expect(stepsOf(lines).map(({ consumedTokens }) => consumedTokens)).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8].map((step) => step * 1000),
    );
  });

  it("keeps its instants when timers are late, and tells by how much", async () => {
    const virtual = createVirtualClock();
    const lateNs = 0.3 * SECOND;
    // Each timer fires 0.3 s late, so that only every second one is a step's own.
    const late: Clock = { ...virtual, schedule: (atNs, callback) => virtual.schedule(atNs + lateNs, callback) };
    const { job, lines, trainer } = await launchMockJob(late, trainingOptions({ tokensPerSecond: 4000 }));
    await virtual.run(job.ended);
    const steps = lines.slice(1).map(({ atNs, withinNs }) => [atNs / SECOND, (atNs - withinNs) / SECOND]);
    expect(steps).toEqual([
      [0.55, 0.25],
      [0.55, 0.5],
      [1.05, 0.75],
      [1.05, 1],
      [1.55, 1.25],
      [1.55, 1.5],
      [2.05, 1.75],
      [2.05, 2],
    ]);
    expect(trainer.energyJoules(3 * SECOND)).toBeCloseTo(3 * 100 + 8 * 250, 9);
  });

  it("spreads the energy of a step over it, and only idles in a stall, before and afterwards", async () => {
    const clock = createVirtualClock();
    const options = trainingOptions({ startSeconds: 0.5, stalls: { everySteps: 1, seconds: 0.25 } });
    const { trainer } = await launchMockJob(clock, options, {
      workload: { ...WORKLOAD, warmUpSteps: 1, steps: 1 },
    });
    const watts: number[] = [];
    const sample = async (): Promise<void> => {
      for (let quarter = 1; quarter <= 9; quarter += 1) {
        const before = trainer.energyJoules(clock.nowNs());
        await sleepUntil(clock, quarter * 0.25 * SECOND);
        watts.push((trainer.energyJoules(clock.nowNs()) - before) / 0.25);
      }
    };
    await clock.run(sample());
    expect(watts.map((value) => Number(value.toFixed(6)))).toEqual([100, 100, 600, 600, 100, 600, 600, 100, 100]);
  });

  it("draws nothing more once it is cancelled, and ends once", async () => {
    const clock = createVirtualClock();
    const { trainer, job, lines, events } = await launchMockJob(clock, trainingOptions());
    clock.schedule(0.75 * SECOND, () => void job.cancel());
    const end = await clock.run(job.ended);
    await job.cancel();
    await clock.run(sleepUntil(clock, 3 * SECOND));
    expect(end).toEqual({ kind: "ended", atNs: 0.75 * SECOND, outcome: "cancelled", detail: "cancelled" });
    expect(events.filter(({ kind }) => kind === "ended")).toHaveLength(1);
    expect(stepsOf(lines)).toHaveLength(1);
    expect(trainer.energyJoules(3 * SECOND)).toBeCloseTo(300 + 1.5 * 250, 9);
  });

  it("varies from step to step by its own seed, and learns by that of the data", async () => {
    const noisy: Partial<MockTrainingInput> = {
      stepCv: 0.2,
      loss: { start: 7, floor: 3, halfLifeTokens: 2000, noise: 0.05 },
    };
    const one = await play(noisy, { seed: "one" });
    const again = await play(noisy, { seed: "one" });
    const other = await play({ ...noisy, tokensPerSecond: 2160 }, { seed: "other" });
    const elsewhere = await play(noisy, { seed: "one", dataSeed: "another block" });
    const losses = (run: typeof one) => stepsOf(run.lines).map(({ loss }) => loss);
    const times = (run: typeof one) => stepsOf(run.lines).map(({ stepSeconds }) => stepSeconds);
    expect(again.lines).toEqual(one.lines);
    expect(losses(other)).toEqual(losses(one));
    expect(times(other)).not.toEqual(times(one));
    expect(new Set(times(one)).size).toBe(8);
    expect(times(elsewhere)).toEqual(times(one));
    expect(losses(elsewhere)).not.toEqual(losses(one));
  });

  it("is faster on more nodes by the efficiency that it is given, and names them", async () => {
    const { lines, events } = await play({ efficiencyPerDoubling: 0.9 }, { nodes: 4 });
    // 2000 * 4 * 0.9^2 tokens/s
    expect(stepsOf(lines)[0]?.stepSeconds).toBeCloseTo(1000 / 6480, 9);
    expect(events[0]).toMatchObject({ nodes: ["mock-node-1", "mock-node-2", "mock-node-3", "mock-node-4"] });
  });
});

describe("a mock job with a fault", () => {
  it.each([
    ["failed", "exit 1"],
    ["time-out", "TIMEOUT"],
    ["node-failure", "NODE_FAIL"],
    ["preempted", "PREEMPTED"],
    ["out-of-memory", "OUT_OF_MEMORY"],
    ["completed", "exit 0"],
  ] as const)("ends early as %s", async (as, detail) => {
    const { lines, end } = await play({ faults: { ends: { afterStep: 3, as } } });
    expect(stepsOf(lines).map(({ step }) => step)).toEqual([1, 2, 3]);
    expect(end).toEqual({ kind: "ended", atNs: 1.5 * SECOND, outcome: as, detail });
    expect(lines.at(-1)?.text).toContain(`the job ends here (${as})`);
  });

  it("ends before its first step", async () => {
    const { lines, end } = await play({ faults: { ends: { afterStep: 0, as: "failed" } } });
    expect(entriesOf(lines).map(({ kind }) => kind)).toEqual(["setup"]);
    expect(end).toMatchObject({ atNs: 0, outcome: "failed" });
  });

  it("is queued again, goes on from its last checkpoint and makes the same losses of the same steps", async () => {
    const { lines, events, end, trainer, endedNs } = await play({
      startSeconds: 1,
      stalls: { everySteps: 2, seconds: 0 },
      loss: { start: 7, floor: 3, halfLifeTokens: 2000, noise: 0.1 },
      faults: { requeuedAfterStep: 3 },
    });
    expect(events.map(({ kind, atNs }) => [kind, atNs / SECOND])).toEqual([
      ["started", 0],
      ["requeued", 2.5],
      ["started", 2.5],
      ["ended", 6.5],
    ]);
    expect(end.outcome).toBe("completed");
    const steps = stepsOf(lines);
    expect(steps.map(({ step }) => step)).toEqual([1, 2, 3, 3, 4, 5, 6, 7, 8]);
    expect(steps[3]?.loss).toBe(steps[2]?.loss);
    expect(entriesOf(lines)).toContainEqual({ kind: "restart", step: 2 });
    expect(trainer.energyJoules(endedNs)).toBeCloseTo(6.5 * 100 + 9 * 250, 9);
  });

  it("loses its loss", async () => {
    const { lines } = await play({ faults: { nanLossFromStep: 7 } });
    const losses = stepsOf(lines).map(({ loss }) => loss);
    expect(losses.slice(0, 6).every(Number.isFinite)).toBe(true);
    expect(losses.slice(6)).toEqual([Number.NaN, Number.NaN]);
  });

  it("learns nothing", async () => {
    const { lines } = await play({ faults: { risingLoss: true } });
    const losses = stepsOf(lines).map(({ loss = 0 }) => loss);
    expect(losses[0]).toBeCloseTo(7 + 4 * (1 - Math.SQRT1_2), 12);
    expect([...losses].sort((a, b) => a - b)).toEqual(losses);
  });

  it("says that it trains with another batch", async () => {
    const { lines } = await play({ faults: { setupGlobalBatch: 12 } });
    expect(entriesOf(lines)[0]).toMatchObject({ globalBatch: 12 });
  });
});
