import { describe, expect, it } from "vitest";
import { type Finding, failure, note, warning } from "../../../src/model/finding.js";
import { createVirtualClock } from "../../../src/simulation/virtual-clock.js";
import { createFakeLauncher, type FakeMoment } from "./fake-job.js";
import { type KeptRunOptions, runKept } from "./kept-run.js";
import { stepLine } from "./training-fixtures.js";

const EPOCH_MS = Date.UTC(2026, 0, 1);
const EARLIER = { ticket: "fake 7", keepIn: "/nowhere/earlier", launchedUnixMs: EPOCH_MS - 20_000 };
const NODES = ["gpu-1", "gpu-2"];
const ENDED = { kind: "ends", outcome: "completed", detail: "exit 0" } as const;

/** The log up to this step, read at once: nobody knows how long ago its lines were written. */
function catchUp(step: number): readonly FakeMoment[] {
  const text = Array.from({ length: step }, (_, index) => stepLine(index + 1)).join("");
  return [
    { at: 0.1, kind: "started", nodes: NODES },
    { at: 0.2, kind: "prints", text, withinSeconds: Number.MAX_SAFE_INTEGER / 1e9 },
  ];
}

/** Reports that are read as they are written, one a second from 2 s on. */
function live(from: number, to = 8): readonly FakeMoment[] {
  return Array.from({ length: to - from + 1 }, (_, index) => ({
    at: 2 + index,
    kind: "prints",
    text: stepLine(from + index),
    withinSeconds: 0.25,
  }));
}

const FRESH: readonly FakeMoment[] = [
  { at: 1, kind: "started", nodes: ["gpu-9"] },
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((step): FakeMoment => ({ at: 1 + step, kind: "prints", text: stepLine(step) })),
  { at: 10, ...ENDED },
];

async function resumed(attached: readonly FakeMoment[] | undefined, options: Partial<KeptRunOptions> = {}) {
  let launcher: ReturnType<typeof createFakeLauncher> | undefined;
  const run = await runKept({
    earlier: EARLIER,
    ...options,
    launcher: (clock) => {
      launcher = createFakeLauncher({ clock, launched: FRESH, ...(attached === undefined ? {} : { attached }) });
      return launcher;
    },
  });
  return { ...run, asked: launcher?.asked };
}

const LAUNCH = "launch tokwatt-a--tiny--1";

describe("a job that an earlier attempt left behind", () => {
  it("goes on, and only what was written under our eyes counts", async () => {
    const attached = [...catchUp(4), ...live(5), { at: 10, ...ENDED }];
    const { measured, kept, asked } = await resumed(attached);
    expect(asked).toEqual(["attach fake 7"]);
    expect(measured).toMatchObject({
      state: "complete",
      windows: { warmUp: { startNs: 0.2e9, endNs: 2e9 }, measure: { startNs: 2e9, endNs: 5e9 } },
      training: { isReattached: true, nodes: ["node-1", "node-2"] },
      keptIn: EARLIER.keepIn,
    });
    expect(kept.steps.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(kept.findings).toEqual([note("job-reattached", { step: 5 })]);
    expect(kept.raw).toHaveLength(1);
  });

  it("leaves its ticket in the new record before it is looked at", async () => {
    const attached = [...catchUp(4), ...live(5), { at: 10, ...ENDED }];
    const { kept } = await resumed(attached);
    expect(kept.notes[0]).toMatchObject({ ticket: "fake 7", isReattached: true, nodes: [] });
    expect(kept.notes.at(-1)).toMatchObject({ ticket: "fake 7", isReattached: true, nodes: ["node-1", "node-2"] });
  });

  it("counts from the end of the warm-up where it is found again before that", async () => {
    const attached: readonly FakeMoment[] = [
      { at: 0.1, kind: "started", nodes: NODES },
      ...live(1),
      { at: 12, ...ENDED },
    ];
    const { measured } = await resumed(attached);
    expect(measured).toMatchObject({ state: "complete", windows: { measure: { startNs: 3e9, endNs: 9e9 } } });
  });

  it("is cancelled where too few steps are left, and a new one is launched", async () => {
    const attached = [...catchUp(5), ...live(6), { at: 10, ...ENDED }];
    const { measured, kept, asked } = await resumed(attached);
    expect(asked).toEqual(["attach fake 7", "cancel", LAUNCH]);
    expect(kept.findings).toEqual([warning("reattached-too-late", { left: 2, minimum: 3 })]);
    expect(measured).toMatchObject({ state: "complete", training: { nodes: ["node-1"] }, keptIn: "/nowhere/run" });
    expect(measured.training).not.toHaveProperty("isReattached");
    expect(kept.steps.map(({ step, index }) => [step, index])).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8].map((step) => [step, step - 1]),
    );
    expect(kept.raw).toHaveLength(1);
  });

  it("that has ended meanwhile is of no use: a new one is launched", async () => {
    const attached: readonly FakeMoment[] = [...catchUp(8), { at: 1, ...ENDED }];
    const { measured, kept, asked } = await resumed(attached);
    expect(asked).toEqual(["attach fake 7", LAUNCH]);
    expect(kept.findings).toEqual([warning("job-ended-meanwhile", { outcome: "completed" })]);
    expect(measured.state).toBe("complete");
    expect(kept.steps).toHaveLength(8);
  });

  it("that nobody knows any more is a new one too, and the record says why", async () => {
    const forgotten = failure("job-forgotten", { job: "7" });
    const { measured, kept, asked } = await resumed([{ at: 1, kind: "is-lost", finding: forgotten }]);
    expect(asked).toEqual(["attach fake 7", LAUNCH]);
    expect(kept.findings).toEqual([{ ...forgotten, severity: "warning" }]);
    expect(measured.state).toBe("complete");
  });

  it("ended with its launcher where jobs do not outlive it", async () => {
    const { measured, kept, asked } = await resumed(undefined);
    expect(asked).toEqual([LAUNCH]);
    expect([measured.state, kept.findings]).toEqual(["complete", []]);
  });

  it("is cancelled where the user has enough before its next report", async () => {
    const clock = createVirtualClock();
    const stop = new AbortController();
    clock.schedule(1e9, () => stop.abort());
    const attached = [...catchUp(4), ...live(5), { at: 10, ...ENDED }];
    const { measured, asked } = await resumed(attached, { clock, signal: stop.signal });
    expect(asked).toEqual(["attach fake 7", "cancel"]);
    expect(measured.state).toBe("interrupted");
  });

  it("has the time of its workload from when it was handed in", async () => {
    const attached = [...catchUp(4), ...live(5, 6), { at: 1000, ...ENDED }];
    const { measured, clock } = await resumed(attached, { workload: { timeoutSeconds: 30 } });
    const slow: Finding = failure("job-too-slow", { seconds: 30, steps: 6 });
    expect(measured).toMatchObject({ state: "failed", failure: slow });
    // It was launched 20 s before.
    expect(clock.nowNs() / 1e9).toBeCloseTo(10, 6);
  });
});
