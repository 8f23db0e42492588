import { describe, expect, it } from "vitest";
import type { StreamRequest } from "../../src/load/stream-client.js";
import { NS_PER_MILLISECOND } from "../../src/model/time.js";
import { byIndex, type Driven, drive, seconds, startNs } from "./drive-in-virtual-time.js";
import { inferenceWorkload } from "./inference-workload.js";

describe("a batch", () => {
  const workload = inferenceWorkload({
    arrival: { kind: "offline", requests: 40 },
    outputTokens: { kind: "uniform", low: 5, high: 60 },
    phases: { warmUpSeconds: 1, measureSeconds: 9, coolDownSeconds: 9, drainSeconds: 0 },
  });

  it("is handed over at one instant, and its window ends with its last token", async () => {
    const { sink, client, outcome, endedNs } = await drive({ workload });
    const batch = sink.samples.filter((sample) => sample.phase === "measure");
    expect(byIndex(batch).map((sample) => sample.index)).toEqual(Array.from({ length: 40 }, (_, index) => index));
    const { warmUp, measure } = outcome.windows ?? {};
    expect(new Set(batch.map((sample) => sample.scheduledNs))).toEqual(new Set([measure?.startNs]));
    const lastTokenNs = Math.max(...batch.map((sample) => sample.lastTokenNs ?? 0));
    expect(measure?.endNs).toBe(lastTokenNs + 1);
    expect(warmUp).toEqual({ startNs, endNs: measure?.startNs });
    expect(endedNs).toBe(lastTokenNs);
    expect(client.mostUnderWay()).toBe(40);
    expect(outcome.client).toMatchObject({ requestsDue: 40, requestsSent: 40, scheduleLateness: { count: 0 } });
  });

  it("comes after a warm-up in a closed loop, which has ended by then", async () => {
    const { sink, outcome } = await drive({ workload });
    const warmUp = sink.samples.filter((sample) => sample.phase === "warm-up");
    const batchNs = outcome.windows?.measure.startNs ?? 0;
    expect(warmUp.length).toBeGreaterThan(16);
    expect(Math.min(...warmUp.map((sample) => sample.index))).toBe(40);
    expect(warmUp.every((sample) => sample.scheduledNs < seconds(1) && sample.endNs <= batchNs)).toBe(true);
    expect(batchNs).toBe(Math.max(...warmUp.map((sample) => sample.endNs)));
  });

  it("is the same on a faster system, though its warm-up is not", async () => {
    const batchOf = ({ client }: Driven) => client.requests.filter((request) => request.index < 40);
    const [slow, fast] = [await drive({ workload }), await drive({ workload, server: { ttftMs: 5, gapMs: 1 } })];
    expect(batchOf(fast)).toEqual(batchOf(slow));
    expect(fast.client.requests.length).toBeGreaterThan(slow.client.requests.length);
  });

  it("needs no warm-up", async () => {
    const cold = { ...workload, phases: { ...workload.phases, warmUpSeconds: 0 } };
    const { sink, outcome } = await drive({ workload: cold });
    expect(sink.samples).toHaveLength(40);
    expect(outcome.windows?.measure.startNs).toBe(startNs);
  });

  it("has a window even if every request failed", async () => {
    const cold = { ...workload, phases: { ...workload.phases, warmUpSeconds: 0 } };
    const { outcome } = await drive({ workload: cold, server: { fate: () => "fail" } });
    expect(outcome.windows?.measure).toEqual({ startNs, endNs: startNs + 50 * NS_PER_MILLISECOND + 1 });
  });

  it("is bounded by the time-out of its requests", async () => {
    const fate = (request: StreamRequest) => (request.index === 7 ? "hang" : "answer");
    const cold = { ...workload, requestTimeoutSeconds: 5, phases: { ...workload.phases, warmUpSeconds: 0 } };
    const { sink, endedNs } = await drive({ workload: cold, server: { fate } });
    expect(endedNs).toBe(seconds(5));
    expect(sink.samples.filter((sample) => sample.failure?.kind === "time-out").map((sample) => sample.index)).toEqual([
      7,
    ]);
  });
});
