"""Writes what was trained in the layout of Hugging Face, as vLLM and others load it."""

import json
import pathlib

from safetensors.torch import save_file
from tokenizers import Tokenizer

from corpus import BEGIN, END, SPECIAL_TOKENS
from llama import NORM_EPSILON, ROPE_THETA, Architecture, Llama

# Of positions beyond the sequences that it has seen, the model knows nothing; it can be asked for them all the same.
MAX_POSITIONS = 2048
CHAT_TEMPLATE = (
    "{{ bos_token }}{% for message in messages %}{{ '<|' + message['role'] + '|>' + message['content'] + eos_token }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}"
)


def write_checkpoint(folder: pathlib.Path, model: Llama, a: Architecture, tokenizer: Tokenizer) -> None:
    """The weights come last: a folder that has them is whole."""
    folder.mkdir(parents=True, exist_ok=True)
    begin, end = SPECIAL_TOKENS.index(BEGIN), SPECIAL_TOKENS.index(END)
    config = {
        "architectures": ["LlamaForCausalLM"],
        "model_type": "llama",
        "vocab_size": a.vocabulary,
        "hidden_size": a.hidden,
        "intermediate_size": a.inner,
        "num_hidden_layers": a.layers,
        "num_attention_heads": a.heads,
        "num_key_value_heads": a.kv_heads,
        "head_dim": a.head_dim,
        "hidden_act": "silu",
        "attention_bias": False,
        "mlp_bias": False,
        "max_position_embeddings": MAX_POSITIONS,
        "rms_norm_eps": NORM_EPSILON,
        "rope_theta": ROPE_THETA,
        "tie_word_embeddings": False,
        "bos_token_id": begin,
        "eos_token_id": end,
        "torch_dtype": "float32",
    }
    tokenizer_config = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "bos_token": BEGIN,
        "eos_token": END,
        "clean_up_tokenization_spaces": False,
        "model_max_length": MAX_POSITIONS,
        "chat_template": CHAT_TEMPLATE,
    }
    write_json(folder / "config.json", config)
    write_json(folder / "generation_config.json", {"bos_token_id": begin, "eos_token_id": end})
    write_json(folder / "tokenizer_config.json", tokenizer_config)
    tokenizer.save(str(folder / "tokenizer.json"))
    weights = {name: weight.detach().float().cpu().contiguous() for name, weight in model.state_dict().items()}
    partial = folder / "model.safetensors.part"
    save_file(weights, partial, metadata={"format": "pt"})
    partial.rename(folder / "model.safetensors")


def write_json(file: pathlib.Path, value: object) -> None:
    file.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")
