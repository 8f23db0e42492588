"""Trains the byte-level BPE of the tiny test model: TEXT_FILE OUTPUT_FILE VOCABULARY_SIZE SPECIAL_TOKEN...

Run by make-tiny-model.ts with the Python of the engine's own environment. The same text and the same `tokenizers`
version give the same bytes. Ends with an error when the text is too short for the wanted vocabulary: the model would
then sample ids that no tokenizer entry stands for.
"""

import sys

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers


def main(text_file: str, output_file: str, vocabulary_size: int, special_tokens: list[str]) -> None:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary_size,
        special_tokens=special_tokens,
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    with open(text_file, encoding="utf-8") as text:
        tokenizer.train_from_iterator([text.read()], trainer)
    if tokenizer.get_vocab_size() != vocabulary_size:
        raise SystemExit(f"{text_file} yields {tokenizer.get_vocab_size()} entries, {vocabulary_size} are wanted")
    tokenizer.save(output_file)


main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4:])
