import { describe, expect, it } from "vitest";
import { createBackendRegistry } from "../../src/backends/all.js";
import { mockOptionsSchema } from "../../src/backends/mock/options.js";
import { serveMock } from "../../src/backends/mock/serve-mock.js";
import { createRegistry } from "../../src/contract/registry.js";
import { createMonotonicClock } from "../../src/load/monotonic-clock.js";
import { METRICS } from "../../src/metrics/all.js";
import { metricsPage } from "../../src/metrics/metrics-page.js";
import { buildRunView } from "../../src/metrics/run-view.js";
import { createPowerSink } from "../../src/power/recording.js";
import { builtInPowerSources } from "../../src/power/sources.js";
import { RENDERERS } from "../../src/report/renderers.js";
import { createVirtualClock } from "../../src/simulation/virtual-clock.js";
import { backendContract } from "../../src/testing.js";
import { makePlan, makeRecord, makeRequest, makeSystem } from "../fixtures/records.js";
import { lampMeter } from "./lamp-meter.js";
import { longestGap } from "./longest-gap.js";
import { plainRenderer } from "./plain-renderer.js";
import { remoteBackend } from "./remote-adapter.js";

describe("the examples of CONTRIBUTING.md", () => {
  it("a metric computes and documents itself", () => {
    const plan = makePlan();
    const [trial] = plan.trials;
    if (trial === undefined) throw new Error("the plan has trials");
    const request = makeRequest({ index: 0, scheduled: 0, firstToken: 1, lastToken: 3, events: 3, tokens: 3 });
    const view = buildRunView(makeRecord({ plan, trial, requests: [request] }), undefined);
    expect(view.kind === "view" && longestGap.compute(view)).toMatchObject({ kind: "value", value: 1 });
    expect(metricsPage([...METRICS, longestGap])).toContain("## `longest-gap`");
  });

  it("a power source is registered and read", async () => {
    const source = createRegistry("power-source", [...builtInPowerSources, lampMeter]).get("lamp");
    const readings: (number | null)[] = [];
    const openTrace = () => ({ append: (_: number, value: number | null) => void readings.push(value) });
    const writer = {
      openTrace,
      openCrossCheck: openTrace,
      openRaw: () => ({ append: () => undefined }),
      finding: () => undefined,
    };
    const clock = createVirtualClock();
    const meter = source.create({ watts: 60 }, { clock, signal: new AbortController().signal, environment: {} });
    await clock.run(
      (async () => {
        await meter.start(createPowerSink({ writer, clock }));
        await new Promise<void>((resolve) => clock.schedule(0.35e9, resolve));
        await meter.stop();
      })(),
    );
    expect(readings).toEqual([60, 60, 60, 60]);
  });

  it("a renderer is registered and prints the model's text", () => {
    const renderer = createRegistry("renderer", [...RENDERERS, plainRenderer]).get("plain");
    const cell = (text: string) => ({ text, tone: "plain" }) as const;
    const blocks = [{ kind: "table", columns: [], rows: [[cell("a"), cell("b")]] }] as const;
    const model = {
      format: "tokwatt.report",
      version: 1,
      language: "en",
      title: "",
      blocks,
      comparisons: [],
      summaries: [],
    } as const;
    expect(renderer.render(model, { color: false, width: 80 })).toBe("a\tb");
  });

  it("an adapter is registered beside the built-in ones and keeps the contract", async () => {
    expect(createRegistry("backend", [...createBackendRegistry().entries, remoteBackend]).get("remote")).toBe(
      remoteBackend,
    );
    const options = mockOptionsSchema.parse({
      ttft: { meanSeconds: 0 },
      itl: { meanSeconds: 0 },
      energy: { idleWatts: 1, joulesPerOutputToken: 0 },
    });
    const server = await serveMock(options, { clock: createMonotonicClock() });
    try {
      const example = {
        system: makeSystem("remote", { adapter: "remote", lifecycle: "attached" }),
        options: { baseUrl: server.baseUrl, model: "mock" },
      };
      for (const { run } of backendContract(remoteBackend, example)) await run();
    } finally {
      await server.close();
    }
  });
});
