import { z } from "zod";
import { identifier, localizedText, notNegative, positive, text, wholeNumber } from "./field-schemas.js";

const low = wholeNumber.describe("Least length.");
const high = wholeNumber.describe("Greatest length.");

const lengthDistribution = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("fixed"), value: wholeNumber.describe("The one length.") }),
  z.strictObject({ kind: z.literal("uniform"), low, high }),
  z.strictObject({
    kind: z.literal("normal"),
    mean: positive.describe("Mean before the draws are cut at the limits."),
    sd: notNegative.describe("Standard deviation before the draws are cut at the limits."),
    low,
    high,
  }),
]);

const requestsPerSecond = positive.describe("Requests per second, whatever the system does with them.");

const arrival = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("closed-loop"),
    concurrency: wholeNumber.describe("Users who each send their next request as soon as they have an answer."),
  }),
  z.strictObject({ kind: z.literal("constant"), requestsPerSecond }),
  z.strictObject({ kind: z.literal("poisson"), requestsPerSecond }),
  z.strictObject({ kind: z.literal("offline"), requests: wholeNumber.describe("Requests that are sent all at once.") }),
]);

const phases = z.strictObject({
  warmUpSeconds: notNegative.describe("Load before the window that counts."),
  measureSeconds: positive.describe("The window that counts; offline: the expected length of the batch."),
  coolDownSeconds: notNegative.describe("Load after the window, so that its last requests have company."),
  drainSeconds: notNegative.describe("How long requests may still finish after the load has ended."),
});

const minimum = z.strictObject({
  windowSeconds: positive.describe("Shorter windows are stamped as demonstrations."),
  powerSamples: wholeNumber.describe("Fewer readings in the window give no verdict on energy."),
});

const serviceLevel = z.strictObject({
  ttftSeconds: positive.optional().describe("Bound on the time to the first token."),
  tpotSeconds: positive.optional().describe("Bound on the mean time per output token after the first."),
  endToEndSeconds: positive.optional().describe("Bound on the time until the answer is complete."),
});

/** An inference workload file; `workload-checks.ts` holds what one field says about another. */
export const inferenceWorkloadSchema = z.strictObject({
  kind: z.literal("inference"),
  id: identifier.describe("Name of the workload in suites and records."),
  version: text.describe("Raise it whenever the workload changes."),
  title: localizedText,
  api: z.enum(["chat", "completions"]).describe("Which of OpenAI's interfaces is called."),
  arrival: arrival.describe("When requests are sent."),
  promptWords: lengthDistribution.describe("Length of a prompt, in words; servers count it in tokens."),
  outputTokens: lengthDistribution.describe("Tokens that a request asks for."),
  outputPolicy: z
    .enum(["exact", "limit"])
    .describe("`exact`: just that many tokens (`ignore_eos`); `limit`: the model may end earlier."),
  temperature: notNegative.max(2).describe("Sampling temperature; 0 takes the likeliest token."),
  phases: phases.describe("How long a run lasts."),
  minimum: minimum.describe("What a run must hold to bear a verdict."),
  slo: serviceLevel.optional().describe("Service level: requests within all its bounds count as good."),
  requestTimeoutSeconds: positive.describe("A request that takes longer has failed."),
});
