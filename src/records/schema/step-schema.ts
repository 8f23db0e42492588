import { z } from "zod";
import type { StepClaim, StepSample } from "../../model/step-sample.js";
import { count, type FieldSchemas, nanoseconds } from "./field-schemas.js";

const claim = z.object({
  tokensPerSecond: z.number().optional(),
  teraFlopsPerDevice: z.number().optional(),
  device: z.enum(["die", "package"]).optional(),
  mfu: z.number().optional(),
} satisfies FieldSchemas<StepClaim>);

/** A line of `steps.jsonl`. */
export const stepSchema = z.object({
  index: count,
  step: count,
  steps: z.int().min(1),
  atNs: nanoseconds,
  withinNs: nanoseconds,
  tokens: z.number().nonnegative(),
  tokensFrom: z.enum(["log", "workload"]),
  stepSeconds: z.number().optional(),
  loss: z.union([z.number(), z.enum(["NaN", "Infinity", "-Infinity"])]).optional(),
  skipped: count.optional(),
  after: z.array(z.enum(["checkpoint", "restart"])).optional(),
  claim: claim.optional(),
} satisfies FieldSchemas<StepSample>);
