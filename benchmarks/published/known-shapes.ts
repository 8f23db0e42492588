import type { FlopOptions } from "../../src/model/flops/model-flops.js";
import type { ModelArchitecture } from "../../src/model/model-architecture.js";
import type { PublishedRow } from "./published-rows.js";

/** Rows that are judged together. */
export type RowClass = "dense" | "lora" | "qwen3" | "deepseek-v3" | "kimi-k2" | "gpt-oss";

/** What tokwatt takes a published row to be. */
export interface KnownShape {
  readonly class: RowClass;
  /** Of a file of `benchmarks/models/`. */
  readonly modelId: string;
  readonly options?: FlopOptions | undefined;
  /** Where the row trains the model otherwise than its file says. */
  readonly change?: ((architecture: ModelArchitecture) => ModelArchitecture) | undefined;
  /** Where the publisher counts another model than it trains: what its figure is of. */
  readonly countedAs?: ((architecture: ModelArchitecture) => ModelArchitecture) | undefined;
}

/** A row whose cost the formula does not cover, and why. */
export interface UnknownShape {
  readonly reason: string;
}

/**
 * The samples of SQuAD that one sequence of 4096 is packed from, as Megatron-Bridge counted them before it did so at run time:
 * 842,603 is the sum of the squares of their lengths (https://github.com/NVIDIA-NeMo/Megatron-Bridge/pull/2416). The adapters'
 * own FLOPs are left out, as they are there.
 */
const LORA_ON_SQUAD: FlopOptions = { packedLengthTokens: 842_603 / 4096, adapters: { weights: 0 } };

/**
 * Until 26.05 Megatron-Bridge took a block for gated only where its activation was SiLU, which that of gpt-oss is not (two
 * matrices of three were counted), and let every layer see the whole context (pulls 3029 and 3947 of Megatron-Bridge changed it).
 */
function ungatedWithoutWindow(architecture: ModelArchitecture): ModelArchitecture {
  const { attention } = architecture;
  const whole = attention.kind === "gqa" ? { ...attention, slidingWindow: undefined } : attention;
  return { ...architecture, innerMatrices: 2, attention: whole };
}

const DENSE: Readonly<Record<string, string>> = {
  LLAMA3_8B: "llama3.1-8b",
  LLAMA3_70B: "llama3.1-70b",
  "LLAMA3.1_405B": "llama3.1-405b",
};

const QWEN: Readonly<Record<string, string>> = { Qwen3_30B_a3B: "qwen3-30b-a3b", Qwen3_235B_a22B: "qwen3-235b-a22b" };

const UNKNOWN: Readonly<Record<string, string>> = {
  Nemotron_3_Nano: "Mamba-2 layers between those of attention",
  Nemotron_3_Ultra: "Mamba-2 layers between those of attention, experts in a latent space",
  "DeepSeekV4 Flash": "sparse attention over compressed keys, with an indexer",
};

export function shapeOf({ model: name, task, release }: PublishedRow): KnownShape | UnknownShape {
  // Tokens that overflow an expert are dropped then; the published figure counts them all the same.
  const model = name.replace(" (tokendrop)", "");
  const dense = DENSE[model];
  if (dense !== undefined) {
    return task === "lora"
      ? { class: "lora", modelId: dense, options: LORA_ON_SQUAD }
      : { class: "dense", modelId: dense };
  }
  const qwen = QWEN[model];
  if (qwen !== undefined) return { class: "qwen3", modelId: qwen };
  switch (model) {
    case "DeepSeekV3":
    case "DeepSeekV3 (w/ MTP)":
      return { class: "deepseek-v3", modelId: "deepseek-v3" };
    case "DeepSeekV3 (w/o MTP)": {
      const change = (architecture: ModelArchitecture) => ({ ...architecture, predictionLayers: 0 });
      return { class: "deepseek-v3", modelId: "deepseek-v3", change };
    }
    case "Kimi_K2":
      return { class: "kimi-k2", modelId: "kimi-k2" };
    case "GPT OSS 120B": {
      const countedAs = Number.parseFloat(release) < 26.05 ? ungatedWithoutWindow : undefined;
      return { class: "gpt-oss", modelId: "gpt-oss-120b", countedAs };
    }
    default:
      return { reason: UNKNOWN[model] ?? "a model without a file in benchmarks/models" };
  }
}
