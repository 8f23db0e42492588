import { API_VERSION } from "../../../contract/backend-adapter.js";
import type { LogParserDefinition } from "../../../contract/log-parser.js";
import { createMegatronParser, MEGATRON_NEEDLES } from "../megatron-log.js";

/**
 * Megatron-LM, old and new, and what prints its line with fields of its own: Megatron-DeepSpeed, GPT-NeoX, AMD Primus,
 * Megatron-Bridge. TFLOP/s only with `--log-throughput`, watts only with `--log-energy`.
 */
export const megatronLm: LogParserDefinition = {
  apiVersion: API_VERSION,
  name: "megatron-lm",
  device: "package",
  needles: MEGATRON_NEEDLES,
  source: "github.com/NVIDIA/Megatron-LM, megatron/training/training.py, training_log",
  create: createMegatronParser,
};
