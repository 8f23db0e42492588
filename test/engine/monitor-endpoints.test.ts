import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { createMockEngine } from "../../src/backends/mock/engine.js";
import { mockOptionsSchema } from "../../src/backends/mock/options.js";
import { type Endpoint, type EndpointGroup, endpointGroup } from "../../src/contract/endpoint.js";
import type { EngineWriter } from "../../src/engine/engine-monitor.js";
import { monitorEndpoints } from "../../src/engine/monitor-endpoints.js";
import { createMonotonicClock } from "../../src/load/monotonic-clock.js";
import type { EngineSample } from "../../src/model/engine-series.js";
import type { Finding } from "../../src/model/finding.js";
import { startOpenAiServer } from "../../src/simulation/openai-server/openai-server.js";
import { exchange, openClient } from "../load/exchange-once.js";

const clock = createMonotonicClock();

const endpointAt = (metricsUrl: string | undefined, headers: Endpoint["headers"] = {}): Endpoint => ({
  baseUrl: "http://127.0.0.1:9",
  model: "tiny",
  headers,
  usage: "final",
  metricsUrl,
});

function collect() {
  const samples: EngineSample[] = [];
  const findings: Finding[] = [];
  const logs: string[] = [];
  const writer: EngineWriter = {
    engine: (sample) => samples.push(sample),
    finding: (finding) => void findings.push(finding),
    openRaw: ({ id }) => {
      logs.push(id);
      return { append: () => undefined };
    },
  };
  return { samples, findings, logs, writer };
}

async function serve(answer: (url: string, authorization: string | undefined) => string): Promise<string> {
  const server = createServer((request, response) => {
    response.end(answer(request.url ?? "", request.headers.authorization));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("the counters of a server grow by what a client was told", async () => {
  const options = mockOptionsSchema.parse({
    model: "tiny",
    ttft: { meanSeconds: 0 },
    itl: { meanSeconds: 0 },
    energy: { idleWatts: 1, joulesPerOutputToken: 1 },
  });
  const service = createMockEngine(options, "seed", clock);
  const server = await startOpenAiServer({ service, model: "tiny", version: "1", clock });
  onTestFinished(() => server.close());
  const { samples, findings, writer } = collect();
  const monitor = monitorEndpoints(endpointGroup(endpointAt(server.metricsUrl)), clock, writer);
  const startNs = clock.nowNs();
  await monitor?.start();
  const { outcome } = await exchange(openClient(server.baseUrl));
  await monitor?.stop(true);
  const [first, last] = [samples[0], samples.at(-1)];
  expect(outcome.outputTokens).toEqual({ count: 12, from: "usage" });
  expect(first?.values).toMatchObject({ promptTokens: 0, generationTokens: 0, requestsFinished: 0 });
  expect(last?.values).toMatchObject({
    promptTokens: outcome.promptTokens.count,
    generationTokens: 12,
    requestsFinished: 1,
  });
  expect(first?.withinNs).toBeLessThanOrEqual((first?.atNs ?? 0) - startNs);
  expect(findings).toEqual([]);
});

test("the page is asked for with the endpoint's headers, at the whole address that it names", async () => {
  const asked: unknown[] = [];
  const url = await serve((...question) => {
    asked.push(question);
    return "prompt_tokens_total 1\n";
  });
  const { writer } = collect();
  const monitor = monitorEndpoints(
    endpointGroup(endpointAt(`${url}/a/metrics?x=1`, { authorization: "Bearer k" })),
    clock,
    writer,
  );
  await monitor?.start();
  await monitor?.stop(false);
  expect(asked).toEqual([["/a/metrics?x=1", "Bearer k"]]);
});

test("nobody at the address is a finding, not an error", async () => {
  const { samples, findings, writer } = collect();
  const monitor = monitorEndpoints(endpointGroup(endpointAt("http://127.0.0.1:9/metrics")), clock, writer);
  await monitor?.start();
  await monitor?.stop(true);
  expect(samples).toEqual([]);
  expect(findings).toMatchObject([{ code: "engine-metrics-failed", data: { failures: 1, looks: 1 } }]);
});

test("an endpoint without such a page has no monitor", () => {
  expect(monitorEndpoints(endpointGroup(endpointAt(undefined)), clock, collect().writer)).toBeUndefined();
});

describe("several endpoints", () => {
  const group = (...urls: readonly (string | undefined)[]): EndpointGroup => ({
    endpoints: urls.map((url, index) => ({ ...endpointAt(url), name: `rack-${index}` })),
    balance: "round-robin",
  });

  test("are looked at each by itself, and told apart", async () => {
    const [first, second] = [
      await serve(() => "prompt_tokens_total 1\n"),
      await serve(() => "prompt_tokens_total 2\n"),
    ];
    const { samples, logs, findings, writer } = collect();
    const monitor = monitorEndpoints(group(first, undefined, second), clock, writer);
    await monitor?.start();
    await monitor?.stop(true);
    const seen = samples.map(({ endpoint, values }) => [endpoint, values.promptTokens]);
    // One look when it starts and one when it stops.
    expect(seen.sort()).toEqual([
      [0, 1],
      [0, 1],
      [2, 2],
      [2, 2],
    ]);
    expect(logs.sort()).toEqual(["engine-metrics-1", "engine-metrics-3"]);
    expect(findings).toEqual([]);
  });

  test("one that does not answer is named and leaves the others alone", async () => {
    const good = await serve(() => "prompt_tokens_total 1\n");
    const { samples, findings, writer } = collect();
    const monitor = monitorEndpoints(group(good, "http://127.0.0.1:9/metrics"), clock, writer);
    await monitor?.start();
    await monitor?.stop(true);
    expect(samples.map(({ endpoint }) => endpoint)).toEqual([0, 0]);
    expect(findings).toMatchObject([
      { code: "engine-metrics-failed", data: { url: "rack-1: http://127.0.0.1:9/metrics" } },
    ]);
  });

  test("without any page have no monitor", () => {
    expect(monitorEndpoints(group(undefined, undefined), clock, collect().writer)).toBeUndefined();
  });
});
