import { readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { gpuBackend } from "../../../src/backends/gpu/adapter.js";
import type { OpenSystem } from "../../../src/contract/backend-adapter.js";
import { createMonotonicClock } from "../../../src/load/monotonic-clock.js";
import { InputError } from "../../../src/model/errors.js";
import { TWO_GPUS } from "../../power/nvidia-smi/fake-machine.js";
import { recordingSink } from "../mock/mock-run.js";
import { openRequest } from "../open-request.js";

const SERVER = fileURLToPath(new URL("../fixtures/tiny-server.mjs", import.meta.url));
const opened: OpenSystem[] = [];

async function open(
  options: object,
  environment: Record<string, string> = {},
  lines: string[] = [],
): Promise<OpenSystem> {
  const served = {
    model: "tiny",
    command: [process.execPath, SERVER, `\${PORT}`],
    readiness: { intervalSeconds: 0.02 },
  };
  const request = { clock: createMonotonicClock(), environment: { ...TWO_GPUS, ...environment }, lines };
  const system = await gpuBackend.open(openRequest(gpuBackend, { ...served, ...options }, request));
  opened.push(system);
  return system;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((system) => system.close()));
});

describe("telemetry of a GPU system", () => {
  it("meters its boards by nvidia-smi, and tells what they are", async () => {
    const system = await open({ telemetry: { intervalSeconds: 0.1, devices: [0] } });
    const [source, ...others] = system.powerSources;
    expect(others).toEqual([]);
    const { sink, traces } = recordingSink(() => 0);
    await source?.start(sink);
    while (traces.some(({ readings }) => readings.length < 2)) await delay(20);
    await source?.stop();
    expect(traces.map(({ header }) => [header.id, header.kind, header.boundary])).toEqual([
      ["nvidia-smi-0", "gpu", "board"],
      ["dcgmi-energy-0", "gpu", "board"],
    ]);
    expect(traces[0]?.readings[0]?.value).toBe(627.4);
    expect(await source?.describe?.()).toMatchObject({ gpuCount: 1, gpus: "1 x NVIDIA H200" });
  });

  it("takes variables, so that no machine's name stands in a system file", async () => {
    const telemetry = { command: [`\${WAY}`, "nvidia-smi"], energyCounter: "off", intervalSeconds: 0.1 };
    const system = await open({ telemetry }, { WAY: "/usr/bin/env" });
    expect(await system.powerSources[0]?.describe?.()).toMatchObject({ gpuCount: 2 });
  });

  it("that lacks a variable is told before a server is started", async () => {
    const lines: string[] = [];
    const error = await open({ telemetry: { command: [`\${WAY}`] } }, {}, lines).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).problems).toMatchObject([{ code: "missing-variables", data: { names: "WAY" } }]);
    expect(lines).toEqual([]);
  });

  it("may be absent: the adapter meters nothing", async () => {
    expect((await open({})).powerSources).toEqual([]);
  });

  it.each(["vllm-cpu", "local-openai"])("is not needed by the system file %s", async (name) => {
    const file = new URL(`../../../benchmarks/systems/${name}.yaml`, import.meta.url);
    const { adapter, options } = parse(await readFile(file, "utf8"));
    expect(adapter).toBe("gpu");
    expect(gpuBackend.optionsSchema.safeParse(options).success).toBe(true);
  });

  it("is checked with the other options: all that is wrong at once", () => {
    const issues =
      gpuBackend.optionsSchema.safeParse({ headers: { a: "b" }, telemetry: { intervalSeconds: 0, rate: 1 } }).error
        ?.issues ?? [];
    const paths = issues.map(({ path, code }) => `${path.join(".")}: ${code}`).sort();
    expect(paths).toEqual([
      "baseUrl: custom",
      "model: custom",
      "telemetry.intervalSeconds: too_small",
      "telemetry: unrecognized_keys",
    ]);
  });
});
