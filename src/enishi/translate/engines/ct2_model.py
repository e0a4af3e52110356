"""A loaded CTranslate2 model with its tokenizer; needs the extra `ctranslate2`, so only ct2.py loads this module."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from ctranslate2 import Translator
from sentencepiece import SentencePieceProcessor
from tokenizers import Tokenizer

from enishi.errors import EngineFailed, ModelError
from enishi.translate.engines.ct2_folders import ModelFolder

_MAX_TOKENS = 256
"""Tokens of a translation; a sentence has about 100 (see translate/text/segments.py)."""

_BEAMS = 2


class Tokeniser(Protocol):
    """Converts text to tokens and back."""

    def encode(self, text: str) -> list[str]:
        """The tokens of a text, without language and end tokens."""
        ...

    def decode(self, tokens: list[str]) -> str:
        """The text of tokens."""
        ...


class Model:
    """The weights and the vocabulary, shared by all directions of the model that are open in a worker."""

    def __init__(self, folder: ModelFolder) -> None:
        try:
            # One thread: the number of workers is the number of cores to use.
            self.translator = Translator(str(folder.model), device="cpu", inter_threads=1, intra_threads=1)
            self.tokeniser = _tokeniser(folder.tokenizer)
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
        """One output a sentence, all in one batch; raises EngineFailed when one reaches _MAX_TOKENS."""
        encoded = [self._model.tokeniser.encode(sentence) for sentence in sentences]
        with_tokens = [number for number, tokens in enumerate(encoded) if tokens]
        outputs = list(sentences)
        for number, output in zip(with_tokens, self._batch([encoded[number] for number in with_tokens]), strict=True):
            outputs[number] = output
        return outputs

    def close(self) -> None:
        """Drops the model; it is freed with the last of its directions."""
        del self._model

    def _batch(self, encoded: list[list[str]]) -> list[str]:
        if not encoded:
            return []
        results = self._model.translator.translate_batch(
            [[*self._before, *tokens, *self._model.ending] for tokens in encoded],
            target_prefix=[self._prefix] * len(encoded) if self._prefix else None,
            beam_size=_BEAMS,
            max_input_length=0,
            max_decoding_length=_MAX_TOKENS,
        )
        return [self._text(result.hypotheses[0]) for result in results]

    def _text(self, tokens: list[str]) -> str:
        if len(tokens) >= _MAX_TOKENS:
            raise EngineFailed("The CTranslate2 model did not come to an end.")
        return self._model.tokeniser.decode(tokens[len(self._prefix) :])


class _SentencePieceTokeniser:
    def __init__(self, source: Path, target: Path) -> None:
        self._source = SentencePieceProcessor(model_file=str(source))
        self._target = SentencePieceProcessor(model_file=str(target))

    def encode(self, text: str) -> list[str]:
        tokens: list[str] = self._source.encode(text, out_type=str)
        return tokens

    def decode(self, tokens: list[str]) -> str:
        return str(self._target.decode(tokens))


class _HuggingFaceTokeniser:
    def __init__(self, file: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(file))

    def encode(self, text: str) -> list[str]:
        tokens: list[str] = self._tokenizer.encode(text, add_special_tokens=False).tokens
        return tokens

    def decode(self, tokens: list[str]) -> str:
        numbers = [self._tokenizer.token_to_id(token) for token in tokens]
        return str(self._tokenizer.decode([number for number in numbers if number is not None]))


def _tokeniser(place: Path) -> Tokeniser:
    if (source := place / "source.spm").exists():
        return _SentencePieceTokeniser(source, place / "target.spm")
    if shared := sorted(place.glob("*.model")):
        return _SentencePieceTokeniser(shared[0], shared[0])
    if (file := place / "tokenizer.json").exists():
        return _HuggingFaceTokeniser(file)
    raise OSError("there is no tokenizer beside it (a .spm or .model of SentencePiece, or tokenizer.json)")


def _ending(folder: ModelFolder) -> list[str]:
    """The end token, unless the model's configuration adds it or the model was trained without one (Argos)."""
    about = folder.model / "config.json"
    config = json.loads(about.read_text(encoding="utf-8")) if about.exists() else {}
    return [] if folder.family == "argos" or config.get("add_source_eos") else [config.get("eos_token", "</s>")]
