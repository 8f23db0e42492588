import { z } from "zod";
import { identifier, localizedText, notNegative, positive, text, wholeNumber } from "./field-schemas.js";

const lengthDistribution = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("fixed"), value: wholeNumber }),
  z.strictObject({ kind: z.literal("uniform"), low: wholeNumber, high: wholeNumber }),
  z.strictObject({ kind: z.literal("normal"), mean: positive, sd: notNegative, low: wholeNumber, high: wholeNumber }),
]);

const arrival = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("closed-loop"), concurrency: wholeNumber }),
  z.strictObject({ kind: z.literal("constant"), requestsPerSecond: positive }),
  z.strictObject({ kind: z.literal("poisson"), requestsPerSecond: positive }),
  z.strictObject({ kind: z.literal("offline"), requests: wholeNumber }),
]);

/** An inference workload file; `workload-checks.ts` holds what one field says about another. */
export const inferenceWorkloadSchema = z.strictObject({
  kind: z.literal("inference"),
  id: identifier,
  version: text,
  title: localizedText,
  api: z.enum(["chat", "completions"]),
  arrival,
  promptWords: lengthDistribution,
  outputTokens: lengthDistribution,
  outputPolicy: z.enum(["exact", "limit"]),
  temperature: notNegative.max(2),
  phases: z.strictObject({
    warmUpSeconds: notNegative,
    measureSeconds: positive,
    coolDownSeconds: notNegative,
    drainSeconds: notNegative,
  }),
  minimum: z.strictObject({ windowSeconds: positive, powerSamples: wholeNumber }),
  slo: z
    .strictObject({
      ttftSeconds: positive.optional(),
      tpotSeconds: positive.optional(),
      endToEndSeconds: positive.optional(),
    })
    .optional(),
  requestTimeoutSeconds: positive,
});
