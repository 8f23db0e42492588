import { z } from "zod";
import type { AttentionShape, ExpertShape, ModelArchitecture } from "../../model/model-architecture.js";
import type { FieldSchemas } from "./field-schemas.js";

const slidingWindow = z.object({ window: z.number(), period: z.number() });

const attention: z.ZodType<AttentionShape> = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("gqa"),
    heads: z.number(),
    kvHeads: z.number(),
    headDim: z.number(),
    slidingWindow: slidingWindow.optional(),
  }),
  z.object({
    kind: z.literal("mla"),
    heads: z.number(),
    queryRank: z.number().optional(),
    kvRank: z.number(),
    nopeDim: z.number(),
    ropeDim: z.number(),
    valueDim: z.number(),
  }),
]);

const experts = z.object({
  experts: z.number(),
  active: z.number(),
  innerDim: z.number(),
  sharedInnerDim: z.number(),
  denseLayers: z.number(),
} satisfies FieldSchemas<ExpertShape>);

/** A model as a training workload carries it. */
export const modelSchema = z.object({
  id: z.string(),
  layers: z.number(),
  hiddenDim: z.number(),
  innerDim: z.number(),
  innerMatrices: z.union([z.literal(2), z.literal(3)]),
  vocabulary: z.number(),
  attention,
  experts: experts.optional(),
  predictionLayers: z.number().optional(),
  tiedEmbeddings: z.boolean(),
} satisfies FieldSchemas<ModelArchitecture>);
