import { z } from "zod";
import {
  ANALYSES,
  type Margins,
  type Plan,
  type PlannedComparison,
  type Trial,
  type ValidityLimits,
} from "../../model/plan.js";
import { count, type FieldSchemas, localizedText } from "./field-schemas.js";
import { systemSchema } from "./system-schema.js";
import { workloadSchema } from "./workload-schema.js";

export const trialSchema = z.object({
  index: count,
  id: z.string(),
  systemId: z.string(),
  workloadId: z.string(),
  repeat: count,
  arrivalSeed: z.string(),
} satisfies FieldSchemas<Trial>);

const margins = z.object({
  default: z.number(),
  metrics: z.record(z.string(), z.number()),
} satisfies FieldSchemas<Margins>);

const comparison = z.object({
  candidate: z.string(),
  baseline: z.string(),
  analysis: z.enum(ANALYSES),
  confidence: z.number(),
  margins,
  primaryMetrics: z.array(z.string()),
} satisfies FieldSchemas<PlannedComparison>);

const limits = z.object({
  scheduleLatenessP99DegradedMs: z.number(),
  scheduleLatenessP99InvalidMs: z.number(),
  eventLoopDelayP99DegradedMs: z.number(),
  eventLoopDelayP99InvalidMs: z.number(),
  clientCpuDegraded: z.number(),
  clientCpuInvalid: z.number(),
  sentOverDueDegraded: z.number(),
  sentOverDueInvalid: z.number(),
  receiveLagP99DegradedMs: z.number().optional(),
  receiveLagP99InvalidMs: z.number().optional(),
  processorWaitDegraded: z.number().optional(),
  processorWaitInvalid: z.number().optional(),
  lateBurstsDegraded: z.number().optional(),
  lateBurstsInvalid: z.number().optional(),
  ceilingShareDegraded: z.number().optional(),
  ceilingShareInvalid: z.number().optional(),
  errorRate: z.number(),
  powerCoverage: z.number(),
} satisfies FieldSchemas<ValidityLimits>);

/** The plan that a manifest carries. What was added to it since is told by the manifest's version. */
export const planSchema = z.object({
  format: z.literal("tokwatt.plan"),
  version: z.literal(1),
  suite: z.object({ id: z.string(), version: z.string(), title: localizedText }),
  seed: z.number(),
  repeats: count,
  order: z.enum(["interleaved", "sequential"]),
  systems: z.array(systemSchema),
  workloads: z.array(workloadSchema),
  trials: z.array(trialSchema),
  comparisons: z.array(comparison),
  assumedMeterAccuracy: z.record(z.string(), z.number()),
  limits,
  hash: z.string(),
} satisfies FieldSchemas<Plan>);
