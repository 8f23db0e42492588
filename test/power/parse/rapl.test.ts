import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createWrapUndo, isPackageZone, isRaplZone, parseMicrojoules } from "../../../src/power/parse/rapl.js";

describe("zones", () => {
  it("are packages of the first level, without psys and sub-zones", () => {
    const folders = ["dtpm", "intel-rapl", "intel-rapl:0", "intel-rapl:0:1", "intel-rapl:12", "intel-rapl-mmio:0"];
    expect(folders.filter(isRaplZone)).toEqual(["intel-rapl:0", "intel-rapl:12"]);
    const names = ["package-0", "package-1-die-1", "psys", "core", "uncore", "dram", "package"];
    expect(names.filter(isPackageZone)).toEqual(["package-0", "package-1-die-1"]);
  });
});

describe("parseMicrojoules", () => {
  it("takes whole numbers and calls everything else missing, never 0", () => {
    expect(parseMicrojoules("262143328850")).toBe(262143328850);
    expect(parseMicrojoules("0")).toBe(0);
    for (const text of ["", "-", "N/A", "-5", "1.5", "12 uJ", "0x10", "99999999999999999999"]) {
      expect(parseMicrojoules(text)).toBeUndefined();
    }
  });
});

describe("createWrapUndo", () => {
  it("grows from 0 through a wrap-around", () => {
    const undo = createWrapUndo(1_000_000);
    expect([400_000, 900_000, 100_000, 100_000, 50_000].map(undo)).toEqual([0, 0.5, 0.7, 0.7, 1.65]);
  });

  it("gives back any growth below the range", () => {
    const range = 262_143_328_850;
    fc.assert(
      fc.property(fc.nat(range - 1), fc.array(fc.nat(range - 1), { maxLength: 50 }), (start, steps) => {
        const undo = createWrapUndo(range);
        let total = start;
        undo(start);
        let sum = 0;
        for (const step of steps) {
          total += step;
          sum += step;
          expect(undo(total % range)).toBeCloseTo(sum * 1e-6, 3);
        }
      }),
    );
  });
});
