import type { ModelArchitecture } from "../model-architecture.js";
import { attendingFlops, attentionWeights } from "./attention-flops.js";
import { activeExpertWeights, denseWeights, lastBlockWeights, layerCounts } from "./layer-weights.js";

/** How the model is trained, as far as the FLOPs of a token depend on it. */
export interface FlopOptions {
  /**
   * Where several samples are packed into one sequence and see only themselves: the sum of the squares of their lengths
   * divided by the sum of their lengths. Absent: every sequence is one sample.
   */
  readonly packedLengthTokens?: number | undefined;
  /**
   * Only adapters (LoRA) learn, the model itself is frozen: gradients still run back through its weights, but none are
   * computed of them. `weights`: those of all adapters together; 0 leaves their own FLOPs out, which are far below 1 %.
   */
  readonly adapters?: { readonly weights: number } | undefined;
}

/** Training FLOPs of one token, by what they are spent on. */
export interface FlopParts {
  /** Projections to queries, keys and values, and back. */
  readonly projectionFlops: number;
  /** Queries times keys, and weights times values: what grows with the length of a sample. */
  readonly attendingFlops: number;
  readonly feedForwardFlops: number;
  /** The output embedding: hidden size times vocabulary. The input embedding is looked up and costs none. */
  readonly outputFlops: number;
  /** Layers that predict tokens beyond the next one, with an output of their own each. */
  readonly predictionFlops: number;
  readonly adapterFlops: number;
  readonly totalFlops: number;
}

/** A multiplication and an addition for each weight. */
const FLOPS_PER_WEIGHT = 2;

/** Passes over a matrix: forward, the gradient of what went in, and, unless it is frozen, that of the weights. */
const LEARNING_PASSES = 3;
const FROZEN_PASSES = 2;

/**
 * Model FLOPs that training spends on one token: the published formula of tokwatt, the same for every vendor and framework.
 * It is Megatron-LM's (`num_floating_point_operations`), without norms:
 *
 *     6 (attention + feed-forward weights of all layers + hidden x vocabulary) + 3 x attention proper, halved as it is causal
 *
 * Counted is what the model asks for, so what recomputation adds is not; only experts that a token is routed to; and only the
 * part of the context that a token sees. Frameworks count otherwise: at 8192 tokens of an 8B model PaLM's formula gives 19 %
 * more, torchtitan's 12 %, so their own figures are not comparable with one another.
 *
 * @throws RangeError where a length is not above 0
 */
export function modelFlopsPerToken(
  architecture: ModelArchitecture,
  sequenceLengthTokens: number,
  options: FlopOptions = {},
): number {
  return modelFlopParts(architecture, sequenceLengthTokens, options).totalFlops;
}

/** As `modelFlopsPerToken`, in parts, so that a reader can follow. */
export function modelFlopParts(
  architecture: ModelArchitecture,
  sequenceLengthTokens: number,
  { packedLengthTokens = sequenceLengthTokens, adapters }: FlopOptions = {},
): FlopParts {
  for (const length of [sequenceLengthTokens, packedLengthTokens]) {
    if (!(length > 0)) throw new RangeError(`no length of a sample: ${length} tokens`);
  }
  const { attention, hiddenDim, layers, vocabulary, predictionLayers = 0 } = architecture;
  const perWeight = FLOPS_PER_WEIGHT * (adapters === undefined ? LEARNING_PASSES : FROZEN_PASSES);
  const counts = layerCounts(architecture);
  const projectionWeights = attentionWeights(attention, hiddenDim);
  const outputWeights = hiddenDim * vocabulary;
  // The hidden state and the embedding of the token after it, put side by side, are brought back to one hidden size.
  const predictionWeights = projectionWeights + lastBlockWeights(architecture) + 2 * hiddenDim ** 2 + outputWeights;
  // Neither factor of attention proper is a weight, so all three passes stay where weights are frozen.
  const attending = (count: number): number => LEARNING_PASSES * attendingFlops(attention, count, packedLengthTokens);
  const parts = {
    projectionFlops: perWeight * layers * projectionWeights,
    attendingFlops: attending(layers),
    feedForwardFlops:
      perWeight * (counts.dense * denseWeights(architecture) + counts.sparse * activeExpertWeights(architecture)),
    outputFlops: perWeight * outputWeights,
    predictionFlops: predictionLayers * (perWeight * predictionWeights + attending(1)),
    adapterFlops: FLOPS_PER_WEIGHT * LEARNING_PASSES * (adapters?.weights ?? 0),
  };
  return { ...parts, totalFlops: Object.values(parts).reduce((sum, flops) => sum + flops, 0) };
}
