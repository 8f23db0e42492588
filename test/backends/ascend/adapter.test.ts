import { readdir, readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { ascendBackend } from "../../../src/backends/ascend/adapter.js";
import type { OpenSystem } from "../../../src/contract/backend-adapter.js";
import { createMonotonicClock } from "../../../src/load/monotonic-clock.js";
import { InputError } from "../../../src/model/errors.js";
import type { Lifecycle } from "../../../src/model/system.js";
import { createFakeMachine, TWO_NPUS } from "../../power/npu-smi/fake-machine.js";
import { recordingSink } from "../mock/mock-run.js";
import { onlyEndpoint } from "../only-endpoint.js";
import { openRequest } from "../open-request.js";

const SERVER = fileURLToPath(new URL("../fixtures/tiny-server.mjs", import.meta.url));
const opened: OpenSystem[] = [];

async function open(
  options: object,
  rest: { environment?: Record<string, string>; lifecycle?: Lifecycle } = {},
): Promise<OpenSystem> {
  const served = {
    model: "tiny",
    command: [process.execPath, SERVER, `\${PORT}`],
    readiness: { intervalSeconds: 0.02 },
  };
  const { environment = {}, lifecycle = "restart" } = rest;
  const request = { clock: createMonotonicClock(), lifecycle, environment: { ...TWO_NPUS, ...environment } };
  const system = await ascendBackend.open(openRequest(ascendBackend, { ...served, ...options }, request));
  opened.push(system);
  return system;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((system) => system.close()));
});

/** Readings of the system's meter until each trace has so many of them. */
async function readMeter(system: OpenSystem, readings: number) {
  const { sink, traces, codes } = recordingSink(() => 0);
  const [source] = system.powerSources;
  await source?.start(sink);
  while (traces.some((trace) => trace.readings.length < readings)) await delay(20);
  await source?.stop();
  return { traces, codes };
}

describe("an Ascend system", () => {
  it("is an endpoint and one trace of watts for each package", async () => {
    const system = await open({ telemetry: { intervalSeconds: 1, devices: [0] } });
    expect((await fetch(`${onlyEndpoint(system).baseUrl}/v1/models`)).status).toBe(200);
    const { traces } = await readMeter(system, 2);
    expect(traces.map(({ header }) => [header.id, header.kind, header.boundary, header.accuracy])).toEqual([
      ["npu-smi-0", "npu", "package", "unknown"],
    ]);
    expect(traces[0]?.readings.map(({ value }) => value)).toEqual([178.8, 178.8]);
    expect(await system.powerSources[0]?.describe?.()).toMatchObject({ npus: "1 x Ascend910", npuDiesPerPackage: 2 });
    expect(await system.describe()).toMatchObject({ servedModels: "tiny" });
  });

  it("that somebody else serves is metered too", async () => {
    const started = await open({});
    const { baseUrl } = onlyEndpoint(started);
    const system = await open({ baseUrl, telemetry: { method: "table" } }, { lifecycle: "attached" });
    expect(onlyEndpoint(system).baseUrl).toBe(baseUrl);
    expect((await readMeter(system, 1)).traces).toHaveLength(2);
  });

  it("of 310P is metered at its boards", async () => {
    const machine = await createFakeMachine({ model: "310P", npus: [{ id: 2944, watts: 42.9 }] });
    const telemetry = { method: "power", intervalSeconds: 0.1 };
    const { traces } = await readMeter(await open({ telemetry }, { environment: machine.environment }), 1);
    expect(traces.map(({ header, readings }) => [header.boundary, readings[0]?.value])).toEqual([["board", 42.9]]);
    await machine.remove();
  });

  it("may have no meter", async () => {
    expect((await open({})).powerSources).toEqual([]);
  });

  it("takes what a system file knows of the meter's error", async () => {
    const accuracy = { relative: 0.03, absoluteWatts: 1, source: "a clamp on the 48 V input, 2026-03" };
    const system = await open({ telemetry: { method: "table", accuracy } });
    const { traces } = await readMeter(system, 1);
    expect(traces[0]?.header.accuracy).toEqual({ ...accuracy, assumed: false });
  });

  it("whose telemetry lacks a variable is told so before a server is started", async () => {
    const error = await open({ telemetry: { command: [`\${WAY}`, "npu-smi"] } }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).problems).toMatchObject([{ code: "missing-variables", data: { names: "WAY" } }]);
  });
});

describe("its options", () => {
  it("are checked all at once", () => {
    const telemetry = { intervalSeconds: 0, devices: [], method: "guess", rate: 1 };
    const issues = ascendBackend.optionsSchema.safeParse({ model: "m", telemetry }).error?.issues ?? [];
    expect(issues.map(({ path }) => path.join(".")).sort()).toEqual([
      "baseUrl",
      "telemetry",
      "telemetry.devices",
      "telemetry.intervalSeconds",
      "telemetry.method",
    ]);
  });

  it("are those of every shipped Ascend system", async () => {
    const folder = new URL("../../../benchmarks/systems/", import.meta.url);
    const files = (await readdir(folder)).filter((name) => name.startsWith("atlas-"));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const { adapter, options } = parse(await readFile(new URL(file, folder), "utf8"));
      expect(adapter).toBe("ascend");
      expect(ascendBackend.optionsSchema.safeParse(options).error).toBeUndefined();
    }
  });
});
