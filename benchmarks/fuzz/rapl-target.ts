import fc from "fast-check";
import { createWrapUndo, isPackageZone, isRaplZone, parseMicrojoules } from "../../src/power/parse/rapl.js";
import { demand, type FuzzTarget } from "./fuzz-target.js";
import { garbageText, NOT_NUMBERS } from "./mutation.js";

const range = fc.integer({ min: 1000, max: 262_143_328_850 });
const steps = fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { maxLength: 30 });

/** The kernel's energy counters: no number is made up, and what a counter that wraps has counted is never lost. */
export const raplTarget: FuzzTarget = {
  id: "rapl",
  property: (started) =>
    fc.property(
      fc.oneof(garbageText, fc.constantFrom(...NOT_NUMBERS)),
      range,
      steps,
      (text, rangeMicrojoules, shares) => {
        started();
        const parsed = parseMicrojoules(text);
        const isCounter = /^\d+$/.test(text) && Number.isSafeInteger(Number(text));
        demand(parsed === (isCounter ? Number(text) : undefined), { text, parsed });
        demand(typeof isRaplZone(text) === "boolean" && typeof isPackageZone(text) === "boolean", { text });
        demandWraps(rangeMicrojoules, shares);
      },
    ),
};

/** Steps of less than one wrap, as shares of the counter's range. */
function demandWraps(rangeMicrojoules: number, shares: readonly number[]): void {
  const undo = createWrapUndo(rangeMicrojoules);
  let [counter, total] = [rangeMicrojoules - 1, 0];
  undo(counter);
  for (const share of shares) {
    const step = Math.floor(share * rangeMicrojoules);
    total += step;
    counter = (counter + step) % rangeMicrojoules;
    const joules = undo(counter);
    demand(Math.abs(joules - total / 1e6) <= 1e-9 * Math.max(1, joules), { rangeMicrojoules, shares, joules, total });
  }
}
