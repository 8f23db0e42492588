import { dirname } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createFakeGpus, type Environment, openSource } from "./fake-machine.js";

const machines: { remove: () => Promise<void> }[] = [];

/** Two GPUs of 100 W and 200 W, whose tool has these faults while it loops. */
async function faulty(faults: readonly object[], rest: object = {}): Promise<Environment> {
  const machine = await createFakeGpus({ devices: [{ watts: 100 }, { watts: 200 }], faults, ...rest });
  machines.push(machine);
  return machine.environment;
}

afterAll(async () => {
  await Promise.all(machines.map((machine) => machine.remove()));
});

const open = (environment: Environment) => openSource(environment, { energyCounter: "off" });
const SLOW = 60_000;

describe.concurrent("nvidia-smi does not start", () => {
  it("as there is none", async () => {
    const finding = await open({ PATH: dirname(process.execPath) }).refusal();
    expect(finding).toMatchObject({ code: "telemetry-missing", data: { command: "nvidia-smi", reason: "ENOENT" } });
  });

  it("as the driver is stuck", async () => {
    const run = openSource(await faulty([], { hang: ["query"] }), { limitSeconds: 1 });
    expect(await run.refusal()).toMatchObject({ code: "telemetry-hung", data: { command: "nvidia-smi", seconds: 1 } });
  });

  it("as there is no GPU", async () => {
    expect(await open(await faulty([], { devices: [] })).refusal()).toMatchObject({
      code: "telemetry-failed",
      data: { outcome: "exit 6", words: "No devices were found" },
    });
  });

  it("to loop", async () => {
    const environment = await faulty([], { fail: { loop: "Insufficient permissions." } });
    expect(await open(environment).refusal()).toMatchObject({
      code: "telemetry-died",
      data: { source: "nvidia-smi", outcome: "exit 1", words: "Insufficient permissions." },
    });
  });
});

describe.concurrent("nvidia-smi while it loops", () => {
  it("changes its unit: the watts stay what they are", async () => {
    const run = open(await faulty([{ kind: "unit", unit: "mW", after: 1 }]));
    await run.run();
    expect(run.raw.get("nvidia-smi")?.entries.at(-1)?.text).toContain("200000 mW");
    expect(new Set(run.values("nvidia-smi-1"))).toEqual(new Set([200]));
    expect(run.codes()).toEqual([]);
  });

  it("has no watts for a while: missing readings, counted, never 0", async () => {
    const run = open(await faulty([{ kind: "word", device: 1, word: "[Unknown Error]", after: 1, loops: 2 }]));
    await run.run(() => run.printed("1").length >= 5);
    expect(run.printed("1").slice(0, 5)).toEqual([200, null, null, 200, 200]);
    expect(new Set(run.values("nvidia-smi-1"))).toEqual(new Set([200, null]));
    expect(run.values("nvidia-smi-0").includes(null)).toBe(false);
    expect(run.finding("power-readings-missing")?.data["trace"]).toBe("nvidia-smi-1");
    expect(run.codes()).toEqual(["power-readings-missing"]);
  });

  it("prints words among its rows: counted, with an example, and no reading", async () => {
    const run = open(await faulty([{ kind: "line", text: "WARNING: infoROM is corrupted at gpu", after: 1 }]));
    await run.run();
    expect(run.values("nvidia-smi-0").every((value) => value === 100)).toBe(true);
    expect(run.finding("telemetry-unparsed")).toMatchObject({
      data: { format: "nvidia-smi-query", lines: 1, example: "WARNING: infoROM is corrupted at gpu" },
    });
  });

  it("is slower than it was asked to be", async () => {
    const run = open(await faulty([{ kind: "slow", extraMs: 200 }]));
    await run.run(() => run.values("nvidia-smi-0").length >= 6);
    expect(run.finding("telemetry-slow")).toMatchObject({ severity: "note", data: { askedSeconds: 0.1 } });
    expect(run.finding("telemetry-slow")?.data["achievedSeconds"]).toBeGreaterThan(0.2);
  });

  it("has its rows held back on the way: their stamps are late, which is named", { timeout: SLOW }, async () => {
    const run = open(await faulty([], { bufferedLoops: 20 }));
    await run.run(() => run.values("nvidia-smi-0").length > 2);
    expect(run.finding("telemetry-delayed")).toMatchObject({ severity: "warning", data: { source: "nvidia-smi" } });
    expect(run.finding("telemetry-delayed")?.data["seconds"]).toBeGreaterThan(1.1);
  });

  it("dies, with its last words, and is started again", async () => {
    const run = open(await faulty([{ kind: "exit", code: 15, words: "GPU access blocked", after: 2 }]));
    await run.run(() => run.raw.size > 1 && run.values("nvidia-smi-0").length >= 4);
    expect(run.finding("telemetry-died")).toMatchObject({
      severity: "warning",
      data: { outcome: "exit 15", words: "GPU access blocked" },
    });
    expect(run.finding("telemetry-restarted")?.data["restarts"]).toBe(1);
    expect(run.values("nvidia-smi-0").every((value) => value === 100 || value === null)).toBe(true);
  });

  it("ends in the middle of a row: half of it is no reading", async () => {
    const run = open(await faulty([{ kind: "cut", code: 0, after: 2 }]));
    await run.run(() => run.raw.size > 1 && run.values("nvidia-smi-0").length >= 4);
    expect(run.finding("telemetry-line-cut")?.data["example"]).toContain("100.00 W");
    expect(run.values("nvidia-smi-0").every((value) => value === 100 || value === null)).toBe(true);
    expect(run.codes()).not.toContain("telemetry-unparsed");
  });

  it("falls silent: it is ended and started again", { timeout: SLOW }, async () => {
    const run = open(await faulty([{ kind: "hang", after: 2 }]));
    await run.run(() => run.raw.size > 1 && run.values("nvidia-smi-1").length >= 4);
    expect(run.finding("telemetry-stalled")?.data["command"]).toBe("nvidia-smi");
    expect(run.finding("telemetry-restarted")?.data["restarts"]).toBe(1);
  });

  it.each(["cells", "words", "gone"])(
    "loses a GPU (%s): it is named, and the other goes on",
    { timeout: SLOW },
    async (how) => {
      const run = open(await faulty([{ kind: "lost", device: 1, how, after: 3 }]));
      await run.run(() => run.codes().includes("device-lost"));
      expect(run.finding("device-lost")).toMatchObject({
        severity: "warning",
        data: { source: "nvidia-smi", device: "NVIDIA H200 GPU 1" },
      });
      const [lost, other] = [run.values("nvidia-smi-1"), run.values("nvidia-smi-0")];
      expect(run.printed("1").slice(0, 3)).toEqual([200, 200, 200]);
      expect(new Set(lost.slice(0, lost.indexOf(null)))).toEqual(new Set([200]));
      expect(new Set(lost.slice(lost.indexOf(null)))).toEqual(new Set([null]));
      expect(new Set(other)).toEqual(new Set([100]));
      expect(run.codes()).toEqual(["device-lost", "power-readings-missing"]);
    },
  );
});
