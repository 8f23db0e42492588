import { z } from "zod";
import {
  type LossRule,
  type NodeRung,
  type Parallelism,
  SCALINGS,
  TRAINING_PRECISIONS,
  TRAINING_TASKS,
  type TrainingMinimum,
  type TrainingWorkload,
} from "../../model/training-workload.js";
import { type FieldSchemas, localizedText } from "./field-schemas.js";
import { modelSchema } from "./model-schema.js";

export const trainingPrecision = z.enum(TRAINING_PRECISIONS);

const ranks = { tensor: z.number(), pipeline: z.number(), context: z.number(), expert: z.number() };

export const parallelism = z.object(ranks satisfies FieldSchemas<Parallelism>);

const loss = z.object({ fallsBy: z.number(), band: z.number() } satisfies FieldSchemas<LossRule>);

const rung = z.object({
  ladder: z.string(),
  of: z.literal("nodes"),
  value: z.number(),
  scaling: z.enum(SCALINGS),
} satisfies FieldSchemas<NodeRung>);

const minimum = z.object({
  windowSeconds: z.number(),
  powerSamples: z.number(),
  steps: z.number(),
} satisfies FieldSchemas<TrainingMinimum>);

/** A training workload as a plan keeps it. */
export const trainingWorkloadSchema = z.object({
  kind: z.literal("training"),
  id: z.string(),
  version: z.string(),
  title: localizedText,
  model: modelSchema,
  task: z.enum(TRAINING_TASKS),
  adapterWeights: z.number().optional(),
  sequenceLength: z.number(),
  packedLength: z.number().optional(),
  globalBatch: z.number(),
  precision: trainingPrecision,
  parallelism,
  warmUpSteps: z.number(),
  steps: z.number(),
  loss,
  minimum,
  timeoutSeconds: z.number(),
  rung: rung.optional(),
  hash: z.string(),
} satisfies FieldSchemas<TrainingWorkload>);
