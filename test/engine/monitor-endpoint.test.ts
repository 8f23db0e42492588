import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createMockEngine } from "../../src/backends/mock/engine.js";
import { mockOptionsSchema } from "../../src/backends/mock/options.js";
import type { Endpoint } from "../../src/contract/endpoint.js";
import type { EngineWriter } from "../../src/engine/engine-monitor.js";
import { monitorEndpoint } from "../../src/engine/monitor-endpoint.js";
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
  const writer: EngineWriter = {
    engine: (sample) => samples.push(sample),
    finding: (finding) => void findings.push(finding),
    openRaw: () => ({ append: () => undefined }),
  };
  return { samples, findings, writer };
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
  const monitor = monitorEndpoint(endpointAt(server.metricsUrl), clock, writer);
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
  const monitor = monitorEndpoint(endpointAt(`${url}/a/metrics?x=1`, { authorization: "Bearer k" }), clock, writer);
  await monitor?.start();
  await monitor?.stop(false);
  expect(asked).toEqual([["/a/metrics?x=1", "Bearer k"]]);
});

test("nobody at the address is a finding, not an error", async () => {
  const { samples, findings, writer } = collect();
  const monitor = monitorEndpoint(endpointAt("http://127.0.0.1:9/metrics"), clock, writer);
  await monitor?.start();
  await monitor?.stop(true);
  expect(samples).toEqual([]);
  expect(findings).toMatchObject([{ code: "engine-metrics-failed", data: { failures: 1, looks: 1 } }]);
});

test("an endpoint without such a page has no monitor", () => {
  expect(monitorEndpoint(endpointAt(undefined), clock, collect().writer)).toBeUndefined();
});
