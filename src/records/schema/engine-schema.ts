import { z } from "zod";
import { ENGINE_COUNTERS, ENGINE_GAUGES, type EngineMetric, type EngineSample } from "../../model/engine-series.js";
import { type FieldSchemas, nanoseconds } from "./field-schemas.js";

const METRICS: readonly EngineMetric[] = [...ENGINE_GAUGES, ...ENGINE_COUNTERS];

/** A metric that a newer tokwatt knows is left out and named, like every field that this one does not know. */
const values = z.object(Object.fromEntries(METRICS.map((name) => [name, z.number().optional()]))) as z.ZodType<
  EngineSample["values"]
>;

/** A line of `engine.jsonl`, version 1. */
export const engineSampleSchema = z.object({
  atNs: nanoseconds,
  withinNs: nanoseconds,
  endpoint: z.int().min(0).optional(),
  values,
} satisfies FieldSchemas<EngineSample>);
