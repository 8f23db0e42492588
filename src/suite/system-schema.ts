import { z } from "zod";
import { BOUNDARIES } from "../model/boundary.js";
import { ACCELERATOR_UNITS, LIFECYCLES } from "../model/system.js";
import { identifier, localizedText, notNegative, share, text, wholeNumber } from "./field-schemas.js";

/** Validated by whom they belong to: the adapter or the power source that the file names. */
const foreignOptions = z.unknown().optional();

const bridge = z.strictObject({
  from: z.enum(BOUNDARIES),
  to: z.enum(BOUNDARIES),
  wattsLow: notNegative,
  wattsHigh: notNegative,
  source: text,
});

/** A system file; `system-checks.ts` holds what one field says about another. */
export const systemSchema = z.strictObject({
  kind: z.literal("system"),
  id: identifier,
  title: localizedText,
  adapter: text,
  options: foreignOptions,
  lifecycle: z.enum(LIFECYCLES),
  accelerators: z.strictObject({ name: text, unit: z.enum(ACCELERATOR_UNITS), count: wholeNumber }),
  serving: z.strictObject({
    model: text,
    precision: text,
    tokenizer: text,
    engine: text.optional(),
    speculation: z.strictObject({ method: text, acceptance: share.optional() }).optional(),
  }),
  power: z
    .strictObject({
      bridges: z.array(bridge).default([]),
      sources: z.array(z.strictObject({ use: text, options: foreignOptions })).default([]),
    })
    .default({ bridges: [], sources: [] }),
  sources: z.array(text).default([]),
});

export type SystemFile = z.output<typeof systemSchema>;
