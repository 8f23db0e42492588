import { describe, expect, it } from "vitest";
import type { RequestSample } from "../../src/model/request-sample.js";
import type { Arrival, InferenceWorkload } from "../../src/model/workload.js";
import { byIndex, type Driven, drive } from "./drive-in-virtual-time.js";
import { inferenceWorkload } from "./inference-workload.js";

/** One of each shape, and every kind that draws in its own way. */
const arrivals: readonly Arrival[] = [
  { kind: "constant", requestsPerSecond: 20 },
  { kind: "poisson", requestsPerSecond: 20 },
  { kind: "gamma", requestsPerSecond: 20, burstiness: 0.3 },
  { kind: "ramp", fromRequestsPerSecond: 5, toRequestsPerSecond: 30 },
  {
    kind: "steps",
    steps: [
      { requestsPerSecond: 5, seconds: 2 },
      { requestsPerSecond: 25, seconds: 2 },
    ],
  },
  { kind: "closed-loop", concurrency: 7, thinkTime: { kind: "exponential", meanSeconds: 0.2 } },
  {
    kind: "conversations",
    concurrency: 7,
    turns: { kind: "uniform", low: 1, high: 5 },
    thinkTime: { kind: "fixed", seconds: 0.1 },
    systemPromptLength: 4,
  },
  { kind: "offline", requests: 30 },
];

const workloadOf = (arrival: Arrival): InferenceWorkload =>
  inferenceWorkload({
    arrival,
    promptWords: { kind: "uniform", low: 3, high: 9 },
    outputTokens: { kind: "uniform", low: 1, high: 40 },
  });

const requestsOf = ({ client }: Driven) => client.requests.toSorted((a, b) => a.index - b.index);
const indicesOf = (samples: readonly RequestSample[]) => byIndex(samples).map((sample) => sample.index);

describe.each(arrivals)("the list of $kind", (arrival) => {
  const workload = workloadOf(arrival);

  it.each([2, 3, 5])("is the same on %i workers as on one: who sends, when and what", async (workers) => {
    const [alone, together] = [await drive({ workload }), await drive({ workload, workers })];
    expect(requestsOf(together)).toEqual(requestsOf(alone));
    expect(byIndex(together.sink.samples)).toEqual(byIndex(alone.sink.samples));
    expect(together.outcome.windows).toEqual(alone.outcome.windows);
  });

  it("is shared out without a rest: nobody sends what another one sends", async () => {
    const { sinks, sink } = await drive({ workload, workers: 3 });
    const parts = sinks.map(({ samples }) => indicesOf(samples));
    expect(parts.every((part) => part.length > 0)).toBe(true);
    expect(parts.flat().sort((a, b) => a - b)).toEqual(indicesOf(sink.samples));
    expect(new Set(parts.flat()).size).toBe(parts.flat().length);
  });

  it("gives one self-check, whoever carried it", async () => {
    const [alone, together] = [await drive({ workload }), await drive({ workload, workers: 3 })];
    const { workers: one, largestBacklog: _, ...expected } = alone.outcome.client ?? {};
    const { workers: three, largestBacklog, ...seen } = together.outcome.client ?? {};
    expect(seen).toEqual(expected);
    expect(largestBacklog).toBeLessThanOrEqual(alone.outcome.client?.largestBacklog ?? 0);
    expect([one?.length, three?.length]).toEqual([1, 3]);
    const sent = three?.reduce((sum, worker) => sum + worker.requestsSent, 0);
    expect(sent).toBe(alone.outcome.client?.requestsSent);
  });
});

describe("more workers than users", () => {
  it("leave some without work, which changes nothing", async () => {
    const workload = workloadOf({ kind: "closed-loop", concurrency: 2 });
    const [alone, together] = [await drive({ workload }), await drive({ workload, workers: 4 })];
    expect(byIndex(together.sink.samples)).toEqual(byIndex(alone.sink.samples));
    expect(together.sinks.map(({ samples }) => samples.length > 0)).toEqual([true, true, false, false]);
    expect(together.outcome.client?.eventsPerSecond).toBe(alone.outcome.client?.eventsPerSecond);
  });

  it("wait for the others of a batch, whose window ends with the last event of any", async () => {
    const workload = workloadOf({ kind: "offline", requests: 2 });
    const { outcome, sinks, sink } = await drive({ workload, workers: 4 });
    const batch = sink.samples.filter(({ phase }) => phase === "measure");
    expect(batch).toHaveLength(2);
    expect(new Set(batch.map(({ scheduledNs }) => scheduledNs)).size).toBe(1);
    expect(outcome.windows?.measure.endNs).toBe(Math.max(...batch.map(({ lastTokenNs }) => lastTokenNs ?? 0)) + 1);
    expect(sinks.map(({ samples }) => samples.length > 0)).toEqual([true, true, false, false]);
  });
});

describe("a batch in which only one worker's requests are answered", () => {
  it("ends with its last content event, not with the others' failures", async () => {
    const workload = inferenceWorkload({
      arrival: { kind: "offline", requests: 4 },
      phases: { warmUpSeconds: 0, measureSeconds: 1, coolDownSeconds: 0, drainSeconds: 0 },
      requestTimeoutSeconds: 9,
    });
    const fate = ({ index }: { index: number }) => (index % 2 === 0 ? "answer" : "hang");
    const { outcome, sink } = await drive({ workload, workers: 2, server: { fate } });
    const lastTokenNs = Math.max(...sink.samples.map((sample) => sample.lastTokenNs ?? 0));
    expect(outcome.windows?.measure.endNs).toBe(lastTokenNs + 1);
    expect(outcome.findings.map(({ data }) => [data["kind"], data["requests"], data["of"]])).toEqual([
      ["time-out", 2, 4],
    ]);
  });
});

describe("an interruption of several workers", () => {
  it.each(arrivals)("ends all of them and keeps everything: $kind", async (arrival) => {
    const { outcome, sink, client } = await drive({ workload: workloadOf(arrival), workers: 3, abortNs: 1.5e9 + 1 });
    expect(outcome).toMatchObject({ interrupted: true, windows: undefined, client: undefined });
    expect(sink.samples).toHaveLength(client.requests.length);
  });
});
