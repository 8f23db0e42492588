import { z } from "zod";
import { TRAINING_PRECISIONS, TRAINING_TASKS } from "../../model/training-workload.js";
import { identifier, localizedText, notNegative, positive, text, wholeNumber } from "../field-schemas.js";

const ranks = wholeNumber.default(1);

const parallelism = z
  .strictObject({
    tensor: ranks.describe("Ranks that share every matrix."),
    pipeline: ranks.describe("Stages that the layers are divided among."),
    context: ranks.describe("Ranks that share every sequence."),
    expert: ranks.describe("Ranks that the experts of a layer are divided among."),
  })
  .prefault({});

const loss = z.strictObject({
  fallsBy: notNegative
    .lt(1)
    .describe("Least fall of the loss from the first tenth of the steps to the last, of itself: 0.05 is 5 %."),
  // Above one half two models that learned quite different things would pass for one.
  band: positive.max(0.5).describe("Most that losses of compared systems may differ at equal tokens; 0.02 is 2 %."),
});

const minimum = z.strictObject({
  steps: wholeNumber.describe("With fewer measured steps a run is stamped as a demonstration."),
  windowSeconds: positive.describe("Shorter windows are stamped as demonstrations."),
  powerSamples: wholeNumber.describe("Fewer power readings in the window are stamped as demonstrations."),
});

/** A training workload's file; `training-workload-checks.ts` holds what one field says about another. */
export const trainingWorkloadSchema = z.strictObject({
  kind: z.literal("training"),
  id: identifier.describe("Name of the workload in suites, in jobs of systems, and in records."),
  version: text.describe("Raise it whenever the workload changes."),
  title: localizedText,
  model: text.describe("Model file, relative to this file, or the id of one in `benchmarks/models`."),
  task: z.enum(TRAINING_TASKS).describe("What is trained: all from nothing, all of a trained model, or adapters."),
  adapterWeights: notNegative
    .int()
    .optional()
    .describe("Of `lora`: weights of all adapters together; 0 leaves their own FLOPs out."),
  sequenceLength: wholeNumber.describe("Tokens of one sequence."),
  packedLength: positive
    .optional()
    .describe("Where samples are packed: sum of the squares of their lengths over the sum of their lengths."),
  globalBatch: wholeNumber.describe("Sequences of one step of the whole job."),
  precision: z.enum(TRAINING_PRECISIONS).describe("Number format of the matrix multiplications."),
  parallelism: parallelism.describe("How the model is spread over devices; a system's job may say otherwise."),
  warmUpSteps: wholeNumber.describe("Steps before the window that counts."),
  steps: wholeNumber.describe("Steps of the window that counts."),
  loss: loss.describe("What the loss must look like: speed without learning is nothing."),
  minimum: minimum.describe("What a run must hold to bear a verdict."),
  timeoutSeconds: positive.describe("A job that has not ended so long after it was handed in is cancelled."),
});

export type TrainingWorkloadFile = z.output<typeof trainingWorkloadSchema>;
