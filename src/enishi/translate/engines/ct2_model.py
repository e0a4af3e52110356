"""A loaded CTranslate2 model with its tokenizer; needs the extra `ctranslate2`, so only ct2.py loads this module."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from ctranslate2 import Translator
from sentencepiece import SentencePieceProcessor
from tokenizers import Tokenizer

from enishi.errors import EngineFailed, ModelError
from enishi.translate.engines.ct2_folders import Folder

_LONGEST = 256
"""Tokens of a translation at most; a sentence has some 100 (see translate/text/segments.py)."""

_BEAMS = 2


class Pieces(Protocol):
    """Text to tokens and back."""

    def encode(self, text: str) -> list[str]:
        """The text's tokens, without any that mark its language or end."""
        ...

    def decode(self, tokens: list[str]) -> str:
        """The text of tokens."""
        ...


class Model:
    """The model's weights and vocabulary, shared by all of its directions that are open in a worker."""

    def __init__(self, folder: Folder) -> None:
        try:
            # One thread: there are as many workers as the organiser wants cores to be used.
            self.translator = Translator(str(folder.model), device="cpu", inter_threads=1, intra_threads=1)
            self.pieces = _pieces(folder.tokenizer)
            self.ending = _ending(folder)
        except (OSError, RuntimeError, ValueError) as fault:
            raise ModelError(f"The model in {folder.model} cannot be used: {fault}.") from fault


class CTranslate2Translation:
    """One direction of a model."""

    def __init__(self, model: Model, before: list[str], prefix: list[str]) -> None:
        self._model = model
        self._before = before
        self._prefix = prefix

    def translate(self, sentences: Sequence[str]) -> list[str]:
        """One output a sentence, all in one batch; raises EngineFailed when one has no end."""
        pieces = [self._model.pieces.encode(sentence) for sentence in sentences]
        said = [number for number, tokens in enumerate(pieces) if tokens]
        outputs = list(sentences)
        for number, output in zip(said, self._batch([pieces[number] for number in said]), strict=True):
            outputs[number] = output
        return outputs

    def close(self) -> None:
        """Lets the model go; it is freed with the last of its directions."""
        del self._model

    def _batch(self, pieces: list[list[str]]) -> list[str]:
        if not pieces:
            return []
        results = self._model.translator.translate_batch(
            [[*self._before, *tokens, *self._model.ending] for tokens in pieces],
            target_prefix=[self._prefix] * len(pieces) if self._prefix else None,
            beam_size=_BEAMS,
            max_input_length=0,
            max_decoding_length=_LONGEST,
        )
        return [self._text(result.hypotheses[0]) for result in results]

    def _text(self, tokens: list[str]) -> str:
        if len(tokens) >= _LONGEST:
            raise EngineFailed("The CTranslate2 model did not come to an end.")
        return self._model.pieces.decode(tokens[len(self._prefix) :])


class _SentencePieces:
    def __init__(self, source: Path, target: Path) -> None:
        self._source = SentencePieceProcessor(model_file=str(source))
        self._target = SentencePieceProcessor(model_file=str(target))

    def encode(self, text: str) -> list[str]:
        tokens: list[str] = self._source.encode(text, out_type=str)
        return tokens

    def decode(self, tokens: list[str]) -> str:
        return str(self._target.decode(tokens))


class _HuggingFacePieces:
    def __init__(self, file: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(file))

    def encode(self, text: str) -> list[str]:
        tokens: list[str] = self._tokenizer.encode(text, add_special_tokens=False).tokens
        return tokens

    def decode(self, tokens: list[str]) -> str:
        numbers = [self._tokenizer.token_to_id(token) for token in tokens]
        return str(self._tokenizer.decode([number for number in numbers if number is not None]))


def _pieces(place: Path) -> Pieces:
    if (source := place / "source.spm").exists():
        return _SentencePieces(source, place / "target.spm")
    if shared := sorted(place.glob("*.model")):
        return _SentencePieces(shared[0], shared[0])
    if (file := place / "tokenizer.json").exists():
        return _HuggingFacePieces(file)
    raise OSError("there is no tokenizer beside it (a .spm or .model of SentencePiece, or tokenizer.json)")


def _ending(folder: Folder) -> list[str]:
    """The end mark, where neither the model's configuration adds it nor the model was trained without one (Argos)."""
    about = folder.model / "config.json"
    told = json.loads(about.read_text(encoding="utf-8")) if about.exists() else {}
    return [] if folder.family == "argos" or told.get("add_source_eos") else [told.get("eos_token", "</s>")]
