import { request } from "undici";
import { describe, expect, it } from "vitest";
import { mockBackend } from "../../../src/backends/mock/adapter.js";
import { type EndpointGroup, endpointGroup } from "../../../src/contract/endpoint.js";
import { createMonotonicClock } from "../../../src/load/monotonic-clock.js";
import { onlyEndpoint } from "../only-endpoint.js";
import { openRequest } from "../open-request.js";
import { mockOptions, recordingSink } from "./mock-run.js";

describe("mockBackend", () => {
  it("opens a fresh server with a meter that follows its load, and closes it", async () => {
    const clock = createMonotonicClock();
    const options = mockOptions({
      model: "tiny",
      ttft: { meanSeconds: 0.02 },
      itl: { meanSeconds: 0.002 },
      energy: { idleWatts: 50, joulesPerOutputToken: 2 },
      meter: { rateHz: 50, boundary: "package", accuracy: { relative: 0.01 } },
      usage: "continuous",
    });
    const system = await mockBackend.open(openRequest(mockBackend, options, { clock }));
    const { sink, traces } = recordingSink(() => clock.nowNs());
    const [meter] = system.powerSources;
    await meter?.start(sink);
    const body = JSON.stringify({ model: "tiny", prompt: "x", max_tokens: 100 });
    const answer = await request(`${onlyEndpoint(system).baseUrl}/v1/completions`, { method: "POST", body });
    expect(await answer.body.json()).toMatchObject({ usage: { completion_tokens: 100 } });
    // One more reading, so that all of the work lies between readings.
    const readings = traces[0]?.readings ?? [];
    const before = readings.length;
    while (readings.length <= before) await new Promise((resolve) => setTimeout(resolve, 5));
    await meter?.stop();
    await system.close();

    expect(onlyEndpoint(system)).toMatchObject({ model: "tiny", usage: "continuous" });
    expect(await system.describe()).toMatchObject({ servedModels: "tiny", slots: 8 });
    expect(traces[0]?.header).toMatchObject({ source: "mock-meter", boundary: "package", quantity: "watts" });
    let previousNs = readings[0]?.atNs ?? 0;
    let dynamicJoules = 0;
    for (const { atNs, value } of readings.slice(1)) {
      dynamicJoules += ((value ?? 0) - 50) * ((atNs - previousNs) / 1e9);
      previousNs = atNs;
    }
    // 100 tokens of 2 J; a stamp is taken a few microseconds after its reading.
    expect(Math.abs(dynamicJoules - 200)).toBeLessThan(10);
    await expect(request(`${onlyEndpoint(system).baseUrl}/health`)).rejects.toThrow("ECONNREFUSED");
  });

  it("is several servers with engines of their own where it is asked for, and one meter reads them all", async () => {
    const clock = createMonotonicClock();
    const options = mockOptions({
      endpoints: 3,
      balance: "least-outstanding",
      energy: { idleWatts: 50, joulesPerOutputToken: 2 },
      meter: { rateHz: 50, accuracy: "unknown" },
    });
    const system = await mockBackend.open(openRequest(mockBackend, options, { clock }));
    const { endpoints, balance } = endpointGroup(system.endpoint as EndpointGroup);
    expect([endpoints.length, new Set(endpoints.map(({ baseUrl }) => baseUrl)).size, balance]).toEqual([
      3,
      3,
      "least-outstanding",
    ]);
    expect(await system.describe()).toMatchObject({ endpoints: 3, balance: "least-outstanding" });
    const { sink, traces } = recordingSink(() => clock.nowNs());
    expect(system.powerSources).toHaveLength(1);
    await system.powerSources[0]?.start(sink);
    const readings = traces[0]?.readings ?? [];
    while (readings.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
    await system.powerSources[0]?.stop();
    // All of them idle.
    expect(readings.at(-1)?.value).toBeCloseTo(150, 6);
    await system.close();
    for (const { baseUrl } of endpoints) await expect(request(`${baseUrl}/health`)).rejects.toThrow("ECONNREFUSED");
  });

  it("has no power source without a meter", async () => {
    const clock = createMonotonicClock();
    const system = await mockBackend.open(openRequest(mockBackend, mockOptions(), { clock, lifecycle: "attached" }));
    expect(system.powerSources).toEqual([]);
    await system.close();
  });
});
