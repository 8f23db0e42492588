"""Trains the model of benchmarks/models/tiny-gpt.yaml on the texts beside this file, and says so in tokwatt's own log lines.

Needs PyTorch, tokenizers, safetensors and PyYAML. `train.py --help` has the arguments, README.md the rest.
"""

import argparse
import contextlib
import hashlib
import json
import math
import pathlib
import sys
import time

import torch
import torch.nn.functional as F

# The folder may be one that nobody may write to, or that is packed as it is.
sys.dont_write_bytecode = True

from adamw import AdamW
from checkpoint import write_checkpoint
from corpus import global_batch, read_paragraphs, tokens_of, train_tokenizer
from llama import Architecture, Llama
from ranks import Ranks

HERE = pathlib.Path(__file__).resolve().parent
MODEL_FILE = HERE.parents[1] / "models" / "tiny-gpt.yaml"
GRADIENT_LIMIT = 1.0
# The rate rises over so many steps, and then falls along a cosine to this share of itself.
RISING_STEPS = 10
LAST_SHARE = 0.1


def main() -> None:
    asked = read_arguments()
    torch.set_num_threads(asked.threads)
    ranks = Ranks(asked.device)
    if asked.global_batch % ranks.count != 0:
        raise SystemExit(f"a global batch of {asked.global_batch} cannot be shared equally by {ranks.count} ranks")
    total_steps = asked.warm_up_steps + asked.steps
    seed = int.from_bytes(hashlib.sha256(asked.seed.encode()).digest()[:6])
    architecture = Architecture.read(asked.model)
    paragraphs = read_paragraphs(asked.text)
    tokenizer = train_tokenizer(paragraphs, architecture.vocabulary)
    tokens = tokens_of(paragraphs, tokenizer)
    # Drawn on the CPU, so that all ranks and all devices begin with the same weights.
    torch.manual_seed(seed)
    model = Llama(architecture).to(ranks.device)
    optimizer = AdamW(model, betas=(0.9, 0.95), decay=0.1)

    def say(kind: str, **fields: object) -> None:
        if ranks.rank == 0:
            print(json.dumps({"tokwatt": kind, **fields}), flush=True)

    def make_step(step: int) -> float:
        """Mean loss of the whole batch before this step's change of the weights."""
        batch = global_batch(tokens, asked.global_batch, asked.sequence_length, seed, step)
        share = batch.tensor_split(ranks.count)[ranks.rank].to(ranks.device)
        with precision_of(asked.precision, ranks.device):
            logits = model(share[:, :-1])
            loss = F.cross_entropy(logits.flatten(0, 1).float(), share[:, 1:].flatten())
        loss.backward()
        mean_loss = ranks.average(model, loss)
        torch.nn.utils.clip_grad_norm_(model.parameters(), GRADIENT_LIMIT)
        optimizer.step(asked.learning_rate * rate_share(step, total_steps))
        return mean_loss

    say(
        "setup",
        sequenceLength=asked.sequence_length,
        globalBatch=asked.global_batch,
        devices=ranks.count,
        totalSteps=total_steps,
    )
    began = time.perf_counter()
    ended = began
    mean_loss = math.nan
    for step in range(1, total_steps + 1):
        mean_loss = make_step(step)
        before, ended = ended, time.perf_counter()
        say(
            "step",
            step=step,
            stepSeconds=ended - before,
            loss=mean_loss,
            consumedTokens=step * asked.global_batch * asked.sequence_length,
            unixMs=time.time() * 1000,
        )
    say("summary", seconds=ended - began, loss=mean_loss)
    if asked.output is not None:
        if ranks.rank == 0:
            write_checkpoint(asked.output, model, architecture, tokenizer)
        say("checkpoint", step=total_steps)
    ranks.leave()


def rate_share(step: int, total_steps: int) -> float:
    """Share of the learning rate at a step, counted from 1."""
    if step <= RISING_STEPS:
        return step / RISING_STEPS
    progress = (step - RISING_STEPS) / max(1, total_steps - RISING_STEPS)
    return LAST_SHARE + (1 - LAST_SHARE) * (1 + math.cos(math.pi * progress)) / 2


def precision_of(precision: str, device: torch.device) -> contextlib.AbstractContextManager:
    """fp32 as it is; bf16 in the matrix multiplications, with weights and their sums in fp32."""
    if precision == "fp32":
        return contextlib.nullcontext()
    return torch.autocast(device.type, dtype=torch.bfloat16)


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--steps", type=int, required=True, help="steps after those of the warm-up")
    parser.add_argument("--warm-up-steps", type=int, default=0, help="steps before; they train as all others do")
    parser.add_argument("--sequence-length", type=int, default=128, help="tokens of one sequence")
    parser.add_argument("--global-batch", type=int, default=4, help="sequences of one step, of all ranks together")
    parser.add_argument("--precision", choices=["fp32", "bf16"], default="fp32")
    parser.add_argument("--seed", default="0", help="any text; with the same one the same losses come")
    parser.add_argument("--output", type=pathlib.Path, help="folder for the checkpoint; none is written without")
    parser.add_argument("--device", choices=["cpu", "cuda"], default="cpu")
    parser.add_argument("--threads", type=int, default=1, help="processor threads of each rank")
    parser.add_argument("--learning-rate", type=float, default=1e-3)
    parser.add_argument("--model", type=pathlib.Path, default=MODEL_FILE, help="model file of tokwatt")
    parser.add_argument("--text", type=pathlib.Path, default=HERE / "text", help="folder of texts")
    return parser.parse_args()


if __name__ == "__main__":
    main()
