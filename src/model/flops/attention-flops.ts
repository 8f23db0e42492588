import type { AttentionShape } from "../model-architecture.js";

/**
 * Weights of one layer's attention that every token passes: projections to queries, keys and values, and back. Norms and
 * biases, some 1e-5 of it, are left out. Of latent attention these are both steps, down to the rank and up again.
 */
export function attentionWeights(attention: AttentionShape, hiddenDim: number): number {
  const { heads } = attention;
  if (attention.kind === "gqa") {
    const [queryDim, keyDim] = [heads * attention.headDim, attention.kvHeads * attention.headDim];
    return hiddenDim * (queryDim + 2 * keyDim) + queryDim * hiddenDim;
  }
  const { queryRank, kvRank, nopeDim, ropeDim, valueDim } = attention;
  const queryDim = heads * (nopeDim + ropeDim);
  const query = queryRank === undefined ? hiddenDim * queryDim : queryRank * (hiddenDim + queryDim);
  const keyAndValue = hiddenDim * (kvRank + ropeDim) + kvRank * heads * (nopeDim + valueDim);
  return query + keyAndValue + heads * valueDim * hiddenDim;
}

/**
 * Forward FLOPs of one token's attention proper (queries times keys, and weights times values) in all `layers`: a
 * multiplication and an addition for each entry of a head and each token that it sees.
 *
 * @param lengthTokens length of a sample; of packed samples the mean of their lengths, each weighted by its length
 */
export function attendingFlops(attention: AttentionShape, layers: number, lengthTokens: number): number {
  const { heads } = attention;
  const entries =
    attention.kind === "gqa"
      ? 2 * heads * attention.headDim
      : heads * (attention.nopeDim + attention.ropeDim + attention.valueDim);
  return 2 * entries * seenTokens(attention, layers, lengthTokens);
}

/**
 * Tokens that one token sees on average, summed over the layers. Attention is causal: of a sample of `s` tokens a token sees
 * `s / 2` (exactly `(s + 1) / 2`; Megatron's halving is kept, 1e-4 at 8192). Through a window of `w < s` it sees
 * `w - w (w - 1) / (2 s)`: fewer at the beginning, where the window is not full.
 */
function seenTokens(attention: AttentionShape, layers: number, lengthTokens: number): number {
  const inFull = lengthTokens / 2;
  const sliding = attention.kind === "gqa" ? attention.slidingWindow : undefined;
  if (sliding === undefined) return layers * inFull;
  const { window, period } = sliding;
  const fullLayers = Math.floor(layers / period);
  const inWindow = window < lengthTokens ? window - (window * (window - 1)) / (2 * lengthTokens) : inFull;
  return fullLayers * inFull + (layers - fullLayers) * inWindow;
}
