import { z } from "zod";
import { ANALYSES } from "../model/plan.js";
import { fraction, identifier, positive, text } from "./field-schemas.js";

/** Relative sizes by metric, with one for all others. */
export const margins = z.strictObject({
  default: fraction.describe("Smaller relative differences do not matter in practice; 0.02, or 2 %."),
  metrics: z
    .record(z.string(), fraction)
    .default({})
    .describe("Other margins, by the id of the metric (`tokwatt list metrics`)."),
});

// Below one half it was probably meant as the error rate (0.05).
export const confidence = z.number().min(0.5).lt(1).default(0.95).describe("Confidence of the intervals.");

/** The ways in which one entry names who is compared with whom, by the keys that each of them has. */
export const COMPARISON_FORMS = [["candidate", "baseline"], ["candidates", "baseline"], ["pairs"]] as const;

const systems = {
  candidate: identifier.optional().describe("Id of the system that is judged."),
  candidates: z
    .array(identifier)
    .min(1)
    .optional()
    .describe("In the place of `candidate`: ids of systems that are each judged against the baseline."),
  baseline: identifier.optional().describe("Id of the system that it is judged against."),
  pairs: z
    .array(identifier)
    .min(2)
    .optional()
    .describe("In the place of all three: ids of systems that are each judged against those before them."),
};

/** The kinds are stated again: a reader that knows only these parts must tell the forms from each other. */
function formSchema(keys: readonly (keyof typeof systems)[]) {
  const properties = keys.map((key) => {
    const type = key === "candidates" || key === "pairs" ? "array" : "string";
    return [key, { type, description: systems[key].description ?? "" }];
  });
  return { type: "object", properties: Object.fromEntries(properties), required: [...keys] } as const;
}

/** An entry of `comparisons`; `comparison-checks.ts` holds what one field says about another. */
export const comparisonEntry = z
  .strictObject({
    ...systems,
    analysis: z.enum(ANALYSES).describe("`paired` compares block by block and needs the order `interleaved`."),
    confidence,
    margins: margins.describe("Practical margins, fixed before the first run."),
    primaryMetrics: z.array(text).min(1).describe("Metrics that the headline gives a verdict on."),
    meters: z
      .enum(["shared", "independent"])
      .optional()
      .describe("`shared`: the same meters read both sides, so that their gain cancels in a ratio."),
    equivalence: margins.optional().describe("Also test whether both are the same within these margins (TOST)."),
    nonInferiority: margins
      .optional()
      .describe("Also test that the candidate is not worse by more than these margins."),
    weights: z
      .record(z.string(), positive)
      .optional()
      .describe("How much a workload counts in the mean over workloads, by its id; 1 where none is stated."),
  })
  .meta({ oneOf: COMPARISON_FORMS.map(formSchema) });

export type ComparisonEntry = z.output<typeof comparisonEntry>;
