"""Loads a checkpoint with Hugging Face's own Llama and says its loss on a text: check-checkpoint.py CHECKPOINT TEXT_FILE LENGTH"""

import pathlib
import sys

import torch
from tokenizers import Tokenizer
from transformers import AutoConfig, LlamaForCausalLM

checkpoint, text_file, length = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3])
torch.set_num_threads(1)
assert AutoConfig.from_pretrained(checkpoint).architectures == ["LlamaForCausalLM"]
model = LlamaForCausalLM.from_pretrained(checkpoint, dtype=torch.float32).eval()
tokenizer = Tokenizer.from_file(f"{checkpoint}/tokenizer.json")
tokens = tokenizer.encode(text_file.read_text(encoding="utf-8")).ids
rows = torch.tensor(tokens[: len(tokens) // length * length][: 16 * length]).view(-1, length)
with torch.no_grad():
    print("loss", model(input_ids=rows, labels=rows).loss.item())
