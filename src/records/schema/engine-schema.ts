import { z } from "zod";
import { ENGINE_COUNTERS, ENGINE_GAUGES, type EngineSample } from "../../model/engine-series.js";
import { type FieldSchemas, nanoseconds } from "./field-schemas.js";

const values = z.partialRecord(z.enum([...ENGINE_GAUGES, ...ENGINE_COUNTERS]), z.number());

/** A line of `engine.jsonl`, version 1. */
export const engineSampleSchema = z.object({
  atNs: nanoseconds,
  withinNs: nanoseconds,
  values,
} satisfies FieldSchemas<EngineSample>);
