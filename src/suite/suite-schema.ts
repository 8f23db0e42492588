import { z } from "zod";
import type { ValidityLimits } from "../model/plan.js";
import { ANALYSES } from "../model/plan.js";
import { identifier, localizedText, positive, properFraction, share, text, wholeNumber } from "./field-schemas.js";
import { workloadEntry } from "./ladder-schema.js";

const filePath = text;

const margins = z.strictObject({
  default: properFraction.describe("Smaller relative differences do not matter in practice; 0.02 is 2 %."),
  metrics: z
    .record(z.string(), properFraction)
    .default({})
    .describe("Other margins, by the id of the metric (`tokwatt list metrics`)."),
});

const comparison = z.strictObject({
  candidate: identifier.describe("Id of the system that is judged."),
  baseline: identifier.describe("Id of the system that it is judged against."),
  analysis: z.enum(ANALYSES).describe("`paired` compares block by block and needs the order `interleaved`."),
  // Below one half it was probably meant as the error rate (0.05).
  confidence: z.number().min(0.5).lt(1).default(0.95).describe("Confidence of the intervals."),
  margins: margins.describe("Practical margins, fixed before the first run."),
  primaryMetrics: z.array(text).min(1).describe("Metrics that the headline gives a verdict on."),
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
  receiveLagP99DegradedMs: positive.exactOptional(),
  receiveLagP99InvalidMs: positive.exactOptional(),
  processorWaitDegraded: share.exactOptional(),
  processorWaitInvalid: share.exactOptional(),
  lateBurstsDegraded: share.exactOptional(),
  lateBurstsInvalid: share.exactOptional(),
  ceilingShareDegraded: positive.exactOptional(),
  ceilingShareInvalid: positive.exactOptional(),
  errorRate: share.exactOptional(),
  powerCoverage: share.exactOptional(),
} satisfies Record<keyof ValidityLimits, z.ZodType>;

/** A suite file; `suite-checks.ts` holds what one field says about another. */
export const suiteSchema = z.strictObject({
  kind: z.literal("suite"),
  id: identifier.describe("Name of the suite in records."),
  version: text.describe("Raise it whenever the suite changes."),
  title: localizedText,
  seed: z.int().min(0).describe("Where all that is drawn comes from: arrivals, lengths, prompts."),
  systems: z.array(filePath).min(1).describe("System files, relative to this file."),
  workloads: z.array(workloadEntry).min(1).describe("Workload files, or ladders of them, relative to this file."),
  // A plan holds all its trials, so a slip of the finger must not ask for a billion of them.
  repeats: wholeNumber.max(1000).describe("Runs of every workload on every system; intervals need at least 3."),
  order: z
    .enum(["interleaved", "sequential"])
    .describe("`interleaved`: the systems take turns (A B B A ...), so that a steady drift cancels."),
  comparisons: z.array(comparison).default([]).describe("What is compared with what; each with its own verdicts."),
  assumedMeterAccuracy: z
    .record(z.string(), properFraction)
    .default({})
    .describe("Relative bound by system id, where a meter's accuracy is unknown; printed as assumed."),
  limits: z
    .strictObject(limits)
    .default({})
    .describe("Other limits on the harness's check of itself than the published ones."),
});

export type SuiteFile = z.output<typeof suiteSchema>;
