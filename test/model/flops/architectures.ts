import type { AttentionShape, ModelArchitecture } from "../../../src/model/model-architecture.js";

export type GroupedQuery = Extract<AttentionShape, { kind: "gqa" }>;

/** Multi-head attention, not gated: the shape that the classic formula is of. */
export const classic: ModelArchitecture = {
  id: "classic",
  layers: 6,
  hiddenDim: 512,
  innerDim: 2048,
  innerMatrices: 2,
  vocabulary: 1000,
  attention: { kind: "gqa", heads: 8, kvHeads: 8, headDim: 64 },
  tiedEmbeddings: true,
};

export function withAttention(changes: Partial<GroupedQuery>): ModelArchitecture {
  return { ...classic, attention: { ...(classic.attention as GroupedQuery), ...changes } };
}

/** Every weight of a model but norms and biases, written down matrix by matrix and apart from the code under test. */
export function parameterCount(model: ModelArchitecture): number {
  const { attention: a, hiddenDim: h, experts } = model;
  const ofAttention =
    a.kind === "gqa"
      ? [h * a.heads * a.headDim, 2 * h * a.kvHeads * a.headDim, a.heads * a.headDim * h]
      : [
          h * (a.queryRank ?? Number.NaN),
          (a.queryRank ?? Number.NaN) * a.heads * (a.nopeDim + a.ropeDim),
          h * (a.kvRank + a.ropeDim),
          a.kvRank * a.heads * (a.nopeDim + a.valueDim),
          a.heads * a.valueDim * h,
        ];
  const dense = h * model.innerDim * model.innerMatrices;
  const sparse =
    experts === undefined
      ? 0
      : h * model.innerMatrices * (experts.experts * experts.innerDim + experts.sharedInnerDim) + h * experts.experts;
  const denseLayers = experts?.denseLayers ?? model.layers;
  return (
    (model.tiedEmbeddings ? 1 : 2) * model.vocabulary * h +
    model.layers * ofAttention.reduce((sum, weights) => sum + weights, 0) +
    denseLayers * dense +
    (model.layers - denseLayers) * sparse
  );
}
