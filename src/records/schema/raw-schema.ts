import { z } from "zod";
import { RAW_FRAMINGS, type RawLogHeader } from "../../model/raw-log.js";
import { TRACE_ID } from "../run-files.js";
import { type FieldSchemas, nanoseconds } from "./field-schemas.js";

/** First line of a log of raw output, version 1. */
export const rawHeaderSchema = z.object({
  id: z.string().regex(TRACE_ID),
  format: z.string(),
  framing: z.enum(RAW_FRAMINGS),
  origin: z.array(z.string()),
  shard: z.string(),
} satisfies FieldSchemas<RawLogHeader>);

/** Every further line: `[atNs, text]`, or `[atNs, text, withinNs]`. */
export const rawEntrySchema = z.tuple([nanoseconds, z.string(), nanoseconds.optional()]);
