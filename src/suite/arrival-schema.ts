import { z } from "zod";
import { TRACE_FORMATS } from "../model/workload.js";
import { notNegative, positive, text, wholeNumber } from "./field-schemas.js";
import { lengthDistribution } from "./length-schema.js";

const requestsPerSecond = positive.describe("Requests per second, whatever the system does with them.");

const thinkTime = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("fixed"), seconds: notNegative.describe("Always so long.") }),
    z.strictObject({ kind: z.literal("exponential"), meanSeconds: positive.describe("On average.") }),
  ])
  .optional()
  .describe("What a user waits between an answer and the next request; nothing without.");

const rateStep = z.strictObject({
  requestsPerSecond: notNegative.describe("Requests per second in this step; 0 is a pause."),
  seconds: positive.describe("How long the step lasts; the last one lasts until the load's end."),
});

/** How requests arrive; `arrival-checks.ts` holds what one field says about another. */
export const arrivalSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("closed-loop"),
    concurrency: wholeNumber.describe("Users who each send their next request when they have an answer."),
    thinkTime,
  }),
  z.strictObject({ kind: z.literal("constant"), requestsPerSecond }),
  z.strictObject({ kind: z.literal("poisson"), requestsPerSecond }),
  z.strictObject({
    kind: z.literal("gamma"),
    requestsPerSecond,
    burstiness: positive.describe("Shape of the gaps' gamma distribution: 1 is Poisson, less is burstier."),
  }),
  z.strictObject({
    kind: z.literal("ramp"),
    fromRequestsPerSecond: notNegative.describe("Rate at the load's start, where warm-up begins."),
    toRequestsPerSecond: notNegative.describe("Rate at the load's end, where cool-down ends."),
  }),
  z.strictObject({
    kind: z.literal("steps"),
    steps: z.array(rateStep).min(1).describe("Rates one after the other, from the start of warm-up on."),
  }),
  z.strictObject({
    kind: z.literal("trace"),
    file: text.describe("The trace, relative to this file."),
    format: z.enum(TRACE_FORMATS).describe("Which published form the trace has."),
    speed: positive.default(1).describe("What the times of the trace are divided by: 2 is twice as fast."),
  }),
  z.strictObject({
    kind: z.literal("conversations"),
    concurrency: wholeNumber.describe("Users who each hold one conversation after the other."),
    turns: lengthDistribution.describe("Requests in one conversation."),
    thinkTime,
    systemPromptLength: z
      .int()
      .min(0)
      .default(0)
      .describe("Length of a system prompt that all conversations share; 0: none."),
  }),
  z.strictObject({ kind: z.literal("offline"), requests: wholeNumber.describe("Requests that are sent all at once.") }),
]);
