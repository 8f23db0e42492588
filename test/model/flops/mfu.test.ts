import { describe, expect, it } from "vitest";
import { mfu } from "../../../src/model/flops/mfu.js";
import { findPeak, PEAKS, peakPer } from "../../../src/model/flops/peaks.js";

const h100 = findPeak("h100-sxm", "bf16")!;
const die = findPeak("ascend-910c", "bf16")!;

describe("model FLOPs utilization", () => {
  it("is the share of the peaks of all devices, and names the peak", () => {
    const { share, flopPerSecond, peak } = mfu({
      tokensPerSecond: 1000,
      flopsPerToken: 9.89e11,
      devices: 4,
      unit: "package",
      peak: h100,
    });
    expect(share).toBeCloseTo(0.25, 12);
    expect(flopPerSecond).toBe(2.4725e14);
    expect(peak).toMatchObject({ device: "h100-sxm", precision: "bf16", per: "package", flopPerSecond: 9.89e14 });
  });

  it("is the same of the dies as of the packages of a node", () => {
    const job = { tokensPerSecond: 5000, flopsPerToken: 5e11, peak: die };
    const [ofDies, ofPackages] = [
      mfu({ ...job, devices: 16, unit: "die" }),
      mfu({ ...job, devices: 8, unit: "package" }),
    ];
    expect(ofPackages.share).toBe(ofDies.share);
    expect(ofPackages.flopPerSecond).toBe(2 * ofDies.flopPerSecond);
    expect([ofDies.peak.per, ofPackages.peak.per]).toEqual(["die", "package"]);
    expect(ofDies.share).toBeCloseTo(2.5e15 / 16 / 353.9e12, 12);
  });

  it("refuses what is no rate of any device", () => {
    const job = { tokensPerSecond: 1, flopsPerToken: 1, unit: "package", peak: h100 } as const;
    expect(() => mfu({ ...job, devices: 0 })).toThrow(RangeError);
    expect(() => mfu({ ...job, devices: 1, tokensPerSecond: Number.NaN })).toThrow(RangeError);
  });
});

describe("peaks", () => {
  it("are stated once a device and precision, in a plausible size, with a source", () => {
    const keys = PEAKS.map(({ device, precision }) => `${device} ${precision}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { flopPerSecond, source } of PEAKS) {
      expect(flopPerSecond).toBeGreaterThan(1e14);
      expect(flopPerSecond).toBeLessThan(2e16);
      expect(source).toMatch(/github\.com|arXiv/);
    }
  });

  it("double where the numbers have half the bits, on every device that has both", () => {
    for (const { device, flopPerSecond, source } of PEAKS.filter(({ precision }) => precision === "fp8")) {
      const half = findPeak(device, "bf16")!;
      // 989 and 1979 are both rounded.
      expect(flopPerSecond / half.flopPerSecond).toBeCloseTo(2, 2);
      expect(source).toBe(half.source);
    }
  });

  it("are not known of what a device does not compute", () => {
    expect(findPeak("ascend-910c", "fp8")).toBeUndefined();
    expect(findPeak("h101", "bf16")).toBeUndefined();
  });

  it("are of one die of an Ascend 910C, and of twice as much of its package", () => {
    expect(die.per).toBe("die");
    expect(peakPer(die, "package")).toEqual({ ...die, per: "package", flopPerSecond: 2 * die.flopPerSecond });
    expect(peakPer(peakPer(die, "package"), "die")).toEqual(die);
    expect(peakPer(h100, "die").flopPerSecond).toBe(h100.flopPerSecond);
  });
});
