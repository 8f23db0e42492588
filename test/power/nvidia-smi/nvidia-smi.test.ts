import { afterEach, describe, expect, it } from "vitest";
import { NVIDIA_SMI_ACCURACY } from "../../../src/power/nvidia-smi/traces.js";
import { nvidiaSmiSource } from "../../../src/power/nvidia-smi.js";
import { findTelemetryFormat } from "../../../src/power/parse/formats.js";
import { reparse } from "../../../src/power/reparse.js";
import { createFakeGpus, type Environment, openSource } from "./fake-machine.js";

const machines: { remove: () => Promise<void> }[] = [];

async function fake(config: object): Promise<Environment> {
  const machine = await createFakeGpus(config);
  machines.push(machine);
  return machine.environment;
}

afterEach(async () => {
  await Promise.all(machines.splice(0).map((machine) => machine.remove()));
});

const TWO = {
  devices: [{ watts: 627.4 }, { watts: 77.71, capWatts: 500, reasons: "0x0000000000000044", celsius: 90 }],
};
const QUIET = { energyCounter: "off" };

describe("the GPUs of a machine", () => {
  it("have a trace each: watts of the board over the last second, with cap, clock, temperature and throttling", async () => {
    const run = openSource(await fake(TWO), QUIET);
    await run.run();
    expect(run.headers).toEqual(
      [0, 1].map((index) => ({
        id: `nvidia-smi-${index}`,
        source: "nvidia-smi",
        kind: "gpu",
        device: `NVIDIA H200 GPU ${index}`,
        boundary: "board",
        quantity: "watts",
        shard: "client",
        averagingNs: 1e9,
        intervalNs: 1e8,
        resolution: 0.01,
        accuracy: NVIDIA_SMI_ACCURACY,
      })),
    );
    expect(run.values("nvidia-smi-0").every((value) => value === 627.4)).toBe(true);
    expect(run.traces.get("nvidia-smi-1")?.[0]?.slice(1)).toEqual([
      77.71,
      { capWatts: 500, clockHz: 1980e6, temperatureCelsius: 90, throttled: "SW Power Cap, HW Thermal Slowdown" },
    ]);
    expect(run.codes()).toEqual([]);
  });

  it("are read by one process that goes on, whose output is kept and gives the same readings again", async () => {
    const run = openSource(await fake(TWO), QUIET);
    await run.run();
    const [log, ...others] = [...run.raw.values()];
    expect(others).toEqual([]);
    expect(log?.header).toMatchObject({ id: "nvidia-smi", format: "nvidia-smi-query", framing: "lines" });
    expect(log?.header.origin).toEqual([
      "nvidia-smi",
      "--query-gpu=timestamp,index,power.draw,power.draw.average,power.draw.instant,enforced.power.limit,clocks.current.sm,temperature.gpu,clocks_event_reasons.active",
      "--format=csv",
      "--loop-ms=100",
    ]);
    const again = reparse(log!, findTelemetryFormat(log!.header.format)!);
    for (const index of [0, 1]) {
      const all = again.filter(({ device }) => device === String(index));
      // Of rows that were read at once, the trace has the first.
      const own = all.filter(({ atNs }, row) => atNs > (all[row - 1]?.atNs ?? -1));
      expect(own.map(({ atNs, watts, state }) => [atNs / 1e9, watts, state])).toEqual(
        run.traces.get(`nvidia-smi-${index}`),
      );
    }
  });

  it("may be some of them, by index or by UUID", async () => {
    const environment = await fake({ devices: [{ watts: 1 }, { watts: 2, uuid: "GPU-two" }, { watts: 3, index: 7 }] });
    const run = openSource(environment, { ...QUIET, devices: ["GPU-two", 7] });
    await run.run();
    expect([...run.traces.keys()]).toEqual(["nvidia-smi-1", "nvidia-smi-7"]);
    expect(run.values("nvidia-smi-7")[0]).toBe(3);
  });

  it("that are asked for and not there are named, with those that are", async () => {
    expect(await openSource(await fake(TWO), { devices: [1, 2, "GPU-x"] }).refusal()).toMatchObject({
      code: "device-missing",
      data: { source: "nvidia-smi", missing: "2, GPU-x", found: "0, 1" },
    });
  });

  it("that a lost one hides among are read without it", async () => {
    const devices = [{ watts: 1 }, { watts: 2 }];
    const environment = await fake({ devices, faults: [{ kind: "lost", device: 1, how: "words", after: -1 }] });
    const run = openSource(environment, QUIET);
    await run.run();
    expect([...run.traces.keys()]).toEqual(["nvidia-smi-0"]);
    expect((await openSource(environment, { devices: [1] }).refusal())?.code).toBe("device-missing");
  });
});

describe("what the readings are", () => {
  it("is an instant where the driver knows no average and the GPU is older than Ampere, or is a GA100", async () => {
    const hiddenFields = ["power.draw.average"];
    const averaging = async (config: object) => {
      const run = openSource(await fake(config), QUIET);
      await run.run();
      return run.headers[0]?.averagingNs;
    };
    expect(await averaging({ devices: [{ watts: 1, average: false, computeCap: "7.5" }] })).toBe(0);
    expect(await averaging({ devices: [{ watts: 1, average: false, computeCap: "8.0" }] })).toBe(0);
    expect(await averaging({ devices: [{ watts: 1, computeCap: "9.0" }], hiddenFields })).toBe(1e9);
    expect(await averaging({ devices: [{ watts: 1, computeCap: "8.0", average: false }], hiddenFields })).toBe(0);
    expect(await averaging({ devices: [{ watts: 1 }], hiddenFields: [...hiddenFields, "compute_cap"] })).toBe(0);
  });

  it("is the whole board's in MIG mode, and a note says so", async () => {
    const run = openSource(await fake({ devices: [{ watts: 433.78, mig: "Enabled" }] }), QUIET);
    await run.run();
    expect(run.values("nvidia-smi-0")[0]).toBe(433.78);
    expect(run.troubles()).toEqual([
      { code: "gpu-mig-whole-board", severity: "note", data: { device: "NVIDIA H200 GPU 0" } },
    ]);
  });

  it("is never a module with its CPU: missing, and named", async () => {
    const devices = [{ name: "NVIDIA GB200", watts: 1, power: "[N/A]", average: false, moduleWatts: 912.5 }];
    const run = openSource(await fake({ devices }), QUIET);
    await run.run();
    expect(new Set(run.values("nvidia-smi-0"))).toEqual(new Set([null]));
    expect(run.finding("gpu-power-module-only")).toMatchObject({
      severity: "warning",
      data: { device: "NVIDIA GB200 GPU 0", watts: 912.5 },
    });
    expect(run.codes()).toEqual(["gpu-power-module-only", "power-no-readings"]);
  });

  it("is missing, and never 0, where the device does not tell", async () => {
    const run = openSource(await fake({ devices: [{ watts: 1, power: "[Not Supported]" }] }), QUIET);
    await run.run();
    expect(new Set(run.values("nvidia-smi-0"))).toEqual(new Set([null]));
    expect(run.finding("gpu-power-not-given")?.data["words"]).toBe("[Not Supported]");
  });

  it("has the bounds that a system file gives, or none", async () => {
    const environment = await fake({ devices: [{ watts: 1 }] });
    const accuracyOf = async (accuracy: unknown) => {
      const run = openSource(environment, { ...QUIET, accuracy });
      await run.run();
      return run.headers[0]?.accuracy;
    };
    const own = { relative: 0.01, absoluteWatts: 0, source: "calibrated against a meter" };
    expect(await accuracyOf(own)).toEqual({ ...own, assumed: false });
    expect(await accuracyOf("unknown")).toBe("unknown");
  });
});

describe("an older driver", () => {
  it("is asked by the names that it knows", async () => {
    const hiddenFields = ["clocks_event_reasons.active", "power.draw.instant", "enforced.power.limit"];
    const run = openSource(await fake({ ...TWO, hiddenFields }), QUIET);
    await run.run();
    expect(run.raw.get("nvidia-smi")?.header.origin[1]).toBe(
      "--query-gpu=timestamp,index,power.draw,power.draw.average,power.limit,clocks.current.sm,temperature.gpu",
    );
    expect(run.traces.get("nvidia-smi-1")?.[0]?.[2]).toEqual({
      capWatts: 500,
      clockHz: 1980e6,
      temperatureCelsius: 90,
    });
  });

  it("that does not list its fields is asked for what every driver knows", async () => {
    const run = openSource(await fake({ ...TWO, fail: { help: "Invalid combination of input arguments." } }), QUIET);
    await run.run();
    expect(run.raw.get("nvidia-smi")?.header.origin[1]).toBe(
      "--query-gpu=timestamp,index,power.draw,enforced.power.limit,clocks.sm,temperature.gpu",
    );
    expect(run.values("nvidia-smi-0")[0]).toBe(627.4);
  });
});

describe("options", () => {
  it("have defaults, and bounds", () => {
    const { optionsSchema } = nvidiaSmiSource;
    expect(optionsSchema.parse({})).toEqual({
      command: ["nvidia-smi"],
      intervalSeconds: 0.5,
      limitSeconds: 30,
      energyCounter: "auto",
    });
    for (const wrong of [{ intervalSeconds: 0.05 }, { command: [] }, { devices: [] }, { devices: [-1] }, { rate: 2 }]) {
      expect(optionsSchema.safeParse(wrong).success).toBe(false);
    }
  });

  it("may lead to the tool by other programs", async () => {
    const environment = await fake(TWO);
    const run = openSource(environment, { command: ["/usr/bin/env", "nvidia-smi"] });
    await run.run();
    expect(run.raw.get("nvidia-smi")?.header.origin.slice(0, 2)).toEqual(["/usr/bin/env", "nvidia-smi"]);
    expect(run.finding("telemetry-failed")?.data["words"]).toContain("unable to establish a connection");
  });
});
