"""Trains a tiny Llama with Hugging Face's Trainer on the CPU: train-with-trainer.py OUTPUT_FOLDER STEPS LENGTH BATCH

What it prints is what the Trainer prints; OUTPUT_FOLDER/trainer_state.json is written at the end. Needs transformers,
PyTorch and accelerate.
"""

import sys

import torch
from transformers import LlamaConfig, LlamaForCausalLM, Trainer, TrainingArguments

VOCABULARY = 64


class Runs(torch.utils.data.Dataset):
    """Sequences that count upwards: something that can be learnt in a few steps."""

    def __init__(self, sequences: int, length: int) -> None:
        self.rows = (torch.arange(sequences)[:, None] + torch.arange(length)) % VOCABULARY

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, index: int) -> dict[str, torch.Tensor]:
        return {"input_ids": self.rows[index], "labels": self.rows[index]}


def main(output: str, steps: int, length: int, batch: int) -> None:
    torch.set_num_threads(1)
    torch.manual_seed(1)
    model = LlamaForCausalLM(
        LlamaConfig(
            vocab_size=VOCABULARY,
            hidden_size=64,
            intermediate_size=128,
            num_hidden_layers=2,
            num_attention_heads=2,
            num_key_value_heads=2,
            max_position_embeddings=length,
        )
    )
    arguments = TrainingArguments(
        output_dir=output,
        max_steps=steps,
        per_device_train_batch_size=batch,
        learning_rate=1e-2,
        logging_steps=1,
        include_num_input_tokens_seen="all",
        save_strategy="no",
        report_to="none",
        log_level="info",
        use_cpu=True,
        seed=1,
    )
    trainer = Trainer(model=model, args=arguments, train_dataset=Runs(steps * batch, length))
    trainer.train()
    trainer.save_state()


main(sys.argv[1], *(int(word) for word in sys.argv[2:]))
