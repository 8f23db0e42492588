import { z } from "zod";
import type { InferenceWorkload, PhaseLengths, ServiceLevel, WorkloadMinimum } from "../../model/workload.js";
import { type FieldSchemas, localizedText } from "./field-schemas.js";

const arrival = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("closed-loop"), concurrency: z.number() }),
  z.object({ kind: z.literal("constant"), requestsPerSecond: z.number() }),
  z.object({ kind: z.literal("poisson"), requestsPerSecond: z.number() }),
  z.object({ kind: z.literal("offline"), requests: z.number() }),
]);

const lengthDistribution = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("fixed"), value: z.number() }),
  z.object({ kind: z.literal("uniform"), low: z.number(), high: z.number() }),
  z.object({ kind: z.literal("normal"), mean: z.number(), sd: z.number(), low: z.number(), high: z.number() }),
]);

const phases = z.object({
  warmUpSeconds: z.number(),
  measureSeconds: z.number(),
  coolDownSeconds: z.number(),
  drainSeconds: z.number(),
} satisfies FieldSchemas<PhaseLengths>);

const minimum = z.object({
  windowSeconds: z.number(),
  powerSamples: z.number(),
} satisfies FieldSchemas<WorkloadMinimum>);

const serviceLevel = z.object({
  ttftSeconds: z.number().optional(),
  tpotSeconds: z.number().optional(),
  endToEndSeconds: z.number().optional(),
} satisfies FieldSchemas<ServiceLevel>);

/** A workload as a plan keeps it. */
export const workloadSchema = z.object({
  kind: z.literal("inference"),
  id: z.string(),
  version: z.string(),
  title: localizedText,
  api: z.enum(["chat", "completions"]),
  arrival,
  promptWords: lengthDistribution,
  outputTokens: lengthDistribution,
  outputPolicy: z.enum(["exact", "limit"]),
  temperature: z.number(),
  phases,
  minimum,
  slo: serviceLevel.optional(),
  requestTimeoutSeconds: z.number(),
  hash: z.string(),
} satisfies FieldSchemas<InferenceWorkload>);
