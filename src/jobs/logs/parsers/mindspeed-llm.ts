import { API_VERSION } from "../../../contract/backend-adapter.js";
import type { LogParserDefinition } from "../../../contract/log-parser.js";
import { createMegatronParser, MEGATRON_NEEDLES } from "../megatron-log.js";

/**
 * MindSpeed-LLM, with either of its backends (Megatron, FSDP2), and AscendSpeed before it. "GPU" in its names is an NPU
 * as its runtime counts: a die. FSDP2 does not say whether its `tokens/s` is of the job.
 */
export const mindspeedLlm: LogParserDefinition = {
  apiVersion: API_VERSION,
  name: "mindspeed-llm",
  device: "die",
  needles: MEGATRON_NEEDLES,
  source: "gitee.com/ascend/MindSpeed-LLM, mindspeed_llm/training/training.py",
  create: createMegatronParser,
};
