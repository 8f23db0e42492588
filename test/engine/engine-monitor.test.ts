import { describe, expect, test } from "vitest";
import { createMockEngine } from "../../src/backends/mock/engine.js";
import { mockOptionsSchema } from "../../src/backends/mock/options.js";
import { sleepUntil } from "../../src/contract/clock.js";
import { createEngineMonitor, type EngineMonitor, type EngineWriter } from "../../src/engine/engine-monitor.js";
import type { HttpAnswer } from "../../src/engine/http-exchange.js";
import type { EngineSample } from "../../src/model/engine-series.js";
import type { Finding } from "../../src/model/finding.js";
import type { RawEntry, RawLogHeader } from "../../src/model/raw-log.js";
import { metricsText } from "../../src/simulation/openai-server/metrics-text.js";
import { createVirtualClock, type VirtualClock } from "../../src/simulation/virtual-clock.js";
import { s } from "../fixtures/records.js";

/** What a monitor wrote. */
interface Written {
  readonly samples: EngineSample[];
  readonly findings: Finding[];
  readonly pages: RawEntry[];
  readonly headers: RawLogHeader[];
}

type ReadPage = (look: number, signal: AbortSignal, clock: VirtualClock) => Promise<HttpAnswer>;

/** Watches `readPage` for `seconds` of virtual time, with looks a second apart that take 0.1 s each. */
async function watch(readPage: ReadPage, seconds: number, lastLook = true): Promise<Written & { endNs: number }> {
  const clock = createVirtualClock();
  const written = { samples: [], findings: [], pages: [], headers: [] } as Written;
  const writer: EngineWriter = {
    engine: (sample) => written.samples.push(sample),
    finding: (finding) => written.findings.push(finding),
    openRaw: (header) => {
      written.headers.push(header);
      return { append: (entry) => written.pages.push(entry) };
    },
  };
  let looks = 0;
  const monitor: EngineMonitor = createEngineMonitor({
    readPage: async (signal) => {
      looks += 1;
      const look = looks;
      await sleepUntil(clock, clock.nowNs() + s(0.1), signal);
      return readPage(look, signal, clock);
    },
    url: "http://127.0.0.1:8000/metrics",
    intervalNs: s(1),
    clock,
    writer,
  });
  const run = async () => {
    await monitor.start();
    await sleepUntil(clock, s(seconds));
    await monitor.stop(lastLook);
    return clock.nowNs();
  };
  return { ...written, endNs: await clock.run(run()) };
}

const page = (body: string): HttpAnswer => ({ status: 200, body });
const tokens = (count: number) => page(`vllm:generation_tokens_total{engine="0"} ${count}\n`);

test("looks at once, at the interval, and once more at the end, each with the time it took", async () => {
  const { samples, findings, endNs } = await watch(async (look) => tokens(look), 3.5);
  expect(samples.map(({ atNs }) => atNs)).toEqual([0.1, 1.1, 2.1, 3.1, 3.6].map(s));
  expect(samples.map(({ withinNs }) => withinNs)).toEqual(samples.map(() => s(0.1)));
  expect(samples.map(({ values }) => values.generationTokens)).toEqual([1, 2, 3, 4, 5]);
  expect(findings).toEqual([]);
  expect(endNs).toBe(s(3.6));
});

test("the counters of a mock engine are those of its page, from before its first request to after its last", async () => {
  const options = mockOptionsSchema.parse({
    model: "m",
    ttft: { meanSeconds: 0.5 },
    itl: { meanSeconds: 0.12 },
    energy: { idleWatts: 1, joulesPerOutputToken: 1 },
  });
  let engine: ReturnType<typeof createMockEngine> | undefined;
  const { samples } = await watch(async (look, _, clock) => {
    engine ??= createMockEngine(options, "seed", clock);
    const before = metricsText(engine.load(), "m");
    if (look === 1) {
      const request = { promptTokens: 7, maximumOutputTokens: 20, minimumOutputTokens: 0, ignoreEndOfSequence: true };
      engine.submit(request, { chunk: () => undefined, finished: () => undefined });
    }
    return page(before);
  }, 5);
  const counted = {
    requestsRunning: 0,
    requestsWaiting: 0,
    requestsFinished: 1,
    promptTokens: 7,
    generationTokens: 20,
  };
  expect(samples[0]?.values).toEqual({ ...counted, requestsFinished: 0, promptTokens: 0, generationTokens: 0 });
  expect(samples[1]?.values).toMatchObject({ requestsRunning: 1, promptTokens: 7, generationTokens: 5 });
  expect(samples.at(-1)?.values).toEqual(counted);
});

test("instants that a slow look slept through are left out", async () => {
  const slow: ReadPage = async (look, signal, clock) => {
    if (look === 2) await sleepUntil(clock, clock.nowNs() + s(2.5), signal);
    return tokens(look);
  };
  const { samples } = await watch(slow, 5.5);
  expect(samples.map(({ atNs }) => atNs)).toEqual([0.1, 3.6, 4.1, 5.1, 5.6].map(s));
});

describe("the last look", () => {
  const requests = (running: number) => page(`vllm:num_requests_running 0${running}\nvllm:num_requests_waiting 0\n`);

  test("is repeated for a second while requests that were cut are still running", async () => {
    const { samples } = await watch(async (look) => requests(look < 4 ? 2 : 0), 0.5);
    expect(samples.map(({ values }) => values.requestsRunning)).toEqual([2, 2, 2, 0]);
  });

  test("does not wait for ever", async () => {
    const { samples } = await watch(async () => requests(1), 0.5);
    expect(samples).toHaveLength(6);
  });

  test("is left out where it is not wanted, and the look under way is given up", async () => {
    const hanging: ReadPage = async (look, signal, clock) => {
      if (look === 2) await sleepUntil(clock, s(1000), signal);
      return tokens(look);
    };
    const { samples, findings, endNs } = await watch(hanging, 2, false);
    expect(samples).toHaveLength(1);
    expect(findings).toEqual([]);
    expect(endNs).toBe(s(2));
  });
});

describe("raw output", () => {
  test("is the first and the last page", async () => {
    const { pages, headers } = await watch(async (look) => tokens(look), 3);
    expect(headers).toEqual([
      {
        id: "engine-metrics",
        format: "prometheus-text",
        framing: "outputs",
        origin: ["http://127.0.0.1:8000/metrics"],
        shard: "client",
      },
    ]);
    expect(pages).toEqual([
      { atNs: s(0.1), withinNs: s(0.1), text: tokens(1).body },
      { atNs: s(3.1), withinNs: s(0.1), text: tokens(4).body },
    ]);
  });

  test("is cut to a quarter of a million characters, at the end of a line, and says so", async () => {
    const body = 'x{a="b"} 1\n'.repeat(100_000);
    const { pages } = await watch(async () => page(body), 0.5);
    for (const { text } of pages) {
      const [note, ...lines] = text.trimEnd().split("\n").reverse();
      expect(note).toBe(`# tokwatt kept ${lines.length * 11} of 1100000 characters`);
      expect(new Set(lines)).toEqual(new Set(['x{a="b"} 1']));
      expect(text.length).toBeLessThan(263_000);
    }
  });
});

describe("what goes wrong is said once", () => {
  test("a page that fails now and then, with the first reason", async () => {
    const { samples, findings } = await watch(async (look) => {
      if (look === 2) throw new Error("read ECONNRESET");
      return look === 3 ? { status: 503, body: '{"detail":"busy"}' } : tokens(look);
    }, 4);
    expect(samples).toHaveLength(3);
    const data = { url: "http://127.0.0.1:8000/metrics", failures: 2, looks: 5, reason: "read ECONNRESET" };
    expect(findings).toEqual([{ code: "engine-metrics-failed", severity: "warning", data }]);
  });

  test("an engine that stops answering, which is not asked again at the end", async () => {
    const hanging: ReadPage = async (look, signal, clock) => {
      if (look > 1) await sleepUntil(clock, s(1000), signal);
      signal.throwIfAborted();
      return tokens(look);
    };
    const { samples, findings, endNs } = await watch(hanging, 2);
    expect(samples).toHaveLength(1);
    expect(findings).toMatchObject([
      { code: "engine-metrics-failed", data: { failures: 1, looks: 2, reason: "> 5 s" } },
    ]);
    expect(endNs).toBe(s(6));
  });

  test("a server that has no such page, which is not asked again", async () => {
    const { pages, findings } = await watch(async () => ({ status: 404, body: "nothing here" }), 60);
    expect(pages).toEqual([]);
    expect(findings).toEqual([
      { code: "engine-metrics-absent", severity: "note", data: { url: "http://127.0.0.1:8000/metrics", status: 404 } },
    ]);
  });

  test("a page of another kind, whose beginning is shown", async () => {
    const { samples, pages, findings } = await watch(async () => page(' [{"iter":1}]'), 2);
    expect(samples).toEqual([]);
    expect(pages).toHaveLength(2);
    const data = { url: "http://127.0.0.1:8000/metrics", example: '[{"iter":1}]' };
    expect(findings).toEqual([{ code: "engine-metrics-unknown", severity: "note", data }]);
  });

  test("a page without a known name, which may come to have one", async () => {
    const { samples, findings } = await watch(async () => page("up 1\n"), 1.5);
    expect(samples.map(({ values }) => values)).toEqual([{}, {}, {}]);
    expect(findings).toMatchObject([{ code: "engine-metrics-unknown", data: { example: "up 1" } }]);
    const late = await watch(async (look) => (look === 1 ? page("") : tokens(1)), 1.5);
    expect(late.findings).toEqual([]);
    expect(late.samples.map(({ values }) => values)).toEqual([{}, { generationTokens: 1 }, { generationTokens: 1 }]);
  });

  test("an engine that started anew: its counters have gone down", async () => {
    const { findings } = await watch(async (look) => tokens([100, 200, 3, 4, 2, 9][look - 1] ?? 0), 4.5);
    const data = { metric: "generationTokens", before: 200, after: 3, seconds: 2 };
    expect(findings).toEqual([{ code: "engine-restarted", severity: "warning", data }]);
  });

  test("nothing where it was never started", async () => {
    const clock = createVirtualClock();
    const findings: Finding[] = [];
    const monitor = createEngineMonitor({
      readPage: async () => page(""),
      url: "http://127.0.0.1:8000/metrics",
      intervalNs: s(1),
      clock,
      writer: {
        engine: () => undefined,
        openRaw: () => ({ append: () => undefined }),
        finding: (finding) => void findings.push(finding),
      },
    });
    await clock.run(monitor.stop(true));
    expect(findings).toEqual([]);
  });
});
