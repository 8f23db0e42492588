import { z } from "zod";
import type { ValidityLimits } from "../model/plan.js";
import { comparisonEntry } from "./comparison-schema.js";
import { fraction, identifier, localizedText, positive, share, text, wholeNumber } from "./field-schemas.js";
import { gateSchema } from "./gate-schema.js";
import { workloadEntry } from "./ladder-schema.js";

const filePath = text;

/** A plan holds all its trials, so a slip of the finger must not ask for a billion of them. */
const runs = wholeNumber.max(1000);

const stop = z.strictObject({
  width: fraction.describe("How far the interval of every primary ratio may reach above it; 0.02, or 2 %."),
  maxRuns: runs.describe("Runs after which it is left at that, wide or not."),
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
  repeats: runs.describe("Runs of every workload on every system; intervals need at least 3. The fewest with `stop`."),
  stop: stop
    .optional()
    .describe("Run on until the intervals are this narrow, block by block, instead of a fixed number."),
  order: z
    .enum(["interleaved", "sequential"])
    .describe("`interleaved`: the systems take turns (A B B A ...), so that a steady drift cancels."),
  comparisons: z.array(comparisonEntry).default([]).describe("What is compared with what; each with its own verdicts."),
  gate: gateSchema.optional().describe("What `tokwatt gate` holds the systems against besides one another."),
  assumedMeterAccuracy: z
    .record(z.string(), fraction)
    .default({})
    .describe("Relative bound by system id, where a meter's accuracy is unknown; printed as assumed."),
  limits: z
    .strictObject(limits)
    .default({})
    .describe("Other limits on the harness's check of itself than the published ones."),
});

export type SuiteFile = z.output<typeof suiteSchema>;
