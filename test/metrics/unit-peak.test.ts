import { describe, expect, it } from "vitest";
import { unitPeak } from "../../src/metrics/unit-peak.js";
import type { AcceleratorUnit, SystemTraining, Topology } from "../../src/model/system.js";
import { makeSystem } from "../fixtures/records.js";

const CLOUD_MATRIX: Topology = { diesPerPackage: 2, packagesPerNode: 8, nodes: 48, superNodes: 1 };

function system(peak: SystemTraining["peak"], unit: AcceleratorUnit = "package", count = 8, topology?: Topology) {
  const training = { launcher: { use: "local", options: {} }, logs: "tokwatt", jobs: [], ...(peak ? { peak } : {}) };
  return makeSystem("a", { accelerators: { name: "X", unit, count }, training, ...(topology ? { topology } : {}) });
}

describe("the peak of an accelerator unit", () => {
  it.each([
    ["die", 16, 353.9e12],
    ["package", 8, 2 * 353.9e12],
    ["node", 48, 8 * 2 * 353.9e12],
    ["super-node", 1, 48 * 8 * 2 * 353.9e12],
  ] as const)("of an Ascend 910C counted as %s", (unit, count, flopPerSecond) => {
    const peak = unitPeak(system({ device: "ascend-910c" }, unit, count, CLOUD_MATRIX), "bf16");
    expect(peak).toMatchObject({ precision: "bf16", source: expect.stringContaining("ascend-910c: ") });
    expect("kind" in peak ? 0 : peak.flopPerSecond).toBeCloseTo(flopPerSecond, -6);
  });

  it("is of the precision that the job computes in", () => {
    expect(unitPeak(system({ device: "h100-sxm" }), "bf16")).toMatchObject({ flopPerSecond: 989e12 });
    expect(unitPeak(system({ device: "h100-sxm" }), "fp8")).toMatchObject({ flopPerSecond: 1979e12 });
  });

  it("is the stated one, as it is: of the unit that the system counts", () => {
    const stated = { precision: "fp8", teraFlops: 7, source: "a data sheet" } as const;
    expect(unitPeak(system(stated, "node", 4), "fp8")).toEqual({
      flopPerSecond: 7e12,
      precision: "fp8",
      source: "a data sheet",
    });
  });

  it.each([
    ["no peak", system(undefined), "bf16"],
    ["a system that says nothing of training", makeSystem("a"), "bf16"],
    ["a peak that is stated in another precision", system({ precision: "bf16", teraFlops: 7, source: "x" }), "fp8"],
    ["a device that does not compute it", system({ device: "ascend-910c" }), "fp8"],
    ["single precision, which the table does not hold", system({ device: "h100-sxm" }), "fp32"],
    ["a device that nobody knows", system({ device: "h101" }), "bf16"],
    ["nodes of unknown size", system({ device: "h100-sxm" }, "node"), "bf16"],
  ] as const)("is unknown of %s", (_, of, precision) => {
    expect(unitPeak(of, precision)).toEqual({
      kind: "absent",
      reason: { code: "peak-unknown", severity: "note", data: { system: "a", precision } },
    });
  });
});
