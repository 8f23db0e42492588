import { z } from "zod";
import { accuracyOptionSchema, commandOptionSchema, limitSecondsOptionSchema } from "../telemetry-options.js";

/** Options of the power source `nvidia-smi`, also as `telemetry` of a GPU system. */
export const nvidiaSmiOptionsSchema = z.strictObject({
  command: commandOptionSchema
    .default(["nvidia-smi"])
    .describe("Program and arguments before its own; no shell reads them."),
  // Two readings for each second that a reading averages over. The tool sleeps for the interval and then reads, so that
  // an interval of one second never gives the one reading a second that MLPerf asks for.
  intervalSeconds: z.number().min(0.1).max(60).default(0.5).describe("Seconds between readings, at least 0.1."),
  devices: z
    .array(z.union([z.number().int().min(0), z.string().min(1)]))
    .min(1)
    .optional()
    .describe("Indexes or UUIDs of the GPUs to read; all where absent."),
  limitSeconds: limitSecondsOptionSchema,
  accuracy: accuracyOptionSchema.optional(),
  energyCounter: z
    .enum(["auto", "off"])
    .default("auto")
    .describe("`auto`: the energy counters are read through dcgmi, where it is there, as a check on the readings."),
  energyCounterCommand: commandOptionSchema
    .optional()
    .describe("dcgmi with the arguments before its own; where absent, the command with dcgmi in place of nvidia-smi."),
});

export type NvidiaSmiOptions = z.output<typeof nvidiaSmiOptionsSchema>;
