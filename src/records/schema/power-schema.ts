import { z } from "zod";
import type { MeterAccuracy } from "../../model/boundary.js";
import type { DeviceState, PowerTraceHeader } from "../../model/power-trace.js";
import { CHIP_KINDS } from "../../model/system.js";
import { TRACE_ID } from "../run-files.js";
import { type FieldSchemas, nanoseconds } from "./field-schemas.js";
import { boundary } from "./system-schema.js";

const accuracy = z.object({
  relative: z.number().nonnegative(),
  absoluteWatts: z.number().nonnegative(),
  source: z.string(),
  assumed: z.boolean(),
} satisfies FieldSchemas<MeterAccuracy>);

/** First line of a power trace, version 1. */
export const traceHeaderSchema = z.object({
  id: z.string().regex(TRACE_ID),
  source: z.string(),
  kind: z.enum(CHIP_KINDS).optional(),
  device: z.string(),
  boundary,
  quantity: z.enum(["watts", "joules"]),
  shard: z.string(),
  averagingNs: nanoseconds,
  intervalNs: nanoseconds,
  resolution: z.number().nonnegative(),
  accuracy: z.union([accuracy, z.literal("unknown")]),
} satisfies FieldSchemas<PowerTraceHeader>);

const deviceState = z.object({
  capWatts: z.number().optional(),
  clockHz: z.number().optional(),
  temperatureCelsius: z.number().optional(),
  throttled: z.string().optional(),
  withinNs: nanoseconds.optional(),
} satisfies FieldSchemas<DeviceState>);

const value = z.number().nullable();

/** Every further line: `[atNs, value]` or `[atNs, value, state]`; a reading that the meter did not give is `null`. */
export const powerReadingSchema = z.tuple([nanoseconds, value, deviceState.optional()]);
export type PowerReading = z.infer<typeof powerReadingSchema>;
