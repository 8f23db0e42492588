import { describe, expect, it } from "vitest";
import { sleepUntil } from "../../../src/contract/clock.js";
import type { JobOutcome } from "../../../src/contract/job-launcher.js";
import type { PowerSource } from "../../../src/contract/power-source.js";
import { type Finding, failure, warning } from "../../../src/model/finding.js";
import { createPolledSource } from "../../../src/power/polled-source.js";
import { createVirtualClock, type VirtualClock } from "../../../src/simulation/virtual-clock.js";
import { traceHeader } from "../../records/sample-run.js";
import { createFakeLauncher, type FakeMoment, type FakeOptions } from "./fake-job.js";
import { type KeptRunOptions, runKept } from "./kept-run.js";
import { stepLine } from "./training-fixtures.js";

const STARTED: FakeMoment = { at: 1, kind: "started", nodes: ["gpu-17.example.org", "gpu-18.example.org"] };
const ENDED: FakeMoment = { at: 11, kind: "ends", outcome: "completed", detail: "exit 0" };
/** Step n is printed n seconds after the job has begun at 1 s. */
const STEPS: readonly FakeMoment[] = [1, 2, 3, 4, 5, 6, 7, 8].map((step) => ({
  at: 1 + step,
  kind: "prints",
  text: stepLine(step),
}));
const WHOLE: readonly FakeMoment[] = [STARTED, ...STEPS, ENDED];

const fake =
  (options: Omit<FakeOptions, "clock">) =>
  (clock: VirtualClock): ReturnType<typeof createFakeLauncher> =>
    createFakeLauncher({ clock, ...options });

describe("a training run", () => {
  it("keeps every report of the log, its window and what became of the job", async () => {
    const launched: readonly FakeMoment[] = [{ at: 0.5, kind: "pending", reason: "Priority" }, ...WHOLE];
    const { measured, kept, closed } = await runKept({ launcher: fake({ launched }) });
    expect(measured).toMatchObject({
      state: "complete",
      windows: { warmUp: { startNs: 2e9, endNs: 3e9 }, measure: { startNs: 3e9, endNs: 9e9 } },
      description: { driver: "1.0" },
      training: {
        launcher: "fake",
        logs: "tokwatt",
        stamps: "read",
        nodes: ["node-1", "node-2"],
        nodeCount: 1,
        units: 2,
        precision: "bf16",
        history: [
          { atNs: 0.5e9, kind: "pending", detail: "Priority" },
          { atNs: 1e9, kind: "started", detail: "node-1, node-2" },
          { atNs: 11e9, kind: "ended", detail: "completed: exit 0" },
        ],
      },
    });
    expect(measured.failure).toBeUndefined();
    expect(measured.training).not.toHaveProperty("ticket");
    expect(kept.steps.map(({ step, atNs, tokens }) => [step, atNs, tokens])).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8].map((step) => [step, (1 + step) * 1e9, 32]),
    );
    expect(kept.findings).toEqual([]);
    expect(closed).toBe(1);
  });

  it("leaves its ticket as soon as the job is handed in, and its nodes when it has begun", async () => {
    const { kept } = await runKept({ launcher: fake({ launched: WHOLE }) });
    expect(kept.notes.map(({ ticket, nodes }) => [ticket, nodes])).toEqual([
      ["fake 7", []],
      ["fake 7", ["node-1", "node-2"]],
    ]);
  });

  it("keeps the lines that said something, without hosts", async () => {
    const launched: readonly FakeMoment[] = [
      STARTED,
      { at: 1.5, kind: "prints", text: "loading weights\n" },
      { at: 1.6, kind: "prints", text: `gpu-17: ${stepLine(1)}`, withinSeconds: 0.25 },
      ...STEPS.slice(1),
      ENDED,
    ];
    const { kept } = await runKept({ launcher: fake({ launched }) });
    const [log] = kept.raw;
    expect(log?.header).toMatchObject({ id: "job-log", format: "tokwatt", framing: "lines", shard: "client" });
    expect(log?.entries).toHaveLength(8);
    expect(log?.entries[0]).toEqual({ atNs: 1.6e9, withinNs: 0.25e9, text: `node-1: ${stepLine(1).trim()}` });
    expect(kept.steps[0]).toMatchObject({ atNs: 1.6e9, withinNs: 0.25e9 });
  });

  it("keeps what several ranks say of one step only once", async () => {
    const launched: readonly FakeMoment[] = [
      STARTED,
      ...STEPS.flatMap((moment): readonly FakeMoment[] => {
        const text = moment.kind === "prints" ? moment.text : "";
        return [0, 1, 2].map((rank) => ({ at: moment.at + rank / 10, kind: "prints", text: `[rank${rank}]: ${text}` }));
      }),
      ENDED,
    ];
    const { kept } = await runKept({ launcher: fake({ launched }) });
    expect(kept.steps).toHaveLength(8);
    expect(kept.raw[0]?.entries).toHaveLength(8);
  });

  it("reads meters on this machine from before the job until beyond its end", async () => {
    const meters = (clock: VirtualClock): readonly PowerSource[] => [
      createPolledSource({
        id: "meter",
        devices: [{ header: traceHeader("device-0"), read: async () => 100 }],
        intervalNs: 0.5e9,
        clock,
      }),
    ];
    const { kept, measured } = await runKept({ launcher: fake({ launched: WHOLE }), meters });
    const times = kept.traces[0]?.timesNs ?? [];
    expect(times[0]).toBe(0);
    expect(times.at(-1)).toBeGreaterThan(11e9);
    expect(measured.windows?.measure.endNs).toBeLessThan(times.at(-1) ?? 0);
  });

  it("says what was wrong with the job that it was not asked for", async () => {
    const setup = { tokwatt: "setup", sequenceLength: 16, globalBatch: 4 };
    const launched: readonly FakeMoment[] = [
      STARTED,
      { at: 1.5, kind: "prints", text: `${JSON.stringify(setup)}\n` },
      ...STEPS,
      { at: 10, kind: "reports", finding: warning("job-suspended", { job: "7" }) },
      ENDED,
    ];
    const { kept } = await runKept({ launcher: fake({ launched }) });
    expect(kept.findings).toEqual([
      warning("job-suspended", { job: "7" }),
      failure("job-not-as-asked", { what: "sequence-length", asked: 8, said: 16 }),
    ]);
  });

  it("has nowhere to go where the adapter cannot be readied", async () => {
    const launcher = (): never => {
      throw new Error("no such thing");
    };
    const { measured } = await runKept({ launcher });
    expect(measured).toMatchObject({ state: "failed", failure: { code: "unexpected-error" }, shards: [] });
  });
});

describe("a job that ends badly", () => {
  const OUTCOMES: readonly (readonly [JobOutcome, string])[] = [
    ["failed", "job-failed"],
    ["cancelled", "job-cancelled"],
    ["time-out", "job-time-out"],
    ["node-failure", "job-node-failure"],
    ["preempted", "job-preempted"],
    ["out-of-memory", "job-out-of-memory"],
  ];
  it.each(OUTCOMES)("by %s is a failed run with its reason, steps and last lines", async (outcome, code) => {
    const launched: readonly FakeMoment[] = [
      STARTED,
      ...STEPS.slice(0, 4),
      { at: 6, kind: "prints", text: "\u001b[31mTraceback\u001b[0m on gpu-17\nRuntimeError: oh" },
      { at: 7, kind: "ends", outcome, detail: "FAILED on gpu-18, exit 1" },
    ];
    const { measured, kept } = await runKept({ launcher: fake({ launched }) });
    expect(measured).toMatchObject({
      state: "failed",
      failure: failure(code, { detail: "FAILED on node-2, exit 1", steps: 4 }),
      training: { history: [{ kind: "started" }, { kind: "ended", detail: `${outcome}: FAILED on node-2, exit 1` }] },
    });
    expect(measured.windows).toBeUndefined();
    expect(kept.steps).toHaveLength(4);
    const last = kept.raw[0]?.entries.slice(-2).map(({ text }) => text);
    expect(last).toEqual(["Traceback on node-1", "RuntimeError: oh"]);
  });

  it("keeps no more than the last fifty lines", async () => {
    const text = Array.from({ length: 3000 }, (_, line) => `line ${line} ${"x".repeat(40)}\n`).join("");
    const launched: readonly FakeMoment[] = [
      STARTED,
      { at: 2, kind: "prints", text },
      { at: 3, kind: "ends", outcome: "failed", detail: "exit 1" },
    ];
    const { kept } = await runKept({ launcher: fake({ launched }) });
    const lines = kept.raw[0]?.entries.map((entry) => entry.text.split(" ")[1]);
    expect(lines).toEqual(Array.from({ length: 50 }, (_, line) => String(2950 + line)));
  });

  it("after too few steps has failed although its exit status was 0", async () => {
    const launched = [STARTED, ...STEPS.slice(0, 7), ENDED];
    const { measured } = await runKept({ launcher: fake({ launched }) });
    expect(measured).toMatchObject({ state: "failed", failure: failure("too-few-steps", { asked: 8, made: 7 }) });
  });

  it("has made all steps where only every third is reported and the last ones are not", async () => {
    const launched = [STARTED, ...STEPS.filter((_, index) => index % 3 === 2), ENDED];
    const { measured } = await runKept({ launcher: fake({ launched }) });
    expect(measured).toMatchObject({ state: "complete", windows: { measure: { startNs: 4e9, endNs: 7e9 } } });
  });

  it("whose log has one report only has no window", async () => {
    const { measured } = await runKept({ launcher: fake({ launched: [STARTED, ...STEPS.slice(7), ENDED] }) });
    expect(measured).toMatchObject({ state: "failed", failure: failure("too-few-reports", { reports: 1 }) });
  });

  it("that is begun anew is cancelled: its steps are of two starts", async () => {
    const launched: readonly FakeMoment[] = [
      STARTED,
      ...STEPS.slice(0, 4),
      { at: 6, kind: "requeued", reason: "NODE_FAIL of gpu-18" },
      { at: 7, kind: "started", nodes: ["gpu-19"] },
      { at: 20, kind: "ends", outcome: "completed", detail: "exit 0" },
    ];
    let launcher: ReturnType<typeof createFakeLauncher> | undefined;
    const { measured } = await runKept({
      launcher: (clock) => {
        launcher = createFakeLauncher({ clock, launched });
        return launcher;
      },
    });
    expect(measured).toMatchObject({
      state: "failed",
      failure: failure("job-requeued", { reason: "NODE_FAIL of node-2" }),
    });
    expect(launcher?.asked).toEqual(["launch tokwatt-a--tiny--1", "cancel"]);
  });
});

describe("a job that is ended early", () => {
  async function cancelled(options: Partial<KeptRunOptions>, more: Partial<FakeOptions> = {}) {
    let launcher: ReturnType<typeof createFakeLauncher> | undefined;
    const run = await runKept({
      ...options,
      launcher: (clock) => {
        launcher = createFakeLauncher({ clock, launched: WHOLE, ...more });
        return launcher;
      },
    });
    return { ...run, asked: launcher?.asked };
  }

  it("by the user is cancelled, and the run is interrupted with the steps so far", async () => {
    const clock = createVirtualClock();
    const stop = new AbortController();
    clock.schedule(4.5e9, () => stop.abort());
    const { measured, kept, asked } = await cancelled({ clock, signal: stop.signal });
    expect(measured).toMatchObject({ state: "interrupted", failure: { code: "interrupted" } });
    expect(asked).toEqual(["launch tokwatt-a--tiny--1", "cancel"]);
    expect(kept.steps).toHaveLength(3);
    expect(clock.nowNs()).toBeLessThan(5e9);
  });

  it("is not even launched where the user had enough before", async () => {
    const { measured, asked } = await cancelled({ signal: AbortSignal.abort() });
    expect(measured.state).toBe("interrupted");
    expect(asked).toEqual([]);
  });

  it("because the record can be written no more is cancelled, and says so", async () => {
    const clock = createVirtualClock();
    const full = failure("record-write-failed", { file: "steps.jsonl", reason: "ENOSPC" });
    const failed = new Promise<Finding>((resolve) => clock.schedule(4.5e9, () => resolve(full)));
    const { measured, asked } = await cancelled({ clock, failed });
    expect(measured).toMatchObject({ state: "failed", failure: full });
    expect(asked?.at(-1)).toBe("cancel");
  });

  it("at the limit of its workload is too slow", async () => {
    const { measured, asked } = await cancelled({ workload: { timeoutSeconds: 5.5 } });
    expect(measured).toMatchObject({ state: "failed", failure: failure("job-too-slow", { seconds: 5.5, steps: 4 }) });
    expect(asked?.at(-1)).toBe("cancel");
  });

  it("and cannot even be cancelled is not waited for, and can be found again", async () => {
    const clock = createVirtualClock();
    const stop = new AbortController();
    clock.schedule(4.5e9, () => stop.abort());
    const refused = failure("cancel-refused", { job: "7", words: "no" });
    const { measured, kept } = await cancelled({ clock, signal: stop.signal }, { cancelFails: refused });
    expect(measured).toMatchObject({ state: "interrupted", training: { ticket: "fake 7" } });
    expect(kept.findings).toEqual([refused]);
    // It goes on, and the record does not.
    await clock.run(sleepUntil(clock, 20e9));
    expect([kept.steps.length, measured.training?.history.length]).toEqual([3, 1]);
  });

  it("does not come to that where it is lost: whoever resumes may find it again", async () => {
    const lost = failure("job-lost", { job: "7", seconds: 1800, words: "no answer" });
    const launched: readonly FakeMoment[] = [STARTED, ...STEPS.slice(0, 3), { at: 5, kind: "is-lost", finding: lost }];
    const { measured, kept } = await cancelled({}, { launched });
    expect(measured).toMatchObject({ state: "failed", failure: lost, training: { ticket: "fake 7" } });
    expect(kept.findings).toEqual([]);
  });
});
