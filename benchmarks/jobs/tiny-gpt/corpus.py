"""The text that is trained on: its tokenizer, its tokens, and which of them a step sees."""

import pathlib

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

BEGIN, END = "<|begin|>", "<|end|>"
# Their order gives their ids: 0, 1, 2, 3, 4.
SPECIAL_TOKENS = [BEGIN, END, "<|system|>", "<|user|>", "<|assistant|>"]


def read_paragraphs(folder: pathlib.Path) -> list[str]:
    """The paragraphs of all texts of a folder, in the order of the files' names; an empty line parts them."""
    texts = (file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.txt")))
    return [paragraph for text in texts for paragraph in text.strip().split("\n\n")]


def train_tokenizer(paragraphs: list[str], vocabulary: int) -> Tokenizer:
    """A byte-level BPE: the same text and the same version of `tokenizers` give the same one."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary,
        special_tokens=SPECIAL_TOKENS,
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    tokenizer.train_from_iterator(paragraphs, trainer)
    # Else the model would make ids that no entry stands for.
    if tokenizer.get_vocab_size() != vocabulary:
        raise SystemExit(f"the text yields {tokenizer.get_vocab_size()} entries, {vocabulary} are wanted")
    return tokenizer


def tokens_of(paragraphs: list[str], tokenizer: Tokenizer) -> torch.Tensor:
    """All tokens in a row, each paragraph between its begin and its end."""
    texts = [f"{BEGIN}{paragraph}{END}" for paragraph in paragraphs]
    return torch.tensor([token for coded in tokenizer.encode_batch(texts) for token in coded.ids])


def global_batch(tokens: torch.Tensor, sequences: int, length: int, seed: int, step: int) -> torch.Tensor:
    """
    What one step of the whole job sees: `[sequences, length + 1]`, each with the token that follows it. It depends on the seed
    and the number of the step alone, not on how many ranks there are.
    """
    generator = torch.Generator().manual_seed((seed + step) % 2**63)
    starts = torch.randint(len(tokens) - length, (sequences, 1), generator=generator)
    return tokens[starts + torch.arange(length + 1)]
