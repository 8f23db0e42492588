import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StepSample } from "../../src/model/step-sample.js";
import { measuredReports, stepWindows } from "../../src/model/step-windows.js";

/** Reports of these steps, one a second from 1 s on. */
function reports(...numbers: readonly number[]): readonly StepSample[] {
  return numbers.map((step, index) => ({
    index,
    step,
    steps: step - (numbers[index - 1] ?? 0),
    atNs: (index + 1) * 1e9,
    withinNs: 0,
    tokens: 10 * (step - (numbers[index - 1] ?? 0)),
    tokensFrom: "log",
  }));
}

describe("stepWindows", () => {
  it("begins with the last report of the warm-up and ends with that of the last step", () => {
    const windows = stepWindows(reports(1, 2, 3, 4, 5, 6), 2, 3);
    expect(windows).toEqual({ warmUp: { startNs: 1e9, endNs: 2e9 }, measure: { startNs: 2e9, endNs: 5e9 } });
  });

  it("lies between reports where only some steps are reported", () => {
    const every10 = reports(10, 20, 30, 40);
    expect(stepWindows(every10, 5, 30)?.measure).toEqual({ startNs: 1e9, endNs: 3e9 });
    expect(stepWindows(every10, 10, 25)?.measure).toEqual({ startNs: 1e9, endNs: 3e9 });
  });

  it("needs two reports at different instants", () => {
    expect(stepWindows(reports(1, 2), 2, 3)).toBeUndefined();
    expect(stepWindows(reports(1), 2, 3)).toBeUndefined();
    expect(stepWindows([], 1, 1)).toBeUndefined();
    const together = reports(1, 2, 3).map((report) => ({ ...report, atNs: 7 }));
    expect(stepWindows(together, 1, 2)).toBeUndefined();
  });

  it("has an empty warm-up where the first report ends it", () => {
    expect(stepWindows(reports(10, 20), 5, 20)?.warmUp).toEqual({ startNs: 1e9, endNs: 1e9 });
  });
});

describe("measuredReports", () => {
  it("leaves out the report at the start and takes the one at the end", () => {
    const all = reports(1, 2, 3, 4, 5, 6);
    const window = stepWindows(all, 2, 3)?.measure ?? { startNs: 0, endNs: 0 };
    expect(measuredReports(all, window).map(({ step }) => step)).toEqual([3, 4, 5]);
  });

  it("is of just the steps between the reports at both edges, whatever is reported", () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 2, maxLength: 50 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 100 }), (each, warmUp, steps) => {
        let last = 0;
        const all = reports(
          ...each.map((gap) => {
            last += gap;
            return last;
          }),
        );
        const windows = stepWindows(all, warmUp, steps);
        if (windows === undefined) return;
        const measured = measuredReports(all, windows.measure);
        const first = all.find(({ atNs }) => atNs === windows.measure.startNs);
        const made = measured.reduce((sum, report) => sum + report.steps, 0);
        expect(made).toBe((measured.at(-1)?.step ?? 0) - (first?.step ?? 0));
        expect(first?.step).toBeGreaterThanOrEqual(warmUp);
        expect(measured.at(-1)?.step).toBeLessThanOrEqual(warmUp + steps);
      }),
    );
  });
});
