import fc from "fast-check";

/** One positive value a run. Thousandths: distinct values stay distinct through scaling and logarithms. */
const runValue = fc.integer({ min: 1, max: 1_000_000 }).map((thousandths) => thousandths / 1000);

/** Values of 3 to 8 runs that are not all the same. */
export const varyingRuns = fc
  .array(runValue, { minLength: 3, maxLength: 8 })
  .filter((values) => values.some((value) => value !== values[0]));

/** A pair of runs for each of 3 to 8 blocks, with ratios that are not all the same. */
export const varyingPairs = fc
  .array(fc.record({ candidate: runValue, baseline: runValue }), { minLength: 3, maxLength: 8 })
  .filter((pairs) => {
    const ratios = pairs.map((pair) => pair.candidate / pair.baseline);
    return Math.max(...ratios) / Math.min(...ratios) > 1 + 1e-9;
  });

export const confidences = fc.double({ min: 0.5, max: 0.999, noNaN: true });

/** A change of unit. */
export const scales = fc.constantFrom(1e-9, 1e-3, 0.37, 60, 1e6);
