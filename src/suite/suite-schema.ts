import { z } from "zod";
import type { ValidityLimits } from "../model/plan.js";
import { ANALYSES } from "../model/plan.js";
import { identifier, localizedText, positive, properFraction, share, text, wholeNumber } from "./field-schemas.js";

const filePath = text;

const comparison = z.strictObject({
  candidate: identifier,
  baseline: identifier,
  analysis: z.enum(ANALYSES),
  // Below one half it was probably meant as the error rate (0.05).
  confidence: z.number().min(0.5).lt(1).default(0.95),
  margins: z.strictObject({
    default: properFraction,
    metrics: z.record(z.string(), properFraction).default({}),
  }),
  primaryMetrics: z.array(text).min(1),
});

const limits = {
  scheduleLatenessP99DegradedMs: positive.exactOptional(),
  scheduleLatenessP99InvalidMs: positive.exactOptional(),
  eventLoopDelayP99DegradedMs: positive.exactOptional(),
  eventLoopDelayP99InvalidMs: positive.exactOptional(),
  clientCpuDegraded: positive.exactOptional(),
  clientCpuInvalid: positive.exactOptional(),
  sentOverDueDegraded: share.exactOptional(),
  sentOverDueInvalid: share.exactOptional(),
  errorRate: share.exactOptional(),
  powerCoverage: share.exactOptional(),
} satisfies Record<keyof ValidityLimits, z.ZodType>;

/** A suite file; `suite-checks.ts` holds what one field says about another. */
export const suiteSchema = z.strictObject({
  kind: z.literal("suite"),
  id: identifier,
  version: text,
  title: localizedText,
  seed: z.int().min(0),
  systems: z.array(filePath).min(1),
  workloads: z.array(filePath).min(1),
  // A plan holds all its trials, so a slip of the finger must not ask for a billion of them.
  repeats: wholeNumber.max(1000),
  order: z.enum(["interleaved", "sequential"]),
  comparisons: z.array(comparison).default([]),
  /** Relative bound by system id. */
  assumedMeterAccuracy: z.record(z.string(), properFraction).default({}),
  limits: z.strictObject(limits).default({}),
});

export type SuiteFile = z.output<typeof suiteSchema>;
