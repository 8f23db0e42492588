import { z } from "zod";
import { BOUNDARIES } from "../model/boundary.js";
import { ACCELERATOR_UNITS, CHIP_KINDS, LIFECYCLES } from "../model/system.js";
import { identifier, localizedText, notNegative, share, text, wholeNumber } from "./field-schemas.js";
import { systemTrainingSchema } from "./training/system-training-schema.js";

/** Validated by whom they belong to: the adapter or the power source that the file names. */
const foreignOptions = z.unknown().optional();

const bridge = z.strictObject({
  from: z.enum(BOUNDARIES).describe("Narrower boundary: where a meter of this system reads."),
  to: z.enum(BOUNDARIES).describe("Wider boundary: where the comparison is wanted."),
  wattsLow: notNegative.describe("Least watts of the whole system that lie between the two, while it works."),
  wattsHigh: notNegative.describe("Most watts of the whole system that lie between the two."),
  source: text.describe("Where the two figures come from; printed beside every number that uses them."),
});

const accelerators = z.strictObject({
  name: text.describe("Product name of the accelerator."),
  kind: z.enum(CHIP_KINDS).optional().describe("What the chip is. Meters of processors count only where it is `cpu`."),
  unit: z.enum(ACCELERATOR_UNITS).describe("What one accelerator is counted as; results per unit name it."),
  count: wholeNumber.describe("How many of that unit serve the workload."),
});

const topology = z.strictObject({
  diesPerPackage: wholeNumber.describe("Compute dies in one package: 2 on an Ascend 910C."),
  packagesPerNode: wholeNumber.describe("Packages in one node (server)."),
  nodes: wholeNumber.describe("Nodes that serve the workload, in all super-nodes together."),
  superNodes: wholeNumber.optional().describe("Scale-up domains larger than a node; left out where there is none."),
  scaleUp: text.optional().describe("Network inside the scale-up domain, with its speed and per what."),
  scaleOut: text.optional().describe("Network between scale-up domains, with its speed and per what."),
});

const speculation = z.strictObject({
  method: text.describe("Method of speculative decoding, e.g. MTP or EAGLE."),
  acceptance: share.optional().describe("Share of drafted tokens that were accepted, where somebody measured it."),
});

const serving = z.strictObject({
  model: text.describe("Name of the model that all compared systems share; not a path."),
  precision: text.describe("Number formats of weights and cache, e.g. bf16, or w8a8 with an fp8 cache."),
  tokenizer: text.describe("Name of the tokenizer: tokens of different ones are not the same thing."),
  engine: text.optional().describe("Serving engine with its version."),
  speculation: speculation.optional().describe("Speculative decoding, where it is on."),
});

const powerSource = z.strictObject({
  use: text.describe("A power source that ships (`tokwatt list adapters`), or an npm package `tokwatt-power-*`."),
  options: foreignOptions,
});

const power = z
  .strictObject({
    bridges: z.array(bridge).default([]).describe("What lies between boundaries, where no meter reads the wider one."),
    sources: z.array(powerSource).default([]).describe("Meters that are read beside those of the adapter."),
  })
  .default({ bridges: [], sources: [] });

/** A system file; `system-checks.ts` holds what one field says about another. */
export const systemSchema = z.strictObject({
  kind: z.literal("system"),
  id: identifier.describe("Name of the system in suites and records."),
  title: localizedText,
  adapter: text.describe("An adapter that ships (`tokwatt list adapters`), or an npm package `tokwatt-backend-*`."),
  options: foreignOptions,
  lifecycle: z.enum(LIFECYCLES).describe("Who starts the endpoint, and whether it is fresh in every run."),
  accelerators: accelerators.describe("What serves the workload."),
  topology: topology.optional().describe("How the accelerators are put together; must agree with `accelerators`."),
  serving: serving.optional().describe("What is served: it decides what may be compared. Left out where nothing is."),
  training: systemTrainingSchema.optional().describe("How it trains. Left out where it does not."),
  power: power.describe("Meters and bridges beside what the adapter brings along."),
  sources: z.array(text).default([]).describe("Where the figures of this file come from."),
});

export type SystemFile = z.output<typeof systemSchema>;
