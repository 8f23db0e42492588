import { describe, expect, it } from "vitest";
import { driveLoad } from "../../src/load/drive-load.js";
import { WHOLE_LOAD } from "../../src/load/load-share.js";
import { createMonotonicClock } from "../../src/load/monotonic-clock.js";
import { createSelfCheckProbe } from "../../src/load/self-check.js";
import type { Arrival } from "../../src/model/workload.js";
import { openClient } from "./exchange-once.js";
import { inferenceWorkload } from "./inference-workload.js";
import { nextTurn, serve } from "./loopback-server.js";
import { chatDelta, chatFinish, done, event, usageEvent } from "./openai-events.js";
import { createRecordingSink } from "./recording-sink.js";
import { workloadInputs } from "./workload-inputs.js";

const phases = { warmUpSeconds: 0.1, measureSeconds: 0.3, coolDownSeconds: 0.1, drainSeconds: 5 };

/** Answers with as many tokens as were asked for, each written on its own. */
function serveTokens() {
  return serve(async (response, { body }) => {
    const tokens = Number(body["max_tokens"]);
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(event(chatDelta({ role: "assistant", content: "" })));
    for (let count = 0; count < tokens && !response.destroyed; count += 1) {
      response.write(event(chatDelta({ content: ` ${count}` })));
      await nextTurn();
    }
    response.end(event(chatFinish()) + event(usageEvent(5, tokens)) + done);
  });
}

async function drive(arrival: Arrival, outputTokens: number, signal: AbortSignal) {
  const server = await serveTokens();
  const clock = createMonotonicClock();
  const workload = inferenceWorkload({ arrival, phases, outputTokens: { kind: "fixed", value: outputTokens } });
  const client = openClient(server.baseUrl, { workload, clock });
  const sink = createRecordingSink(clock);
  const outcome = await driveLoad({
    workload,
    seed: "seed",
    inputs: workloadInputs(),
    share: WHOLE_LOAD,
    client,
    clock,
    sink,
    signal,
    selfCheck: createSelfCheckProbe(),
  });
  return { outcome, sink, server };
}

describe("driveLoad over HTTP and in real time", () => {
  const arrivals: readonly Arrival[] = [
    { kind: "closed-loop", concurrency: 4 },
    { kind: "constant", requestsPerSecond: 100 },
    { kind: "poisson", requestsPerSecond: 100 },
    { kind: "offline", requests: 30 },
  ];

  it.each(arrivals)("sees every request and token that the server saw: $kind", async (arrival) => {
    const { outcome, sink, server } = await drive(arrival, 8, new AbortController().signal);
    expect(outcome.interrupted).toBe(false);
    expect(outcome.readings?.transport).toBe("net");
    expect(outcome.readings?.cpuSeconds).toBeGreaterThan(0);
    expect(sink.samples).toHaveLength(server.received.length);
    expect(outcome.findings).toEqual([]);
    for (const sample of sink.samples) {
      expect(sample).toMatchObject({ status: "ok", outputTokens: { count: 8, from: "usage" }, contentEvents: 8 });
      const instants = [
        sample.scheduledNs,
        sample.sentNs,
        sample.firstByteNs,
        ...sink.eventTimes(sample.index),
        sample.endNs,
      ];
      expect(instants.every((instant, index) => (instant ?? -1) >= (instants[index - 1] ?? 0))).toBe(true);
    }
  });

  it("cuts endless answers when it is interrupted, and keeps what they had", async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 200);
    const { outcome, sink } = await drive({ kind: "closed-loop", concurrency: 3 }, 1e9, stop.signal);
    expect(outcome).toMatchObject({ windows: undefined, readings: undefined, interrupted: true });
    expect(sink.samples.map((sample) => sample.status)).toEqual(["cut", "cut", "cut"]);
    for (const sample of sink.samples) {
      expect(sample.contentEvents).toBeGreaterThan(0);
      expect(sink.eventTimes(sample.index)).toHaveLength(sample.contentEvents);
    }
  });
});
