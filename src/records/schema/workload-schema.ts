import { z } from "zod";
import {
  DATASET_FORMS,
  type InferenceWorkload,
  type LadderRung,
  type PhaseLengths,
  type PromptDataset,
  type RateStep,
  type ServiceLevel,
  TRACE_FORMATS,
  type WorkloadFile,
  type WorkloadMinimum,
} from "../../model/workload.js";
import { type FieldSchemas, localizedText, sha256 } from "./field-schemas.js";
import { trainingWorkloadSchema } from "./training-workload-schema.js";

const limits = { low: z.number(), high: z.number() };

const lengthDistribution = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("fixed"), value: z.number() }),
  z.object({ kind: z.literal("uniform"), ...limits }),
  z.object({ kind: z.literal("normal"), mean: z.number(), sd: z.number(), ...limits }),
  z.object({ kind: z.literal("lognormal"), median: z.number(), sigma: z.number(), ...limits }),
  z.object({ kind: z.literal("empirical"), values: z.array(z.number()), weights: z.array(z.number()).optional() }),
]);

const workloadFile = z.object({ name: z.string(), sha256 } satisfies FieldSchemas<WorkloadFile>);

const thinkTime = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("fixed"), seconds: z.number() }),
    z.object({ kind: z.literal("exponential"), meanSeconds: z.number() }),
  ])
  .optional();

const rateStep = z.object({
  requestsPerSecond: z.number(),
  seconds: z.number(),
} satisfies FieldSchemas<RateStep>);

const requestsPerSecond = z.number();

const arrival = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("closed-loop"), concurrency: z.number(), thinkTime }),
  z.object({ kind: z.literal("constant"), requestsPerSecond }),
  z.object({ kind: z.literal("poisson"), requestsPerSecond }),
  z.object({ kind: z.literal("gamma"), requestsPerSecond, burstiness: z.number() }),
  z.object({ kind: z.literal("ramp"), fromRequestsPerSecond: z.number(), toRequestsPerSecond: z.number() }),
  z.object({ kind: z.literal("steps"), steps: z.array(rateStep) }),
  z.object({ kind: z.literal("trace"), file: workloadFile, format: z.enum(TRACE_FORMATS), speed: z.number() }),
  z.object({
    kind: z.literal("conversations"),
    concurrency: z.number(),
    turns: lengthDistribution,
    thinkTime,
    systemPromptLength: z.number(),
  }),
  z.object({ kind: z.literal("offline"), requests: z.number() }),
]);

const promptPrefix = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("unique") }),
  z.object({ kind: z.literal("shared"), share: z.number(), groups: z.number() }),
]);

const dataset = z.object({
  file: workloadFile,
  form: z.enum(DATASET_FORMS),
} satisfies FieldSchemas<PromptDataset>);

const rung = z.object({
  ladder: z.string(),
  of: z.enum(["concurrency", "requestsPerSecond"]),
  value: z.number(),
} satisfies FieldSchemas<LadderRung>);

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

const inferenceWorkloadSchema = z.object({
  kind: z.literal("inference"),
  id: z.string(),
  version: z.string(),
  title: localizedText,
  api: z.enum(["chat", "completions"]),
  arrival,
  promptWords: lengthDistribution.optional(),
  promptTokens: lengthDistribution.optional(),
  dataset: dataset.optional(),
  promptPrefix: promptPrefix.optional(),
  outputTokens: lengthDistribution.optional(),
  lengthCorrelation: z.number().optional(),
  outputPolicy: z.enum(["exact", "limit"]),
  temperature: z.number(),
  extraBody: z.record(z.string(), z.unknown()).optional(),
  phases,
  minimum,
  slo: serviceLevel.optional(),
  requestTimeoutSeconds: z.number(),
  rung: rung.optional(),
  hash: z.string(),
} satisfies FieldSchemas<InferenceWorkload>);

/** A workload as a plan keeps it. */
export const workloadSchema = z.discriminatedUnion("kind", [inferenceWorkloadSchema, trainingWorkloadSchema]);
