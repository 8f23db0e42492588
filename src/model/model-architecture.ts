import type { LocalizedText } from "./localized-text.js";

/** Attention of a model: grouped-query (multi-head and multi-query are its extremes) or multi-head latent (DeepSeek). */
export type AttentionShape =
  | {
      readonly kind: "gqa";
      readonly heads: number;
      readonly kvHeads: number;
      readonly headDim: number;
      /** Of every `period` layers the first `period - 1` see `window` tokens, the last one all; absent: all layers see all. */
      readonly slidingWindow?: { readonly window: number; readonly period: number } | undefined;
    }
  | {
      readonly kind: "mla";
      readonly heads: number;
      /** Rank of the compressed query; absent: the query is not compressed. */
      readonly queryRank?: number | undefined;
      readonly kvRank: number;
      /** Of each head: the part without and the part with rotary positions, and the value. */
      readonly nopeDim: number;
      readonly ropeDim: number;
      readonly valueDim: number;
    };

/** Experts of a mixture; layers that have none are dense. */
export interface ExpertShape {
  readonly experts: number;
  /** Routed to, of each token. */
  readonly active: number;
  /** Inner size of one expert, and of all shared ones together (0: none). */
  readonly innerDim: number;
  readonly sharedInnerDim: number;
  /** Layers at the beginning that are dense all the same. */
  readonly denseLayers: number;
}

/** A decoder-only transformer, as far as its cost depends on it. Sizes are counts, not bytes. */
export interface ModelArchitecture {
  /** As files of `benchmarks/models/` are named, e.g. `llama3.1-8b`. */
  readonly id: string;
  readonly layers: number;
  readonly hiddenDim: number;
  /** Of the dense layers. */
  readonly innerDim: number;
  /** Matrices of a feed-forward block: 3 where it is gated (SwiGLU), else 2. */
  readonly innerMatrices: 2 | 3;
  readonly vocabulary: number;
  readonly attention: AttentionShape;
  readonly experts?: ExpertShape | undefined;
  /** Further layers that predict tokens beyond the next one while it is trained (DeepSeek: 1); 0 where absent. */
  readonly predictionLayers?: number | undefined;
  /** Input and output embedding are one matrix; no difference to FLOPs, a difference to parameters. */
  readonly tiedEmbeddings: boolean;
}

/** A model as its file of `benchmarks/models/` describes it. */
export interface ModelSpec {
  readonly architecture: ModelArchitecture;
  readonly title: LocalizedText;
  /** Where the figures come from. */
  readonly sources: readonly string[];
  /** SHA-256 of the canonical JSON of the file as it was read. */
  readonly hash: string;
}
