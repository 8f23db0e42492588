import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";

const TRAINING_SCRIPT_FILE = fileURLToPath(new URL("./train-tiny-tokenizer.py", import.meta.url));
const TRAINING_TEXT_FILE = fileURLToPath(new URL("./tokenizer-text.txt", import.meta.url));

const VOCABULARY_SIZE = 1024;
const BEGIN_TOKEN = "<|begin|>";
const END_TOKEN = "<|end|>";
/** Their order gives their ids: 0, 1, 2, 3, 4. */
const SPECIAL_TOKENS = [BEGIN_TOKEN, END_TOKEN, "<|system|>", "<|user|>", "<|assistant|>"] as const;

const MODEL_CONFIG = {
  architectures: ["LlamaForCausalLM"],
  model_type: "llama",
  vocab_size: VOCABULARY_SIZE,
  hidden_size: 128,
  intermediate_size: 256,
  num_hidden_layers: 2,
  num_attention_heads: 2,
  num_key_value_heads: 2,
  head_dim: 64,
  hidden_act: "silu",
  max_position_embeddings: 2048,
  rms_norm_eps: 1e-5,
  rope_theta: 10000,
  tie_word_embeddings: false,
  bos_token_id: 0,
  eos_token_id: 1,
  torch_dtype: "float32",
};

const TOKENIZER_CONFIG = {
  tokenizer_class: "PreTrainedTokenizerFast",
  bos_token: BEGIN_TOKEN,
  eos_token: END_TOKEN,
  clean_up_tokenization_spaces: false,
  model_max_length: MODEL_CONFIG.max_position_embeddings,
  chat_template:
    "{{ bos_token }}{% for message in messages %}{{ '<|' + message['role'] + '|>' + message['content'] + eos_token }}{% endfor %}" +
    "{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}",
};

/**
 * Writes the tiny Llama model that the real engine serves: a configuration and a byte-level BPE, no weights. The engine
 * draws those with `--load-format dummy`, so its answers are noise, but every token costs real work. The same text and
 * the same `tokenizers` version give the same bytes.
 *
 * @param options.pythonPath the engine's Python, which has `tokenizers`
 * @param options.modelFolder created when missing
 * @throws ExecaError when the training script fails; its stderr says why
 */
export async function makeTinyModel(options: {
  readonly pythonPath: string;
  readonly modelFolder: string;
}): Promise<void> {
  const { pythonPath, modelFolder } = options;
  await mkdir(modelFolder, { recursive: true });
  await writeFile(join(modelFolder, "config.json"), jsonFileText(MODEL_CONFIG));
  await writeFile(join(modelFolder, "tokenizer_config.json"), jsonFileText(TOKENIZER_CONFIG));
  const tokenizerFile = join(modelFolder, "tokenizer.json");
  await execa(pythonPath, [
    TRAINING_SCRIPT_FILE,
    TRAINING_TEXT_FILE,
    tokenizerFile,
    String(VOCABULARY_SIZE),
    ...SPECIAL_TOKENS,
  ]);
}

function jsonFileText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
