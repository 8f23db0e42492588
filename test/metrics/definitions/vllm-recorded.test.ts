import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { readChunk } from "../../../src/load/sse/openai-chunk.js";
import { buildRunView } from "../../../src/metrics/run-view.js";
import { EMPTY_EVENT } from "../../../src/model/token-events.js";
import { makePlan, makeRecord, makeRequest } from "../../fixtures/records.js";
import { read } from "./definition-fixtures.js";

/*
 * The definitions against vLLM's own way, written down once more here from `lib/endpoint_request_func.py` and
 * `calculate_metrics` of `serve.py`: it reads the recorded messages of a real vLLM itself, with `json.loads` and its order of
 * questions, and shares nothing with tokwatt but the bytes and the instants at which they came.
 */

/** What vLLM keeps of one request, in nanoseconds. */
interface VllmOutput {
  ttft: number;
  latency: number;
  itl: number[];
  outputTokens: number;
  hasFirst: boolean;
}

type Json = { readonly choices?: readonly unknown[]; readonly usage?: { readonly completion_tokens: number } | null };

function asVllmDoes(
  messages: readonly { readonly text: string; readonly atNs: number }[],
  startNs: number,
): VllmOutput {
  const output: VllmOutput = { ttft: 0, latency: 0, itl: [], outputTokens: 0, hasFirst: false };
  let mostRecent = startNs;
  for (const { text, atNs } of messages) {
    if (text.startsWith(":")) continue;
    const chunk = text.replace(/^data: /, "");
    if (chunk === "[DONE]") continue;
    const data = JSON.parse(chunk) as Json;
    if ((data.choices?.length ?? 0) > 0) {
      if (output.hasFirst) output.itl.push(atNs - mostRecent);
      else output.ttft = atNs - startNs;
      output.hasFirst = true;
      mostRecent = atNs;
    } else if (data.usage) {
      output.outputTokens = data.usage.completion_tokens;
    }
  }
  output.latency = mostRecent - startNs;
  return output;
}

const FIXTURES = [
  "chat-usage.sse",
  "chat-stop.sse",
  "completion-first-token-empty.sse",
  "completion-grouped-tokens.sse",
];

/** The messages of a recorded stream, each with an instant of its own; gaps differ, so that none hides behind another. */
function recorded(name: string, startNs: number) {
  const bytes = readFileSync(fileURLToPath(new URL(`../../real/engine/fixtures/${name}`, import.meta.url)), "utf8");
  let atNs = startNs + 100_000_000;
  return bytes
    .split(/\r?\n\r?\n/)
    .filter((text) => text.trim() !== "")
    .map((text, index) => {
      atNs += 10_000_000 + ((index * 7_919_000) % 13_000_000);
      return { text: text.trim(), atNs };
    });
}

/** The same stream as tokwatt reads and keeps it. */
function asTokwattDoes(messages: ReturnType<typeof recorded>, index: number, startNs: number) {
  const events: { atNs: number; kind: number }[] = [];
  let tokens = 0;
  for (const { text, atNs } of messages) {
    const chunk = readChunk(Buffer.from(text.replace(/^data: /, "")));
    if (chunk.kind !== "chunk") continue;
    if (chunk.event !== undefined) events.push({ atNs, kind: chunk.event });
    tokens = chunk.usage?.completionTokens ?? tokens;
  }
  const lastNs = messages.at(-1)?.atNs ?? startNs;
  return {
    sample: makeRequest({
      index,
      scheduled: startNs / 1e9,
      firstToken: 1,
      lastToken: 1,
      events: events.length,
      tokens,
      changes: { sentNs: startNs, endNs: lastNs },
    }).sample,
    events: {
      request: index,
      timesNs: Float64Array.from(events, ({ atNs }) => atNs),
      tokens: new Uint16Array(events.length),
      kinds: Uint8Array.from(events, ({ kind }) => kind),
    },
  };
}

/** numpy's mean and percentile by its own formula: virtual index (n - 1) q between neighbours. */
function numpy(values: readonly number[]) {
  const sorted = values.toSorted((a, b) => a - b);
  const percentile = (q: number): number => {
    const virtual = (sorted.length - 1) * q;
    const [below = 0, above = below] = [sorted[Math.floor(virtual)], sorted[Math.ceil(virtual)]];
    return below + (above - below) * (virtual - Math.floor(virtual));
  };
  return { mean: values.reduce((a, b) => a + b, 0) / values.length, p50: percentile(0.5), p99: percentile(0.99) };
}

describe("streams that a real vLLM sent", () => {
  const starts = FIXTURES.map((_, index) => 1_000_000_000 + index * 33_000_000);
  const streams = FIXTURES.map((name, index) => recorded(name, starts[index] ?? 0));
  const plan = makePlan();
  const [trial] = plan.trials;
  if (trial === undefined) throw new Error("the plan has trials");
  const requests = streams.map((messages, index) => asTokwattDoes(messages, index, starts[index] ?? 0));
  const view = buildRunView(makeRecord({ plan, trial, requests }), undefined);
  if (view.kind === "absent") throw new Error("no view");
  const outputs = streams.map((messages, index) => asVllmDoes(messages, starts[index] ?? 0));
  const expected = {
    ttft: numpy(outputs.map(({ ttft }) => ttft)),
    tpot: numpy(outputs.map(({ latency, ttft, outputTokens }) => (latency - ttft) / (outputTokens - 1))),
    itl: numpy(outputs.flatMap(({ itl }) => itl)),
    e2el: numpy(outputs.map(({ latency }) => latency)),
  };

  test("are whole: role, text, finish reason and usage are in them", () => {
    expect(outputs.every(({ hasFirst, outputTokens }) => hasFirst && outputTokens > 1)).toBe(true);
    expect(requests.some(({ events }) => events.kinds.includes(EMPTY_EVENT))).toBe(true);
  });

  test.each(
    (["ttft", "tpot", "itl", "e2el"] as const).flatMap((latency) =>
      (["mean", "p50", "p99"] as const).map((statistic) => [latency, statistic] as const),
    ),
  )("%s, %s: tokwatt's reading is what vLLM computes", (latency, statistic) => {
    expect(read("vllm", `${latency}.${statistic}`, view)).toBeCloseTo(expected[latency][statistic] / 1e6, 5);
  });
});
