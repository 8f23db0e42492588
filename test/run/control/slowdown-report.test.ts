import { describe, expect, it } from "vitest";
import { failure, note, warning } from "../../../src/model/finding.js";
import { addedShare } from "../../../src/run/control/answer-times.js";
import { reportSlowdown } from "../../../src/run/control/slowdown-report.js";

describe("reportSlowdown", () => {
  const figures = (achieved: number) => ({ slowdown: 0.2, achieved });

  it.each([0.2, 0.181, 0.219])("says that %s came of 0.2", (achieved) => {
    expect(reportSlowdown(0.2, achieved)).toEqual({ findings: [note("injected-slowdown", figures(achieved))] });
  });

  it.each([0.1, 0.17, 0.23, 3])("warns that %s is not 0.2", (achieved) => {
    expect(reportSlowdown(0.2, achieved)).toEqual({
      findings: [note("injected-slowdown", figures(achieved)), warning("injected-slowdown-inexact", figures(achieved))],
    });
  });

  it.each([0, 0.099])("lets no run count into which %s of 0.2 was put", (achieved) => {
    expect(reportSlowdown(0.2, achieved)).toEqual({
      findings: [note("injected-slowdown", figures(achieved))],
      missed: failure("injected-slowdown-missed", figures(achieved)),
    });
  });
});

describe("addedShare", () => {
  it("weighs answers by how long they took, over all endpoints", () => {
    expect(addedShare([{ serverNs: 1000, forwardedNs: 1500 }])).toBe(0.5);
    const two = [
      { serverNs: 1000, forwardedNs: 1500 },
      { serverNs: 3000, forwardedNs: 3500 },
    ];
    expect(addedShare(two)).toBe(0.25);
  });

  it("is nothing without an answer", () => {
    expect([addedShare([]), addedShare([{ serverNs: 0, forwardedNs: 0 }])]).toEqual([0, 0]);
  });
});
