import { describe, expect, it } from "vitest";
import type { MockTrainingInput } from "../../../src/backends/mock/training/options.js";
import { createMockTrainer } from "../../../src/backends/mock/training/trainer.js";
import type { JobLauncher } from "../../../src/contract/job-launcher.js";
import { failure, note } from "../../../src/model/finding.js";
import { windowSeconds } from "../../../src/model/time.js";
import type { VirtualClock } from "../../../src/simulation/virtual-clock.js";
import { trainingOptions } from "../../backends/mock/training/training-run.js";
import { createFakeLauncher } from "../training/fake-job.js";
import { runKept } from "../training/kept-run.js";
import { makeTraining, stepLine } from "../training/training-fixtures.js";

/** The mock's own trainer, on the clock of a kept run: steps of 32 tokens take a second. */
const mock =
  (changes: Partial<MockTrainingInput> = {}) =>
  (clock: VirtualClock): JobLauncher => {
    const options = trainingOptions({ tokensPerSecond: 32, ...changes });
    const known = { options, training: options.training, workload: makeTraining(), nodes: 1 };
    return createMockTrainer({ ...known, seed: "run", dataSeed: "data", clock }).launcher;
  };

const slowed = { injected: { slowdown: 0.05 } };

describe("a training that is slowed down", () => {
  it("takes 1.05 times as long in its window, and says so", async () => {
    const [plain, control] = [await runKept({ launcher: mock() }), await runKept({ launcher: mock(), system: slowed })];
    const seconds = ({ measured }: typeof plain): number => {
      if (measured.windows === undefined) throw new Error(JSON.stringify(measured.failure));
      return windowSeconds(measured.windows.measure);
    };
    expect(seconds(plain)).toBe(6);
    expect(seconds(control)).toBeCloseTo(6.3, 9);
    // A framework's timer goes on while its job is held: what it says of the steps adds up to when they were reported.
    const [first, ...rest] = control.kept.steps;
    const timed = rest.map(({ stepSeconds = Number.NaN }) => stepSeconds).reduce((sum, one) => sum + one, 0);
    expect(timed).toBeCloseTo(((rest.at(-1)?.atNs ?? 0) - (first?.atNs ?? 0)) / 1e9, 9);
    expect(control.measured.state).toBe("complete");
    expect(plain.kept.findings).toEqual([]);
    expect(control.kept.findings).toEqual([
      note("injected-slowdown", { slowdown: 0.05, achieved: expect.closeTo(0.05, 9) as number }),
    ]);
  });

  it("counts for nothing where the job was over before it could be held", async () => {
    const { measured } = await runKept({ launcher: mock({ tokensPerSecond: 32e6 }), system: slowed });
    expect(measured).toMatchObject({
      state: "failed",
      failure: failure("injected-slowdown-missed", { slowdown: 0.05, achieved: 0 }),
    });
  });

  it("is ended where its launcher cannot hold it: a control that does nothing must not count", async () => {
    const prints = [1, 2, 3, 4, 5, 6, 7, 8].map((step) => ({
      at: step,
      kind: "prints" as const,
      text: stepLine(step),
    }));
    const launched = [
      { at: 0, kind: "started" as const, nodes: ["n1"] },
      ...prints,
      { at: 9, kind: "ends" as const, outcome: "completed" as const, detail: "exit 0" },
    ];
    let launcher: ReturnType<typeof createFakeLauncher> | undefined;
    const { measured, kept } = await runKept({
      launcher: (clock) => {
        launcher = createFakeLauncher({ clock, launched });
        return launcher;
      },
      system: slowed,
    });
    expect(measured).toMatchObject({ state: "failed", failure: failure("control-not-possible", { launcher: "fake" }) });
    expect(launcher?.asked.at(-1)).toBe("cancel");
    expect(kept.findings).toEqual([]);
    expect(measured.windows).toBeUndefined();
  });

  it("goes on before it is cancelled, so that it can end", async () => {
    const asked: string[] = [];
    const stop = new AbortController();
    const { measured } = await runKept({
      launcher: (clock) => {
        const inner = mock()(clock);
        clock.schedule(1.02e9, () => stop.abort());
        return {
          ...inner,
          launch: async (request, observer) => {
            const job = await inner.launch(request, observer);
            const noted =
              (what: string, act: () => Promise<void>): (() => Promise<void>) =>
              () => {
                asked.push(`${what} ${clock.nowNs() / 1e9}`);
                return act();
              };
            const { holding } = job;
            if (holding === undefined) throw new Error("the mock cannot be held");
            return {
              ...job,
              cancel: noted("cancel", job.cancel),
              holding: {
                shortestNs: holding.shortestNs,
                hold: noted("hold", holding.hold),
                resume: noted("resume", holding.resume),
              },
            };
          },
        };
      },
      signal: stop.signal,
      system: slowed,
    });
    expect(measured.state).toBe("interrupted");
    // The first step ends after a second, and 50 ms of hold follow it.
    expect(asked).toEqual(["resume 0", "hold 1", "resume 1.02", "cancel 1.02"]);
  });
});
