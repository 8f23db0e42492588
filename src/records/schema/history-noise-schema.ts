import { z } from "zod";
import type { MetricNoise, NoiseControl, NoiseEntry } from "../../model/noise.js";
import { count, type FieldSchemas, shortHash } from "./field-schemas.js";

const spread = z.number().nonnegative();
const interval = { ratio: z.number(), low: z.number(), high: z.number() };

const metric = z.object({
  n: count,
  cv: spread,
  cvLow: spread,
  cvHigh: spread,
  pairCv: spread.optional(),
  aa: z.object(interval),
} satisfies FieldSchemas<MetricNoise>);

const control = z.object({
  slowdown: z.number(),
  metrics: z.record(z.string(), z.object({ ...interval, isFound: z.boolean() })),
} satisfies FieldSchemas<NoiseControl>);

/** One line of `noise.jsonl` of a history, version 1. */
export const noiseSchema = z.object({
  format: z.literal("tokwatt.noise"),
  version: z.literal(1),
  systemId: z.string().min(1),
  workloadId: z.string().min(1),
  fingerprint: shortHash,
  at: z.iso.datetime({ offset: true }),
  executionId: z.string().min(1),
  metrics: z.record(z.string(), metric),
  control: control.optional(),
} satisfies FieldSchemas<NoiseEntry>);
