import { z } from "zod";
import { PEAKS } from "../../model/flops/peaks.js";
import { TRAINING_PRECISIONS } from "../../model/training-workload.js";
import { identifier, positive, text, wholeNumber } from "../field-schemas.js";

/** Devices whose peaks are known, each once. */
const PEAK_DEVICES = [...new Set(PEAKS.map(({ device }) => device))];

const precision = z.enum(TRAINING_PRECISIONS);

const launcher = z.strictObject({
  use: text.describe("A job launcher that ships (`tokwatt list adapters`)."),
  options: z.unknown().optional(),
});

const peak = z.union([
  z.strictObject({ device: z.enum(PEAK_DEVICES).describe("A device whose peaks tokwatt knows.") }),
  z.strictObject({
    precision: precision.describe("Number format that the peak is of."),
    teraFlops: positive.describe("10^12 FLOP/s, dense, of one accelerator of the unit that `accelerators` counts."),
    source: text.describe("Where the figure comes from; printed beside every number that uses it."),
  }),
]);

const parallelism = z.strictObject({
  tensor: wholeNumber.exactOptional().describe("Ranks that share every matrix."),
  pipeline: wholeNumber.exactOptional().describe("Stages that the layers are divided among."),
  context: wholeNumber.exactOptional().describe("Ranks that share every sequence."),
  expert: wholeNumber.exactOptional().describe("Ranks that the experts of a layer are divided among."),
});

const job = z.strictObject({
  workload: identifier.describe("Id of the workload that it trains; of all rungs where a suite makes a ladder of it."),
  nodes: wholeNumber.describe("Nodes that it runs on, unless a rung of a ladder says otherwise."),
  units: wholeNumber
    .optional()
    .describe("Accelerators that it uses, in the unit that `accelerators` counts; all of them without."),
  command: z.tuple([text], z.string()).describe(
    // biome-ignore lint/suspicious/noTemplateCurlyInString: written as it stands in a system file
    "Program and arguments of one task a node, read by no shell; `${globalBatch}` and its like are filled in.",
  ),
  environment: z
    .record(z.string(), z.string())
    .default({})
    .describe("Variables of its environment; filled in likewise."),
  directory: text.optional().describe("Folder in which it runs, relative to this file; this file's own without."),
  precision: precision.optional().describe("Where it differs from the workload's."),
  parallelism: parallelism.optional().describe("Where it differs from the workload's."),
});

/** How a system trains; `job-checks.ts` holds what one field says about another. */
export const systemTrainingSchema = z.strictObject({
  framework: text.optional().describe("Training framework with its version."),
  launcher: launcher.describe("What starts jobs, with its options."),
  logs: text.describe("Log parser: what the framework prints (`tokwatt list adapters`)."),
  peak: peak.optional().describe("What MFU is a share of: a device, or a peak that is stated."),
  jobs: z.array(job).min(1).describe("The job of each workload that the system can train."),
});
