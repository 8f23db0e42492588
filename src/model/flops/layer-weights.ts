import type { ModelArchitecture } from "../model-architecture.js";

/** Layers by what their feed-forward block is. */
export interface LayerCounts {
  readonly dense: number;
  readonly sparse: number;
}

export function layerCounts({ layers, experts }: ModelArchitecture): LayerCounts {
  const dense = experts === undefined ? layers : Math.min(layers, experts.denseLayers);
  return { dense, sparse: layers - dense };
}

/** Weights of a dense layer's feed-forward block. */
export function denseWeights({ hiddenDim, innerDim, innerMatrices }: ModelArchitecture): number {
  return hiddenDim * innerDim * innerMatrices;
}

/**
 * Weights of a mixture's feed-forward block that one token passes: the experts that it is routed to, and the shared ones.
 * The router (`hidden size x experts`, some 1e-3) is left out, as in Megatron. 0 where the model has no experts.
 */
export function activeExpertWeights({ hiddenDim, innerMatrices, experts }: ModelArchitecture): number {
  if (experts === undefined) return 0;
  return hiddenDim * innerMatrices * (experts.active * experts.innerDim + experts.sharedInnerDim);
}

/** Weights of the feed-forward block of the last layer; layers for further predictions are made like it. */
export function lastBlockWeights(architecture: ModelArchitecture): number {
  return layerCounts(architecture).sparse > 0 ? activeExpertWeights(architecture) : denseWeights(architecture);
}
