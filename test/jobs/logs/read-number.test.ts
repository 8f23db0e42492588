import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCount, readNumber, readPositive } from "../../../src/jobs/logs/read-number.js";

describe("readNumber", () => {
  it.each([
    [" 15800.0 ", 15800],
    ["13100.0/13240.9", 13100],
    ["1.344240E+01", 13.4424],
    ["4,376", 4376],
    ["1,234,567.5", 1234567.5],
    ["48.87GiB(51.44%)", 48.87],
    ["353.03 time (ms)", 353.03],
    ["-.5", -0.5],
    ["INF", Number.POSITIVE_INFINITY],
    ["-inf", Number.NEGATIVE_INFINITY],
    ["Infinity", Number.POSITIVE_INFINITY],
    ["nan", Number.NaN],
    ["NAN |", Number.NaN],
  ])("reads %j", (text, value) => expect(readNumber(text)).toBe(value));

  it.each(["N/A", "null", "", " ", "-", "information", "nano", "x1"])("finds none in %j", (text) => {
    expect(readNumber(text)).toBeUndefined();
  });

  it("reads every number as it was printed", () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        expect(readNumber(String(value))).toBe(value === 0 ? 0 : value);
      }),
    );
  });
});

describe("readPositive", () => {
  it.each([
    ["0.5", 0.5],
    ["0", undefined],
    ["-1", undefined],
    ["inf", undefined],
    ["nan", undefined],
    [undefined, undefined],
  ])("takes %j as %j", (text, value) => expect(readPositive(text)).toBe(value));
});

describe("readCount", () => {
  it.each([
    ["     10240 ", 10240],
    ["794.0", 794],
    ["10,000", 10000],
    ["0", 0],
    ["1.63e+6", undefined],
    ["2e3", undefined],
    ["1.5", undefined],
    ["-4", undefined],
    ["9007199254740993", undefined],
    ["N/A", undefined],
  ])("takes %j as %j", (text, value) => expect(readCount(text)).toBe(value));
});
