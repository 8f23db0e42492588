import { describe, expect, it } from "vitest";
import { createQuietProbe, createSelfCheckProbe } from "../../src/load/self-check.js";

const spinMs = 80;

function spin(milliseconds: number): void {
  const endNs = process.hrtime.bigint() + BigInt(milliseconds * 1e6);
  while (process.hrtime.bigint() < endNs);
}

const nextTimer = () => new Promise((resolve) => setTimeout(resolve, 10));

describe("createSelfCheckProbe", () => {
  it("sees a blocked event loop and the processor time that it took", async () => {
    const probe = createSelfCheckProbe();
    probe.startWindow();
    await nextTimer();
    spin(spinMs);
    await nextTimer();
    const { eventLoopDelay, cpuSeconds } = probe.endWindow();
    expect(eventLoopDelay.maxMs).toBeGreaterThan(spinMs / 2);
    expect(eventLoopDelay.count).toBeGreaterThan(0);
    expect(eventLoopDelay.p50Ms).toBeGreaterThanOrEqual(0);
    expect(cpuSeconds).toBeGreaterThan(0);
  });

  it("begins afresh with every window", async () => {
    const probe = createSelfCheckProbe();
    probe.startWindow();
    await nextTimer();
    spin(3 * spinMs);
    await nextTimer();
    probe.endWindow();
    probe.startWindow();
    const { eventLoopDelay } = probe.endWindow();
    expect(eventLoopDelay).toEqual({ count: 0, meanMs: 0, p50Ms: 0, p99Ms: 0, maxMs: 0 });
  });
});

it("has a quiet twin for virtual time", () => {
  const probe = createQuietProbe();
  probe.startWindow();
  expect(probe.endWindow()).toEqual({
    eventLoopDelay: { count: 0, meanMs: 0, p50Ms: 0, p99Ms: 0, maxMs: 0 },
    cpuSeconds: 0,
    receiveLagNs: new Float64Array(),
    bursts: { bursts: 0, late: 0, longestMs: 0 },
  });
});
