import { describe, expect, it } from "vitest";
import type { SelfCheckProbe } from "../../src/load/self-check.js";
import type { StreamRequest } from "../../src/load/stream-client.js";
import type { RequestSample } from "../../src/model/request-sample.js";
import { NS_PER_SECOND } from "../../src/model/time.js";
import { drive, seconds, startNs } from "./drive-in-virtual-time.js";
import { inferenceWorkload } from "./inference-workload.js";
import type { RecordingSink } from "./recording-sink.js";

describe("an interruption", () => {
  const arrivals = [
    { kind: "closed-loop", concurrency: 4 },
    { kind: "poisson", requestsPerSecond: 20 },
    { kind: "offline", requests: 20 },
  ] as const;

  it.each(arrivals)("ends what is under way as cut and keeps everything: $kind", async (arrival) => {
    const workload = inferenceWorkload({ arrival, outputTokens: { kind: "fixed", value: 300 } });
    const abortNs = 2.5 * NS_PER_SECOND + 1;
    const { sink, client, outcome, endedNs } = await drive({ workload, abortNs });
    expect(outcome).toMatchObject({ windows: undefined, client: undefined, interrupted: true });
    expect(endedNs).toBe(startNs + abortNs);
    expect(sink.samples).toHaveLength(client.requests.length);
    const cut = sink.samples.filter((sample) => sample.status === "cut");
    expect(cut.length).toBeGreaterThan(0);
    for (const sample of cut) {
      expect(sample.endNs).toBe(startNs + abortNs);
      expect(sink.eventTimes(sample.index)).toHaveLength(sample.contentEvents);
    }
    expect(sink.samples.every((sample) => sample.scheduledNs <= startNs + abortNs)).toBe(true);
  });

  it.each(arrivals)("before the start sends nothing: $kind", async (arrival) => {
    const { client, outcome } = await drive({ workload: inferenceWorkload({ arrival }), abortNs: 0 });
    expect(client.requests).toEqual([]);
    expect(outcome.interrupted).toBe(true);
  });

  it("during the batch's warm-up never starts the batch", async () => {
    const workload = inferenceWorkload({ arrival: { kind: "offline", requests: 20 } });
    const { sink } = await drive({ workload, abortNs: 0.5 * NS_PER_SECOND });
    expect(sink.samples.every((sample) => sample.phase === "warm-up")).toBe(true);
  });

  it("after the measured window keeps the window", async () => {
    const workload = inferenceWorkload({ arrival: { kind: "closed-loop", concurrency: 4 } });
    const { outcome } = await drive({ workload, abortNs: 5.5 * NS_PER_SECOND });
    expect(outcome).toMatchObject({ interrupted: true, windows: { measure: { endNs: seconds(5) } } });
    expect(outcome.client?.requestsSent).toBeGreaterThan(0);
  });
});

describe("the check of the harness on itself", () => {
  function createScriptedProbe(): SelfCheckProbe & { readonly calls: string[] } {
    const calls: string[] = [];
    return {
      calls,
      startWindow: () => calls.push("start"),
      endWindow: () => {
        calls.push("end");
        return {
          eventLoopDelay: { count: 1, meanMs: 2, p50Ms: 2, p99Ms: 2, maxMs: 2 },
          cpuSeconds: 1,
          receiveLagNs: Float64Array.of(1e6, 3e6),
          bursts: { bursts: 5, late: 1, longestMs: 6 },
        };
      },
    };
  }

  it("covers the measured window and relates processor time to its length", async () => {
    const selfCheck = createScriptedProbe();
    const { outcome } = await drive({ workload: inferenceWorkload({}), selfCheck });
    expect(selfCheck.calls).toEqual(["start", "end"]);
    expect(outcome.client).toMatchObject({
      cpuShare: 0.25,
      eventLoopDelay: { p99Ms: 2 },
      receiveLag: { count: 2, p50Ms: 2 },
      bursts: { bursts: 5, late: 1, longestMs: 6 },
    });
  });

  it("is released by an interruption inside the window", async () => {
    const selfCheck = createScriptedProbe();
    await drive({ workload: inferenceWorkload({}), selfCheck, abortNs: 2 * NS_PER_SECOND });
    expect(selfCheck.calls).toEqual(["start", "end"]);
  });
});

describe("a failure of the harness itself", () => {
  const workload = inferenceWorkload({ arrival: { kind: "poisson", requestsPerSecond: 20 } });

  it("in the sink ends the run and is thrown", async () => {
    const full = () => {
      throw new Error("no space left on device");
    };
    const run = drive({ workload, changeSink: (sink) => Object.assign(sink, { request: full }) });
    await expect(run).rejects.toThrow("no space left on device");
  });

  it("in the client too, after the other requests were cut", async () => {
    const fate = (request: StreamRequest) => (request.index === 30 ? "throw" : "answer");
    const samples: RequestSample[] = [];
    const changeSink = (sink: RecordingSink) =>
      Object.assign(sink, { request: (sample: RequestSample) => samples.push(sample) });
    const run = drive({ workload, changeSink, server: { fate, ttftMs: 1000 } });
    await expect(run).rejects.toThrow("the client is broken");
    expect(samples.length).toBe(30);
    expect(samples.some((sample) => sample.status === "cut")).toBe(true);
  });
});

describe("findings", () => {
  it("come once for each kind, with the number of requests", async () => {
    const workload = inferenceWorkload({ arrival: { kind: "constant", requestsPerSecond: 10 } });
    const fate = (request: StreamRequest) => (request.index % 2 === 0 ? "fail" : "answer");
    const { outcome } = await drive({ workload, server: { fate, claimedTokens: () => 8 } });
    expect(outcome.findings).toEqual([
      {
        code: "requests-failed",
        severity: "warning",
        data: { kind: "server-error", requests: 30, of: 60, detail: "as the model wants it" },
      },
      {
        code: "usage-below-events",
        severity: "warning",
        data: { requests: 30, events: 300, usageTokens: 240, of: 30 },
      },
      {
        code: "output-length-missed",
        severity: "warning",
        data: { requests: 30, requestedTokens: 300, outputTokens: 240, of: 30 },
      },
    ]);
  });

  it("are none when all is well", async () => {
    const { outcome } = await drive({ workload: inferenceWorkload({}), server: { tokensPerEvent: 1 } });
    expect(outcome.findings).toEqual([]);
  });
});
