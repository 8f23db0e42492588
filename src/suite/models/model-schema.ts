import { z } from "zod";
import { localizedText, notNegative, text, wholeNumber } from "../field-schemas.js";

/** Ids of models may hold dots within, as the names of models do: `llama3.1-8b`. */
const modelIdentifier = z
  .string()
  .regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/)
  .max(64);

const count = notNegative.int();

const slidingWindow = z.strictObject({
  window: wholeNumber.describe("Tokens that a token sees through the window, itself included."),
  period: wholeNumber.min(2).describe("Of so many layers the last one sees all: 2 alternates."),
});

const groupedQuery = z.strictObject({
  kind: z.literal("gqa").describe("Grouped-query attention; multi-head: as many key-value heads as heads."),
  heads: wholeNumber.describe("Query heads."),
  kvHeads: wholeNumber.describe("Heads of keys and values."),
  headDim: wholeNumber.describe("Size of a head."),
  slidingWindow: slidingWindow.optional().describe("Where not every layer sees the whole context."),
});

const multiHeadLatent = z.strictObject({
  kind: z.literal("mla").describe("Multi-head latent attention."),
  heads: wholeNumber.describe("Query heads."),
  queryRank: wholeNumber.optional().describe("Rank of the compressed query; left out where it is not compressed."),
  kvRank: wholeNumber.describe("Rank of compressed keys and values."),
  nopeDim: wholeNumber.describe("Part of a head without rotary positions."),
  ropeDim: wholeNumber.describe("Part of a head with rotary positions."),
  valueDim: wholeNumber.describe("Size of a head's value."),
});

const experts = z.strictObject({
  experts: wholeNumber.describe("Experts that a layer routes to."),
  active: wholeNumber.describe("Experts that one token is routed to."),
  innerDim: wholeNumber.describe("Inner size of one expert."),
  sharedInnerDim: count.describe("Inner size of all shared experts together; 0 without."),
  denseLayers: count.describe("Layers at the beginning that have no experts."),
});

/** A model file; `model-checks.ts` holds what one field says about another. */
export const modelSchema = z.strictObject({
  kind: z.literal("model"),
  id: modelIdentifier.describe("Name of the model in workloads and records; the file is named like it."),
  title: localizedText,
  layers: wholeNumber.describe("Layers, those for further predictions not counted."),
  hiddenDim: wholeNumber.describe("Hidden size."),
  innerDim: wholeNumber.describe("Inner size of a dense layer's feed-forward block."),
  innerMatrices: z
    .literal([2, 3])
    .describe("Matrices of a feed-forward block: 3 where it is gated (SwiGLU and its like), else 2."),
  vocabulary: wholeNumber.describe("Entries of the output embedding, padding included where it is known."),
  attention: z.discriminatedUnion("kind", [groupedQuery, multiHeadLatent]).describe("Attention, by its kind."),
  experts: experts.optional().describe("Of a mixture of experts."),
  predictionLayers: count.optional().describe("Further layers that predict tokens beyond the next; 0 without."),
  tiedEmbeddings: z.boolean().describe("Whether input and output embedding are one matrix."),
  sources: z.array(text).min(1).describe("Where the figures come from."),
});
