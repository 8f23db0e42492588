import { z } from "zod";
import { confidence, margins } from "./comparison-schema.js";
import { identifier, notNegative, text } from "./field-schemas.js";

const requirement = z.strictObject({
  metric: text.describe("Id of the metric (`tokwatt list metrics`)."),
  atLeast: notNegative.optional().describe("The least that is enough, in the base unit: s, token/s, W."),
  atMost: notNegative.optional().describe("The most that is allowed, in the base unit: s, token/s, W."),
  system: identifier.optional().describe("Id of the system that it holds for; all of them where it is left out."),
  workload: text
    .optional()
    .describe("Id of the workload, or of a ladder; all that have the metric where it is left out."),
});

/** What `tokwatt gate` holds the systems against besides one another; `gate-checks.ts` holds the rest of the rules. */
export const gateSchema = z.strictObject({
  history: z
    .strictObject({
      metrics: z.array(text).min(1).describe("Metrics that are held against the stable segment of the history."),
      margins: margins.describe("Practical margins."),
      confidence,
      vary: z
        .array(text)
        .default([])
        .describe(
          "Facts of the fingerprint that are what is under test; `description.*` stands for all that begin so.",
        ),
    })
    .optional()
    .describe("Against the history of the same environment (`tokwatt gate --history`)."),
  requirements: z.array(requirement).default([]).describe("Fixed requirements, such as a service level."),
});

export type GateFile = z.output<typeof gateSchema>;
