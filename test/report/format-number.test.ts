import { describe, expect, test } from "vitest";
import {
  formatChange,
  formatDistance,
  formatInterval,
  formatP,
  formatPercent,
  formatPlain,
  formatRatio,
  formatWithUncertainty,
} from "../../src/report/format-number.js";

describe("formatWithUncertainty", () => {
  test.each([
    [2162.4, 30.2, "2,162 ± 30"],
    [2162.44, 3.02, "2,162.4 ± 3.0"],
    [0.98765, 0.0112, "0.988 ± 0.011"],
    [1_234_567.8, 4321, "1,234,568 ± 4,321"],
    // 9.96 rounds to 10: its two digits are the 1 and the 0.
    [1417.3, 9.96, "1,417 ± 10"],
    [1417.3, 9.94, "1,417.3 ± 9.9"],
    [0.000012346, 0.00000012, "0.00001235 ± 0.00000012"],
    [-3.21, 0.1, "−3.21 ± 0.10"],
  ])("%d with half-width %d is %s", (value, halfWidth, text) => {
    expect(formatWithUncertainty(value, halfWidth)).toBe(text);
  });

  test("without a usable half-width four significant digits stand alone", () => {
    expect(formatWithUncertainty(1234.5678, 0)).toBe("1,235");
    expect(formatWithUncertainty(1.2e-16, 3e-17)).toBe("0");
    expect(formatWithUncertainty(0.123456, Number.POSITIVE_INFINITY)).toBe("0.1235");
  });
});

describe("formatRatio", () => {
  test.each([
    [1.0812, 0.015, "1.081"],
    [1.0812, 0.4, "1.08"],
    [1.0812, 40, "1.08"],
    [1.0812, 0.0002, "1.08120"],
    [0.99999, 0.015, "1.000"],
    [Number.POSITIVE_INFINITY, 0.1, "∞"],
  ])("%d with half-width %d is %s", (ratio, halfWidth, text) => {
    expect(formatRatio(ratio, halfWidth)).toBe(text);
  });
});

describe("numbers beside the limits that a verdict rests on", () => {
  test("an interval that does not hold 1 does not read as if it did, nor the other way round", () => {
    expect(formatInterval(0.9462, 1.00014, [1])).toEqual({ low: "0.946", high: "1.0001" });
    expect(formatInterval(0.9462, 0.99986, [1])).toEqual({ low: "0.946", high: "0.9999" });
    expect(formatInterval(0.9462, 1, [1])).toEqual({ low: "0.946", high: "1.000" });
  });

  test("a ratio past the margin does not read as if it lay on it", () => {
    const limits = [1 / 1.02, 1.02];
    expect([1.0203, 1.0198, 0.98032].map((value) => formatRatio(value, 0.015, limits))).toEqual([
      "1.0203",
      "1.0198",
      "0.980",
    ]);
    expect([1.0203, 1.0198].map((value) => formatDistance(value, 0.015, limits))).toEqual(["2.03 %", "1.98 %"]);
  });

  test("a p below the level does not read as if it were at it", () => {
    expect([0.0497, 0.0503, 0.012, 0.00001].map((p) => formatP(p, 0.05))).toEqual([
      "= 0.0497",
      "= 0.0503",
      "= 0.012",
      "< 0.0001",
    ]);
    expect(formatP(0.0497)).toBe("= 0.05");
  });
});

describe("shares and changes", () => {
  test("a share is shown as percent without idle zeros", () => {
    expect([0.02, 0.005, 0.95, 1].map((share) => formatPercent(share))).toEqual(["2 %", "0.5 %", "95 %", "100 %"]);
  });

  test("a factor is shown as a signed change", () => {
    expect([0.95, 1.0526, 1].map(formatChange)).toEqual(["−5 %", "+5.26 %", "+0 %"]);
  });

  test("the distance of a ratio from 1 has no sign and the interval's digits", () => {
    expect([formatDistance(1.0812, 0.015), formatDistance(0.69987, 0.011)]).toEqual(["8.1 %", "30.0 %"]);
  });

  test("zero keeps its digit", () => {
    expect([formatPlain(0), formatPlain(100), formatPlain(0.5)]).toEqual(["0", "100", "0.5"]);
  });
});
