import { z } from "zod";
import { DATASET_FORMS } from "../model/workload.js";
import { arrivalSchema } from "./arrival-schema.js";
import { identifier, localizedText, notNegative, positive, text, wholeNumber } from "./field-schemas.js";
import { lengthDistribution } from "./length-schema.js";

const promptPrefix = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("unique") }),
  z.strictObject({
    kind: z.literal("shared"),
    share: positive.max(1).describe("Part of each prompt's length that is shared: 0.5 is the first half."),
    groups: wholeNumber.describe("How many different shared beginnings there are."),
  }),
]);

const dataset = z.strictObject({
  file: text.describe("JSON lines, relative to this file."),
  form: z.enum(DATASET_FORMS).describe("`plain`: a prompt a line; `sharegpt`: a conversation a line."),
});

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
  arrival: arrivalSchema.describe("When requests are sent."),
  promptWords: lengthDistribution.optional().describe("Length of a prompt, in words; servers count it in tokens."),
  promptTokens: lengthDistribution
    .optional()
    .describe("Length of a prompt's text in tokens, without what a chat template adds."),
  dataset: dataset.optional().describe("Prompts of a file in place of drawn ones."),
  promptPrefix: promptPrefix.optional().describe("What drawn prompts have in common; nothing without."),
  outputTokens: lengthDistribution.optional().describe("Tokens that a request asks for."),
  lengthCorrelation: z
    .number()
    .min(-1)
    .max(1)
    .optional()
    .describe("Correlation of prompt and output length (of the normal variables behind them); 0 without."),
  outputPolicy: z
    .enum(["exact", "limit"])
    .describe("`exact`: just that many tokens (`ignore_eos`); `limit`: the model may end earlier."),
  temperature: notNegative.max(2).describe("Sampling temperature; 0 takes the likeliest token."),
  extraBody: z
    .record(z.string(), z.unknown())
    .optional()
    .describe("Further fields of every request's body, such as `top_p`."),
  phases: phases.describe("How long a run lasts."),
  minimum: minimum.describe("What a run must hold to bear a verdict."),
  slo: serviceLevel.optional().describe("Service level: requests within all its bounds count as good."),
  requestTimeoutSeconds: positive.describe("A request that takes longer has failed."),
});

export type InferenceWorkloadFile = z.output<typeof inferenceWorkloadSchema>;
