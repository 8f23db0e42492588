import { describe, expect, it } from "vitest";
import { builtInBackends, createBackendRegistry } from "../../src/backends/all.js";
import { createPowerSourceRegistry } from "../../src/power/sources.js";

describe("what ships", () => {
  it("is registered under its name", () => {
    expect(createBackendRegistry().entries.map(({ name }) => name)).toEqual(["ascend", "gpu", "mock", "null"]);
    expect(createPowerSourceRegistry().entries.map(({ name }) => name)).toEqual([
      "npu-smi",
      "nvidia-smi",
      "rapl",
      "recorded-telemetry",
    ]);
  });

  it("calls only what runs on real hardware measured, and labels everything else", () => {
    const stamps = builtInBackends.map(({ name, provenance, label }) => [name, provenance, label !== undefined]);
    expect(stamps).toEqual([
      ["ascend", "measured", false],
      ["gpu", "measured", false],
      ["mock", "simulated", true],
      ["null", "simulated", true],
    ]);
  });
});
