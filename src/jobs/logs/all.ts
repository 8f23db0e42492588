import type { LogParserDefinition } from "../../contract/log-parser.js";
import { createRegistry, type Registry } from "../../contract/registry.js";
import { deepspeed } from "./parsers/deepspeed.js";
import { huggingFaceTrainer } from "./parsers/hugging-face-trainer.js";
import { llamaFactory } from "./parsers/llama-factory.js";
import { megatronLm } from "./parsers/megatron-lm.js";
import { mindformers } from "./parsers/mindformers.js";
import { mindspeedLlm } from "./parsers/mindspeed-llm.js";
import { nemo } from "./parsers/nemo.js";
import { tokwattLines } from "./parsers/tokwatt.js";
import { torchtitan } from "./parsers/torchtitan.js";

/** Every framework whose log tokwatt reads: a new one is one file in `parsers/` and one line here. */
export const logParsers: Registry<LogParserDefinition> = createRegistry("log-parser", [
  megatronLm,
  mindspeedLlm,
  nemo,
  torchtitan,
  deepspeed,
  huggingFaceTrainer,
  llamaFactory,
  mindformers,
  tokwattLines,
]);
