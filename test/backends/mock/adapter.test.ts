import { Agent, request } from "undici";
import { describe, expect, it } from "vitest";
import { mockBackend } from "../../../src/backends/mock/adapter.js";
import { sleepUntil } from "../../../src/contract/clock.js";
import { type EndpointGroup, endpointGroup } from "../../../src/contract/endpoint.js";
import { createMonotonicClock } from "../../../src/load/monotonic-clock.js";
import { createVirtualClock } from "../../../src/simulation/virtual-clock.js";
import { onlyEndpoint } from "../only-endpoint.js";
import { openRequest } from "../open-request.js";
import { mockOptions, recordingSink } from "./mock-run.js";
import { trainingOptions, WORKLOAD } from "./training/training-run.js";

/** By a connection of its own: one that an earlier request has left may still look open. */
const askAnew = (baseUrl: string) => request(`${baseUrl}/health`, { dispatcher: new Agent() });

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
    await expect(askAnew(onlyEndpoint(system).baseUrl)).rejects.toThrow("ECONNREFUSED");
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
    for (const { baseUrl } of endpoints) await expect(askAnew(baseUrl)).rejects.toThrow("ECONNREFUSED");
  });

  it("has no power source without a meter", async () => {
    const clock = createMonotonicClock();
    const system = await mockBackend.open(openRequest(mockBackend, mockOptions(), { clock, lifecycle: "attached" }));
    expect(system.powerSources).toEqual([]);
    await system.close();
  });

  it("trains by itself, with a meter that follows the job on all of its nodes", async () => {
    const clock = createVirtualClock();
    const meter = { rateHz: 4, accuracy: "unknown" } as const;
    const options = trainingOptions({ startSeconds: 0.5, efficiencyPerDoubling: 0.9 }, { meter });
    const rung = { ladder: "tiny", of: "nodes", value: 2, scaling: "strong" } as const;
    const trained = await mockBackend.train?.({
      ...openRequest(mockBackend, options, { clock }),
      options,
      workload: { ...WORKLOAD, rung },
      dataSeed: "block",
    });
    if (trained?.own === undefined) throw new Error("the mock does not train");
    const { own } = trained;
    const { sink, traces } = recordingSink(() => clock.nowNs());
    const outcome = await clock.run(
      (async () => {
        await trained.powerSources[0]?.start(sink);
        const job = await own.launcher.launch(
          { name: "job", command: ["mock"], environment: {}, directory: "", nodes: 2, keepIn: "" },
          { event: () => undefined, output: () => undefined, report: () => undefined },
        );
        const end = await job.ended;
        await sleepUntil(clock, clock.nowNs() + 0.5e9);
        await trained.powerSources[0]?.stop();
        await trained.close();
        return end.outcome;
      })(),
    );
    expect([mockBackend.trainsByItself, own.launcher.id, own.logs.name, outcome]).toEqual([
      true,
      "mock",
      "tokwatt",
      "completed",
    ]);
    expect(await trained.describe()).toEqual({ trainerVersion: "tokwatt-mock-1" });
    const watts = (traces[0]?.readings ?? []).map(({ value }) => Number((value ?? 0).toFixed(3)));
    // Two nodes idle at 200 W and draw 0.25 J a token beyond it, at 2000 * 2 * 0.9 tokens/s.
    expect(watts.slice(0, 4)).toEqual([200, 200, 200, 1100]);
    expect(watts.at(-1)).toBe(200);
    const joules = watts.reduce((sum, value) => sum + (value - 200) * 0.25, 0);
    expect(joules).toBeCloseTo(8 * 250, 1);
  });

  it("says so where its options do not tell how it trains", async () => {
    const request = openRequest(mockBackend, mockOptions(), { clock: createVirtualClock() });
    const trained = mockBackend.train?.({ ...request, workload: WORKLOAD, dataSeed: "block" });
    await expect(trained).rejects.toMatchObject({ finding: { code: "mock-without-training" } });
  });
});
