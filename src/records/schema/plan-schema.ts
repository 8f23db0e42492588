import { z } from "zod";
import {
  ANALYSES,
  type Margins,
  type Plan,
  type PlannedComparison,
  type PlannedGate,
  type PlannedHistoryGate,
  type Requirement,
  type StopRule,
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
  family: count.optional(),
  meters: z.literal("shared").optional(),
  equivalence: margins.optional(),
  nonInferiority: margins.optional(),
  weights: z.record(z.string(), z.number()).optional(),
} satisfies FieldSchemas<PlannedComparison>);

const stop = z.object({ width: z.number(), maxRuns: count } satisfies FieldSchemas<StopRule>);

const historyGate = z.object({
  metrics: z.array(z.string()),
  margins,
  confidence: z.number(),
  vary: z.array(z.string()),
} satisfies FieldSchemas<PlannedHistoryGate>);

const requirement = z.object({
  metric: z.string(),
  bound: z.enum(["at-least", "at-most"]),
  limit: z.number(),
  system: z.string().optional(),
  workload: z.string().optional(),
} satisfies FieldSchemas<Requirement>);

const gate = z.object({
  history: historyGate.optional(),
  requirements: z.array(requirement),
} satisfies FieldSchemas<PlannedGate>);

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
  stop: stop.optional(),
  order: z.enum(["interleaved", "sequential"]),
  systems: z.array(systemSchema),
  workloads: z.array(workloadSchema),
  trials: z.array(trialSchema),
  comparisons: z.array(comparison),
  gate: gate.optional(),
  assumedMeterAccuracy: z.record(z.string(), z.number()),
  limits,
  hash: z.string(),
} satisfies FieldSchemas<Plan>);
