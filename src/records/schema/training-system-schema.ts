import { z } from "zod";
import type { StatedPeak, SystemTraining, TrainingJobSpec } from "../../model/system.js";
import type { Parallelism } from "../../model/training-workload.js";
import { count, type FieldSchemas } from "./field-schemas.js";
import { parallelism, trainingPrecision } from "./training-workload-schema.js";

// JSON has no member that is there and undefined.
const ownParallelism = parallelism.partial() as z.ZodType<Partial<Parallelism>>;

const job = z.object({
  workload: z.string(),
  nodes: count,
  units: z.number().optional(),
  command: z.tuple([z.string()], z.string()),
  environment: z.record(z.string(), z.string()),
  directory: z.string().optional(),
  precision: trainingPrecision.optional(),
  parallelism: ownParallelism.optional(),
} satisfies FieldSchemas<TrainingJobSpec>);

const statedPeak = z.object({
  precision: trainingPrecision,
  teraFlops: z.number(),
  source: z.string(),
} satisfies FieldSchemas<StatedPeak>);

/** How a system trains, as a plan keeps it. */
export const trainingSystemSchema = z.object({
  framework: z.string().optional(),
  launcher: z.object({ use: z.string(), options: z.unknown() }),
  logs: z.string(),
  peak: z.union([z.object({ device: z.string() }), statedPeak]).optional(),
  jobs: z.array(job),
} satisfies FieldSchemas<SystemTraining>);
