import { createMockEngine, type MockEngine } from "../../../src/backends/mock/engine.js";
import { type MockOptions, type MockOptionsInput, mockOptionsSchema } from "../../../src/backends/mock/options.js";
import { createVirtualClient } from "../../../src/backends/mock/virtual-client.js";
import type { PowerSink, PowerTraceSink } from "../../../src/contract/power-source.js";
import type { PowerTraceHeader } from "../../../src/model/power-trace.js";
import { createVirtualClock, type VirtualClock } from "../../../src/simulation/virtual-clock.js";

/** Options of a small mock system; `changes` replaces whole top-level fields. */
export function mockOptions(changes: Partial<MockOptionsInput> = {}): MockOptions {
  return mockOptionsSchema.parse({
    slots: 8,
    ttft: { meanSeconds: 0.2 },
    itl: { meanSeconds: 0.02 },
    energy: { idleWatts: 100, joulesPerPromptToken: 0.01, joulesPerOutputToken: 0.5 },
    ...changes,
  });
}

export interface TokenEvent {
  readonly request: number;
  readonly atNs: number;
  readonly tokens: number;
}

export interface MockRun {
  readonly clock: VirtualClock;
  readonly engine: MockEngine;
  readonly events: TokenEvent[];
  /** End of each request, in order of completion. */
  readonly ends: { readonly request: number; readonly sentNs: number; readonly endNs: number }[];
}

/** Users that each send the next request as soon as the one before has ended, for `seconds` of virtual time. */
export async function runClosedLoop(
  options: MockOptions,
  load: { users: number; promptTokens: number; outputTokens: number | (() => number); seconds: number; seed?: string },
): Promise<MockRun> {
  const clock = createVirtualClock();
  const engine = createMockEngine(options, load.seed ?? "test", clock);
  const run: MockRun = { clock, engine, events: [], ends: [] };
  const client = createVirtualClient({
    service: engine,
    workload: { outputPolicy: "exact" },
    usage: "continuous",
    clock,
  });
  const endNs = load.seconds * 1e9;
  const stop = new AbortController();
  // What ends in the very last instant still counts.
  clock.schedule(endNs + 1, () => stop.abort());
  const messages = [{ role: "user", content: "word ".repeat(load.promptTokens) }] as const;
  let sent = 0;
  const user = async (): Promise<void> => {
    while (clock.nowNs() < endNs) {
      const request = sent;
      sent += 1;
      const sentNs = clock.nowNs();
      const outputTokens = typeof load.outputTokens === "number" ? load.outputTokens : load.outputTokens();
      const observer = {
        sent: () => undefined,
        firstByte: () => undefined,
        event: (atNs: number, _kind: number, tokens: number) => run.events.push({ request, atNs, tokens }),
      };
      const outcome = await client.send({ index: request, messages, outputTokens }, observer, stop.signal);
      if (outcome.finishReason !== undefined) run.ends.push({ request, sentNs, endNs: outcome.endNs });
    }
  };
  await clock.run(Promise.all(Array.from({ length: load.users }, user)));
  return run;
}

export interface RecordedTrace {
  readonly header: PowerTraceHeader;
  readonly readings: { readonly atNs: number; readonly value: number | null }[];
}

/** A sink that keeps what it is given, stamped with `nowNs`. */
export function recordingSink(nowNs: () => number): { sink: PowerSink; traces: RecordedTrace[]; codes: string[] } {
  const traces: RecordedTrace[] = [];
  const codes: string[] = [];
  const open = (header: PowerTraceHeader): PowerTraceSink => {
    const trace: RecordedTrace = { header, readings: [] };
    traces.push(trace);
    return { sample: (value, _state, atNs = nowNs()) => trace.readings.push({ atNs, value }) };
  };
  const sink: PowerSink = {
    open,
    openCrossCheck: open,
    openRaw: () => ({ append: () => undefined }),
    report: (finding) => codes.push(finding.code),
  };
  return { sink, traces, codes };
}
