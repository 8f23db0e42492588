import { delimiter } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { ascendBackend } from "../../../src/backends/ascend/adapter.js";
import { gpuBackend } from "../../../src/backends/gpu/adapter.js";
import { mockBackend } from "../../../src/backends/mock/adapter.js";
import { mockOptionsSchema } from "../../../src/backends/mock/options.js";
import { serveMock } from "../../../src/backends/mock/serve-mock.js";
import type { BackendAdapter, OpenSystem } from "../../../src/contract/backend-adapter.js";
import { createMonotonicClock } from "../../../src/load/monotonic-clock.js";
import { InputError, MeasurementError } from "../../../src/model/errors.js";
import { failure } from "../../../src/model/finding.js";
import type { SystemSpec } from "../../../src/model/system.js";
import { listProcesses } from "../../../src/processes/process-list.js";
import type { CheckResult } from "../../../src/run/doctor/check-result.js";
import { type DoctorOptions, examineSystem } from "../../../src/run/doctor/examine-system.js";
import type { ReadSystem } from "../../../src/suite/read-system.js";
import { lampMeter } from "../../examples/lamp-meter.js";
import { makeSystem } from "../../fixtures/records.js";
import { deadBaseUrl } from "../../load/loopback-server.js";

const EXECUTABLES = fileURLToPath(new URL("../../power/executables/", import.meta.url));
const MACHINE_CHECKS = ["file", "adapter", "descriptors", "ports", "processors", "time-sync", "event-loop", "clock"];

const MOCK = {
  model: "m",
  ttft: { meanSeconds: 0.01 },
  itl: { meanSeconds: 0.002 },
  energy: { idleWatts: 100, joulesPerOutputToken: 0.1 },
  meter: { rateHz: 20, boundary: "board", accuracy: { relative: 0.01 } },
} as const;

interface Examined {
  readonly adapter?: BackendAdapter;
  readonly options?: unknown;
  readonly spec?: Partial<SystemSpec>;
  readonly powerSources?: ReadSystem["powerSources"];
  readonly variables?: ReadSystem["variables"];
  readonly environment?: Record<string, string>;
  readonly seconds?: number;
  readonly stop?: AbortController;
  readonly onResult?: (result: CheckResult) => void;
  readonly onStep?: DoctorOptions["step"];
}

async function examine(what: Examined = {}) {
  const { adapter = mockBackend as BackendAdapter, environment = {}, stop = new AbortController() } = what;
  const results: CheckResult[] = [];
  const system: ReadSystem = {
    spec: makeSystem("s", {
      adapter: adapter.name,
      lifecycle: "attached",
      accelerators: { name: "X", unit: "package", count: 2 },
      ...what.spec,
    }),
    adapter,
    options: adapter.optionsSchema.parse(what.options ?? MOCK),
    powerSources: what.powerSources ?? [],
    plugins: {},
    variables: what.variables ?? [],
    files: [],
  };
  const report = await examineSystem({
    file: "s.yaml",
    system,
    meterSeconds: what.seconds ?? 0.3,
    clock: createMonotonicClock(),
    signal: stop.signal,
    environment: { PATH: process.env["PATH"], ...environment },
    report: (result) => {
      results.push(result);
      what.onResult?.(result);
    },
    step: (step) => what.onStep?.(step),
    log: () => undefined,
  });
  const own = results.filter(({ check }) => !MACHINE_CHECKS.includes(check));
  return { ...report, results, said: own.map(({ check, status, finding }) => `${check} ${status} ${finding.code}`) };
}

/** An adapter whose system counts how often it is opened and closed, and may die or refuse to close. */
function watched(system: Partial<OpenSystem> = {}) {
  let [opens, closes] = [0, 0];
  const adapter: BackendAdapter = {
    ...(mockBackend as BackendAdapter),
    open: async () => {
      opens += 1;
      const close = async (): Promise<void> => {
        closes += 1;
      };
      return { powerSources: [], describe: async () => ({}), close, ...system };
    },
  };
  return { adapter, opens: () => opens, closes: () => closes };
}

describe("a doctor", () => {
  test("looks at everything, in order, and says what it read", async () => {
    const steps: string[] = [];
    const { results, said, devices, description } = await examine({ onStep: (step) => steps.push(step) });
    expect(said).toEqual([
      "connection ok doctor-opened",
      "server ok doctor-server",
      "chat ok doctor-stream",
      "completions ok doctor-stream",
      "engine ok doctor-engine",
      "power ok doctor-power",
      "devices note doctor-devices-uncounted",
      "boundary ok doctor-boundary-metered",
      "accuracy ok doctor-accuracy",
    ]);
    expect(results.map(({ check }) => check)).toEqual(expect.arrayContaining(["file", "ports", "time-sync", "clock"]));
    expect(steps).toEqual(["opening", "asking", "metering"]);
    expect(devices).toMatchObject([{ source: "mock-meter", boundary: "board", missing: 0 }]);
    expect(description).toMatchObject({ serverVersion: "tokwatt-mock-1" });
  });

  test("looks at every endpoint of a system and says which one each result is about", async () => {
    const { results } = await examine({ options: { ...MOCK, endpoints: 2 } });
    const asked = results.filter(({ endpoint }) => endpoint !== undefined);
    expect(asked.map(({ check, endpoint }) => `${endpoint} ${check}`)).toEqual([
      "endpoint-1 chat",
      "endpoint-1 completions",
      "endpoint-1 engine",
      "endpoint-2 chat",
      "endpoint-2 completions",
      "endpoint-2 engine",
    ]);
  });

  test("reads the meters that the file names, also where the system cannot be opened", async () => {
    const powerSources = [{ definition: lampMeter, options: { watts: 40 } }];
    const options = { baseUrl: await deadBaseUrl(), model: "m" };
    const { said, devices } = await examine({ adapter: gpuBackend as BackendAdapter, options, powerSources });
    expect(said.slice(0, 2)).toEqual(["connection failed endpoint-unreachable", "power ok doctor-power"]);
    expect(devices).toMatchObject([{ source: "lamp", wattsLow: 40, wattsHigh: 40 }]);
  });

  test("says that meters which come with a system were not seen when it is not there", async () => {
    const options = { baseUrl: await deadBaseUrl(), model: "m", telemetry: { command: ["nvidia-smi"] } };
    const { said } = await examine({ adapter: gpuBackend as BackendAdapter, options });
    expect(said).toEqual(["connection failed endpoint-unreachable", "power note doctor-meters-not-opened"]);
  });

  test("misses meters where there are none", async () => {
    const { meter: _, ...options } = MOCK;
    expect((await examine({ options })).said.at(-1)).toBe("power warning doctor-no-meter");
  });

  test("asks for variables before it opens anything", async () => {
    const variables = [{ name: "KEY", path: "options.key", file: "s.yaml", line: 1, column: 1 }];
    const opens = watched();
    await expect(examine({ adapter: opens.adapter, variables })).rejects.toThrow(InputError);
    expect(opens.opens()).toBe(0);
  });
});

describe("what was opened", () => {
  test("is closed when all was looked at, and when somebody has had enough", async () => {
    const quiet = watched();
    expect((await examine({ adapter: quiet.adapter })).said).toContain("connection failed no-endpoint");
    expect(quiet.closes()).toBe(1);
    const stop = new AbortController();
    const given = watched({ describe: () => Promise.resolve(stop.abort()).then(() => ({})) });
    const { said, results } = await examine({ adapter: given.adapter, stop });
    expect(given.closes()).toBe(1);
    expect(said).not.toContain("power warning doctor-no-meter");
    expect(results.map(({ check }) => check)).not.toContain("clock");
  });

  test("that dies, or does not close, is a failure", async () => {
    const dead = failure("server-died", { outcome: "SIGKILL", words: "oom" });
    const died = watched({ died: Promise.resolve(dead) });
    expect((await examine({ adapter: died.adapter })).said).toContain("connection failed server-died");
    const stuck = watched({
      close: () => Promise.reject(new MeasurementError(failure("server-still-listening", { url: "u" }))),
    });
    expect((await examine({ adapter: stuck.adapter })).said.at(-1)).toBe("closing failed server-still-listening");
  });
});

describe("telemetry of real processes", () => {
  const environment = {
    PATH: `${EXECUTABLES}${delimiter}${process.env["PATH"]}`,
    FAKE_NVIDIA_SMI: `${EXECUTABLES}two-gpus.json`,
    FAKE_NPU_SMI: `${EXECUTABLES}two-npus.json`,
  };

  async function mockUrl(): Promise<string> {
    const server = await serveMock(mockOptionsSchema.parse(MOCK), { clock: createMonotonicClock() });
    onTestFinished(() => server.close());
    return server.baseUrl;
  }

  test("of GPUs is read at the board, with its counters and its known error", async () => {
    const options = { baseUrl: await mockUrl(), model: "m", telemetry: { command: ["nvidia-smi"] } };
    const { said, devices } = await examine({
      adapter: gpuBackend as BackendAdapter,
      options,
      environment,
      seconds: 2.5,
    });
    for (const line of [
      "power ok doctor-power",
      "power ok doctor-power-cross-check",
      "devices ok doctor-devices",
      "boundary ok doctor-boundary-metered",
      "accuracy ok doctor-accuracy",
    ]) {
      expect(said).toContain(line);
    }
    expect(devices[0]).toMatchObject({ device: "NVIDIA H200 GPU 0", wattsLow: 627.4, wattsHigh: 627.4 });
  });

  test("of NPUs is read at the package, and too few devices are seen", async () => {
    const options = { baseUrl: await mockUrl(), model: "m", telemetry: { command: ["npu-smi"] } };
    const bridge = { from: "package", to: "board", wattsLow: 1, wattsHigh: 2, source: "s" } as const;
    const spec = {
      accelerators: { name: "Ascend 910C", kind: "npu", unit: "package", count: 8 },
      power: { bridges: [bridge], sources: [] },
    } as const;
    const { said } = await examine({
      adapter: ascendBackend as BackendAdapter,
      options,
      spec,
      environment,
      seconds: 2.5,
    });
    expect(said).toEqual(expect.arrayContaining(["devices warning devices-not-all-metered"]));
    expect(said).toEqual(expect.arrayContaining(["boundary warning doctor-boundary-none"]));
    expect(said).toEqual(expect.arrayContaining(["accuracy warning doctor-accuracy-unknown"]));
  });

  test("that is not installed is a failure which says so", async () => {
    const options = { baseUrl: await mockUrl(), model: "m", telemetry: { command: ["no-such-smi"] } };
    const { said } = await examine({ adapter: gpuBackend as BackendAdapter, options, environment });
    expect(said).toContain("power failed telemetry-missing");
    expect(said).toContain("boundary warning doctor-boundary-none");
  });

  test("is ended, with its children, when somebody has had enough", async () => {
    const before = new Set((await listProcesses()).map(({ pid }) => pid));
    const stop = new AbortController();
    const options = { baseUrl: await mockUrl(), model: "m", telemetry: { command: ["nvidia-smi"] } };
    const adapter = gpuBackend as BackendAdapter;
    const seen = examine({
      adapter,
      options,
      environment,
      stop,
      seconds: 3600,
      onStep: (step) => stopSoon(step, stop),
    });
    expect((await seen).said).not.toContain("accuracy ok doctor-accuracy");
    const left = (await listProcesses()).filter(({ pid, parentPid }) => parentPid === process.pid && !before.has(pid));
    expect(left).toEqual([]);
  });
});

/** Gives up a moment after the meters are started. */
function stopSoon(step: string, stop: AbortController): void {
  if (step === "metering") setTimeout(() => stop.abort(), 500);
}
