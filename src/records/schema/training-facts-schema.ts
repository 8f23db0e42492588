import { z } from "zod";
import type { JobHistoryEntry, TrainingFacts } from "../../model/training-facts.js";
import { count, type FieldSchemas, nanoseconds } from "./field-schemas.js";
import { parallelism, trainingPrecision } from "./training-workload-schema.js";

const historyEntry = z.object({
  atNs: nanoseconds,
  kind: z.enum(["pending", "started", "requeued", "ended"]),
  detail: z.string(),
} satisfies FieldSchemas<JobHistoryEntry>);

/** What the manifest of a training run says of it. */
export const trainingFactsSchema = z.object({
  launcher: z.string(),
  logs: z.string(),
  framework: z.string().optional(),
  stamps: z.enum(["read", "log-clock", "log-timer"]),
  nodes: z.array(z.string()),
  nodeCount: count,
  units: z.number(),
  precision: trainingPrecision,
  parallelism,
  isReattached: z.boolean().optional(),
  history: z.array(historyEntry),
  ticket: z.string().optional(),
} satisfies FieldSchemas<TrainingFacts>);
