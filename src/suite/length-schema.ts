import { z } from "zod";
import { notNegative, positive, wholeNumber } from "./field-schemas.js";

const low = wholeNumber.describe("Least length.");
const high = wholeNumber.describe("Greatest length.");

/** A distribution of lengths; `length-checks.ts` holds what one field says about another. */
export const lengthDistribution = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("fixed"), value: wholeNumber.describe("The one length.") }),
  z.strictObject({ kind: z.literal("uniform"), low, high }),
  z.strictObject({
    kind: z.literal("normal"),
    mean: positive.describe("Mean before the draws are cut at the limits."),
    sd: notNegative.describe("Standard deviation before the draws are cut at the limits."),
    low,
    high,
  }),
  z.strictObject({
    kind: z.literal("lognormal"),
    median: positive.describe("Median before the draws are cut at the limits."),
    sigma: notNegative.describe("Standard deviation of the natural logarithm, before the cut."),
    low,
    high,
  }),
  z.strictObject({
    kind: z.literal("empirical"),
    values: z.array(wholeNumber).min(1).describe("Lengths that were seen somewhere."),
    weights: z.array(notNegative).min(1).optional().describe("How often each was seen; equally often without."),
  }),
]);
