import { z } from "zod";
import type { MeterAccuracy } from "../model/boundary.js";

/** Program and arguments before a tool's own: `["nvidia-smi"]`, or `["ssh", "node7", "nvidia-smi"]`. */
export const commandOptionSchema = z.tuple([z.string().min(1)], z.string());

/** How long one call of a tool may take; a driver that nothing keeps loaded wakes each of its devices for a second or more. */
export const limitSecondsOptionSchema = z
  .number()
  .positive()
  .max(600)
  .default(30)
  .describe("How long one call of the tool may take, in seconds.");

export const accuracyOptionSchema = z
  .union([
    z.literal("unknown"),
    z.strictObject({
      relative: z.number().min(0).max(1).describe("0.05: the true watts lie within 5 % of the reading."),
      absoluteWatts: z.number().min(0).describe("Watts that the error may have beside the relative part."),
      source: z.string().min(1).describe("Where the bounds come from; printed beside every figure that uses them."),
    }),
  ])
  .describe("What is known of the meter's error, in place of what tokwatt knows of it.");

/** What a system file says of a meter's error, else what is known of such meters. */
export function accuracyOf(
  option: z.output<typeof accuracyOptionSchema> | undefined,
  known: MeterAccuracy | "unknown",
): MeterAccuracy | "unknown" {
  if (option === undefined) return known;
  return option === "unknown" ? option : { ...option, assumed: false };
}
