import { setTimeout as delay } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { createFakeMachine, type FakeMachine, openSource } from "./fake-machine.js";

let machine: FakeMachine | undefined;

async function fake(config: object): Promise<FakeMachine> {
  machine = await createFakeMachine(config);
  return machine;
}

afterEach(async () => {
  await machine?.remove();
  machine = undefined;
});

const TWO = { model: "910B", npus: [{ watts: 90 }, { watts: 95 }] };
const WALKED = { method: "power", intervalSeconds: 0.1 };

describe("a meter that cannot be read", () => {
  it("as there is no such program", async () => {
    const run = openSource(await fake(TWO), { command: ["tokwatt-no-such-npu-smi"] });
    expect(await run.startFinding()).toMatchObject({
      code: "telemetry-missing",
      data: { command: "tokwatt-no-such-npu-smi", reason: "ENOENT" },
    });
    await run.source.stop();
  });

  it("as the driver is not there: the tool's own words", async () => {
    const say = { table: "dcmi module initialize failed. ret is -8005", mapping: "", list: "" };
    const run = openSource(await fake({ ...TWO, say }));
    expect(await run.startFinding()).toMatchObject({
      code: "npu-none-found",
      data: { command: "npu-smi info", words: "dcmi module initialize failed. ret is -8005" },
    });
    expect(await run.source.describe?.()).toEqual({});
  });

  it("as the tool hangs", async () => {
    const run = openSource(await fake({ ...TWO, hang: ["table"] }), { limitSeconds: 0.5 });
    expect(await run.startFinding()).toMatchObject({ code: "telemetry-hung", data: { seconds: 0.5 } });
  });

  it("as none of its outputs tells watts: what each did instead", async () => {
    const npus = [{ watts: 90, word: "NA" }];
    const config = { model: "910B", npus, missing: ["power"], fail: { common: "Failed to query common." } };
    const run = openSource(await fake({ ...config, hang: ["watch"] }), { limitSeconds: 1 });
    expect(await run.startFinding()).toMatchObject({
      code: "npu-power-unreadable",
      data: { npus: "0", tried: "watch, power, common, table", words: "Failed to query common." },
    });
    expect(run.findings.map(({ code, data }) => [code, data["method"]])).toEqual([
      ["npu-method-hung", "watch"],
      ["npu-method-silent", "power"],
      ["npu-method-failed", "common"],
      ["npu-method-silent", "table"],
    ]);
    await run.source.stop();
  });

  it("as an NPU was asked for that is not there: those that are", async () => {
    const run = openSource(await fake(TWO), { devices: [1, 8] });
    expect(await run.startFinding()).toMatchObject({
      code: "device-missing",
      data: { source: "npu-smi", missing: "8", found: "0, 1" },
    });
  });

  it("before the user loses patience", async () => {
    const run = openSource(await fake({ ...TWO, hang: ["watch"] }));
    const started = run.startFinding();
    while (!(await machine?.calls())?.some((call) => call.includes("watch"))) await delay(20);
    run.interruption.abort();
    expect(await started).toMatchObject({ code: "interrupted" });
    await run.source.stop();
  });

  it("and was never started", async () => {
    const run = openSource(await fake(TWO));
    await run.source.stop();
    expect(run.codes()).toEqual([]);
  });
});

describe("while the watch runs", () => {
  it("a reading that the tool does not have is missing, not 0", async () => {
    const faults = [{ kind: "word", npu: 0, word: "NA", after: 1, rounds: 1 }];
    const run = openSource(await fake({ ...TWO, faults }));
    await run.read(3);
    expect(run.watts()).toEqual({ "npu-smi-0": [90, null, 90], "npu-smi-1": [95, 95, 95] });
    expect(run.finding("power-readings-missing")).toMatchObject({ data: { trace: "npu-smi-0", missing: 1 } });
  });

  it("a command that ends in the middle of a row is named, and started again", async () => {
    const run = openSource(await fake({ ...TWO, faults: [{ kind: "cut", after: 1 }] }));
    const reading = run.read(3);
    while (run.finding("telemetry-died") === undefined) await delay(20);
    await machine?.change(TWO);
    await reading;
    expect(run.watts()["npu-smi-0"]).toEqual([90, 90, 90]);
    expect(run.codes()).toEqual(["telemetry-died", "telemetry-line-cut", "telemetry-restarted"]);
    expect(run.finding("telemetry-line-cut")?.data["example"]).toBe("0           0           90");
  });

  it("words between the rows are shown", async () => {
    const run = openSource(await fake({ ...TWO, faults: [{ kind: "line", text: "Failed to query", after: 1 }] }));
    await run.read(2);
    expect(run.finding("telemetry-unparsed")).toMatchObject({
      data: { source: "npu-smi", format: "npu-smi-watch", lines: 1, example: "Failed to query" },
    });
  });
});

describe("while commands are called again and again", () => {
  it("NPUs that lose their watts, and a call that hangs, cost readings and nothing else", async () => {
    const run = openSource(await fake(TWO), { ...WALKED, limitSeconds: 2 });
    const reading = run.read(12);
    const isRead = (id: string, count: number): boolean => (run.traces.get(id)?.length ?? 0) >= count;
    while (!isRead("npu-smi-1", 2)) await delay(10);
    await machine?.change({ ...TWO, npus: [{ watts: 90, word: "NA" }, { watts: 95 }] });
    while (!run.watts()["npu-smi-0"]?.includes(null)) await delay(10);
    await machine?.change({ ...TWO, hang: ["power"] });
    while (run.finding("telemetry-hung") === undefined) await delay(10);
    await machine?.change(TWO);
    await reading;
    const { "npu-smi-0": first = [], "npu-smi-1": second = [] } = run.watts();
    expect(new Set(first)).toEqual(new Set([90, null]));
    expect(new Set(second)).toEqual(new Set([95, null]));
    expect(first.at(-1)).toBe(90);
    expect(second.at(-1)).toBe(95);
  }, 60_000);

  it("a slow walk says how long it took, and that it is too slow", async () => {
    const npus = [{ watts: 170 }, { watts: 175 }];
    const config = { model: "A3", npus, chipMs: 345 };
    const run = openSource(await fake(config), { method: "table", intervalSeconds: 1 });
    await run.read(5);
    for (const [, , state] of run.traces.get("npu-smi-1") ?? []) {
      expect(state?.withinNs ?? 0).toBeGreaterThan(4 * 345e6);
    }
    expect(run.finding("rate-low")).toMatchObject({ data: { source: "npu-smi", minimum: 1 } });
    expect(run.finding("rate-low")?.data["hertz"]).toBeLessThan(1 / (4 * 0.345));
  }, 30_000);
});

describe("watts that no NPU draws", () => {
  it("are reported once for each NPU, and kept", async () => {
    const npus = [{ watts: 90_000 }, { watts: 0 }, { watts: 300 }];
    const run = openSource(await fake({ model: "910B", npus }), WALKED);
    await run.read(3);
    expect(run.watts()["npu-smi-0"]?.slice(0, 3)).toEqual([90_000, 90_000, 90_000]);
    expect(run.watts()["npu-smi-1"]?.slice(0, 3)).toEqual([0, 0, 0]);
    expect(run.findings.filter(({ code }) => code === "npu-power-implausible").map(({ data }) => data)).toEqual([
      { device: "910B3 NPU 0", watts: 90_000, low: 5, high: 3000 },
      { device: "910B3 NPU 1", watts: 0, low: 5, high: 3000 },
    ]);
  });

  it("are those of the options", async () => {
    const plausibleWatts = { low: 0, high: 80 };
    const run = openSource(await fake(TWO), { ...WALKED, devices: [1], plausibleWatts });
    await run.read(2);
    expect(run.finding("npu-power-implausible")).toMatchObject({ data: { device: "910B3 NPU 1", watts: 95 } });
  });
});
