import { z } from "zod";
import type { Finding } from "../../model/finding.js";
import type { LocalizedText } from "../../model/localized-text.js";

/** One schema for each field of `T`: a field that the model has and a schema lacks is a type error, not lost data. */
export type FieldSchemas<T> = { readonly [Key in keyof Required<T>]: z.ZodType<T[Key]> };

/** Integer nanoseconds; negative where a clock started later than the run. */
export const nanoseconds = z.int();

/** A whole number of things. */
export const count = z.int().nonnegative();

/** 64 lower-case hexadecimal digits. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** The first 12 digits of one, where people read it. */
export const shortHash = z.string().regex(/^[0-9a-f]{12}$/);

export const localizedText = z.object({ en: z.string(), zh: z.string() } satisfies FieldSchemas<LocalizedText>);

const severity = z.enum(["note", "warning", "error"]);
const messageData = z.record(z.string(), z.union([z.string(), z.number()]));

/** One line of `findings.jsonl`, and the failure of a manifest. */
export const findingSchema = z.object({
  code: z.string().min(1),
  severity,
  data: messageData,
} satisfies FieldSchemas<Finding>);
