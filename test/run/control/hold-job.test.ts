import { describe, expect, it } from "vitest";
import { createMockTrainer } from "../../../src/backends/mock/training/trainer.js";
import type { JobHolding } from "../../../src/contract/job-launcher.js";
import { holdJob } from "../../../src/run/control/hold-job.js";
import { createVirtualClock } from "../../../src/simulation/virtual-clock.js";
import { trainingOptions, WORKLOAD } from "../../backends/mock/training/training-run.js";

const SECOND = 1e9;

/** A holding that notes when it was asked what, in seconds. */
function notedHolding(clock: { nowNs(): number }, shortestNs: number, taking = { hold: 0, resume: 0 }) {
  const asked: [string, number][] = [];
  const note = (what: "hold" | "resume") => async (): Promise<void> => {
    asked.push([what, clock.nowNs() / SECOND]);
    if (taking[what] > 0) await new Promise<void>((resolve) => void virtualSleep(clock, taking[what], resolve));
  };
  const holding: JobHolding = { shortestNs, hold: note("hold"), resume: note("resume") };
  return { asked, holding };
}

function virtualSleep(clock: unknown, forNs: number, done: () => void): void {
  const own = clock as { nowNs(): number; schedule(atNs: number, callback: () => void): unknown };
  own.schedule(own.nowNs() + forNs, done);
}

const fails = (error: unknown): never => {
  throw error;
};

describe("holdJob", () => {
  it("makes each step of a mock training, and with it the whole, take a quarter longer", async () => {
    const clock = createVirtualClock();
    const held = holdJob({ slowdown: 0.25, clock, failed: fails });
    const options = trainingOptions();
    const training = {
      options,
      training: options.training,
      workload: WORKLOAD,
      nodes: 1,
      seed: "run",
      dataSeed: "data",
    };
    const trainer = createMockTrainer({ ...training, clock });
    const reports: [number, number][] = [];
    const request = { name: "job", command: ["mock"] as const, environment: {}, directory: "", nodes: 1, keepIn: "" };
    const job = await trainer.launcher.launch(request, {
      event: ({ kind }) => {
        if (kind === "started") held.started();
        if (kind === "ended") void held.stop();
      },
      output: (bytes, atNs, withinNs) => {
        expect(withinNs).toBe(0);
        if (!Buffer.from(bytes).toString().includes('"step":')) return;
        reports.push([atNs / SECOND, trainer.energyJoules(atNs)]);
        held.stepped();
      },
      report: () => {},
    });
    if (job.holding === undefined) throw new Error("the mock cannot be held");
    held.take(job.holding);
    await clock.run(job.ended);
    await held.stop();
    // Steps of 0.5 s: the hold after a report is part of the step that follows.
    expect(reports.map(([atSeconds]) => atSeconds)).toEqual([0.5, 1.125, 1.75, 2.375, 3, 3.625, 4.25, 4.875]);
    // 100 W of idle all the time, and 250 J beyond it for each step.
    expect(reports.map(([atSeconds, joules], index) => joules - 100 * atSeconds - 250 * (index + 1))).toEqual(
      reports.map(() => expect.closeTo(0, 6)),
    );
    // The hold after the last step is before the job's end.
    expect(clock.nowNs()).toBe(5 * SECOND);
    expect(held.addedShare()).toBeCloseTo(0.25, 12);
  });

  it("holds by the clock where no step is reported, and makes up for what a hold took more or less", async () => {
    const clock = createVirtualClock();
    const held = holdJob({ slowdown: 0.05, clock, failed: fails });
    // Half a second passes between the asking and the going on, and is measured with the hold.
    const { asked, holding } = notedHolding(clock, SECOND, { hold: 0, resume: 0.5 * SECOND });
    held.take(holding);
    held.started();
    await clock.run(new Promise<void>((resolve) => void clock.schedule(10_000 * SECOND, resolve)));
    await held.stop();
    // After 100 s it owes 5 s, five times the shortest hold; it was held for 5.5, and after another 110 s it owes 5 again.
    expect(asked.slice(1, 5)).toEqual([
      ["hold", expect.closeTo(100, 6)],
      ["resume", expect.closeTo(105, 6)],
      ["hold", expect.closeTo(215.5, 6)],
      ["resume", expect.closeTo(220.5, 6)],
    ]);
    expect(held.addedShare()).toBeGreaterThan(0.0494);
    expect(held.addedShare()).toBeLessThan(0.0501);
  });

  it("lets go on what an earlier process may have left held, and begins when the job runs", async () => {
    const clock = createVirtualClock();
    const held = holdJob({ slowdown: 0.5, clock, failed: fails });
    const { asked, holding } = notedHolding(clock, SECOND);
    held.take(holding);
    await clock.run(new Promise<void>((resolve) => void clock.schedule(100 * SECOND, resolve)));
    expect(asked).toEqual([]);
    held.started();
    held.stepped();
    await clock.run(new Promise<void>((resolve) => void clock.schedule(103 * SECOND, resolve)));
    expect(asked).toEqual([["resume", 100]]);
    held.stepped();
    await clock.run(new Promise<void>((resolve) => void clock.schedule(103.5 * SECOND, resolve)));
    expect(asked.slice(1)).toEqual([["hold", 103]]);
    // Stopped in the middle of a hold: the job goes on at once, and only what was held counts.
    await held.stop();
    expect(asked.slice(2)).toEqual([["resume", 103.5]]);
    expect(held.addedShare()).toBeCloseTo(0.5 / 3, 9);
    held.stepped();
    expect(asked).toHaveLength(3);
  });

  it("says why the job could not be held, and does not try again", async () => {
    const clock = createVirtualClock();
    const errors: unknown[] = [];
    const held = holdJob({ slowdown: 0.5, clock, failed: (error) => errors.push(error) });
    let tries = 0;
    held.take({
      shortestNs: SECOND,
      hold: async () => {
        tries += 1;
        throw new Error("refused");
      },
      resume: async () => {},
    });
    held.started();
    await clock.run(new Promise<void>((resolve) => void clock.schedule(100 * SECOND, resolve)));
    held.stepped();
    expect([tries, errors, held.addedShare()]).toEqual([1, [new Error("refused")], 0]);
    await held.stop();
  });

  it("was nothing for a job that never ran", async () => {
    const held = holdJob({ slowdown: 0.5, clock: createVirtualClock(), failed: fails });
    await held.stop();
    expect(held.addedShare()).toBe(0);
  });
});
