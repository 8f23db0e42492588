import { z } from "zod";
import { BOUNDARIES } from "../../model/boundary.js";
import { CHIP_KINDS } from "../../model/system.js";
import { accuracyOptionSchema } from "../telemetry-options.js";
import { RECORDED_FORMATS } from "./formats.js";

/** Options of the power source `recorded-telemetry`. */
export const recordedTelemetryOptionsSchema = z
  .strictObject({
    format: z
      .enum(RECORDED_FORMATS)
      .describe("What wrote the file: only of these do the lines say when they were written."),
    file: z.string().min(1).describe("Readings of the meters during the job: a file."),
    utcOffsetMinutes: z
      .int()
      .min(-720)
      .max(840)
      .default(0)
      .describe("How far the clock of times without a zone was ahead of UTC, in minutes. China: 480."),
    node: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]*$/)
      .optional()
      .describe("Alias of the node that the file is of, `node-1`: where each node has one."),
    devices: z
      .array(z.union([z.int().min(0), z.string().min(1)]))
      .min(1)
      .optional()
      .describe("Devices that count, as the file names them; all where absent."),
    boundary: z.enum(BOUNDARIES).optional().describe("Where the watts are read; `plain` does not say it itself."),
    kind: z.enum(CHIP_KINDS).optional().describe("Chip of each device; absent where a reading covers several."),
    averagingSeconds: z
      .number()
      .min(0)
      .max(60)
      .optional()
      .describe("How long before its time a reading is the mean of; nvidia-smi: 1, on A100 and older 0."),
    accuracy: accuracyOptionSchema.optional(),
  })
  .refine(({ format, boundary }) => format !== "plain" || boundary !== undefined, {
    path: ["boundary"],
    error: `one of ${BOUNDARIES.join(", ")}`,
  });

export type RecordedTelemetryOptions = z.output<typeof recordedTelemetryOptionsSchema>;
