import { basename } from "node:path";
import { z } from "zod";
import type { Command } from "../acquire/command.js";
import { accuracyOptionSchema, commandOptionSchema, limitSecondsOptionSchema } from "../telemetry-options.js";

const DEFAULT_ROOT = "/usr/local/Ascend";

/** Options of the power source `npu-smi`, and of `telemetry` in the options of the adapter `ascend`. */
export const npuSmiOptionsSchema = z.strictObject({
  command: commandOptionSchema
    .default(["npu-smi"])
    .describe("Program, with arguments that lead to it, as in `[ssh, node7, npu-smi]`; no shell reads them."),
  intervalSeconds: z
    .number()
    .min(0.1)
    .max(100)
    .default(1)
    .describe("Seconds between readings. `watch` knows whole seconds only, and no method is faster than the tool."),
  devices: z
    .array(z.int().min(0))
    .min(1)
    .optional()
    .describe("Ids of the NPUs, as `npu-smi info -l` lists them; all of the node where it is absent."),
  method: z
    .enum(["auto", "watch", "power", "common", "table"])
    .default("auto")
    .describe(
      "Which of the tool's outputs is read; `auto` takes the first of them that tells the watts of whole packages.",
    ),
  // Huawei publishes no accuracy, and nobody else has measured it.
  accuracy: accuracyOptionSchema.optional(),
  plausibleWatts: z
    .strictObject({
      low: z.number().min(0).describe("Least watts of an NPU that works."),
      high: z.number().positive().describe("Most watts that an NPU can draw."),
    })
    .default({ low: 5, high: 3000 })
    .describe("A reading outside is reported once for each NPU, and kept."),
  limitSeconds: limitSecondsOptionSchema,
  root: z
    .string()
    .min(1)
    .optional()
    .describe(
      `Folder of driver and CANN on this machine, for their versions; \`${DEFAULT_ROOT}\` where npu-smi runs here.`,
    ),
});

export type NpuSmiOptions = z.output<typeof npuSmiOptionsSchema>;

/** The command with arguments after those that lead to it. */
export function npuSmi(options: Pick<NpuSmiOptions, "command">, ...args: readonly string[]): Command {
  return [...options.command, ...args];
}

/** Where the versions' files are; `undefined` where the tool may run on another machine, of which these files say nothing. */
export function versionsRoot({ command, root }: Pick<NpuSmiOptions, "command" | "root">): string | undefined {
  return root ?? (basename(command[0]) === "npu-smi" ? DEFAULT_ROOT : undefined);
}
