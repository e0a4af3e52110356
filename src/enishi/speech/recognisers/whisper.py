"""Whisper, run by faster-whisper: about a hundred languages from one model in a directory."""

import json
from collections.abc import Collection, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from enishi.errors import ModelError
from enishi.settings import Settings

_FILES = ("model.bin", "config.json", "tokenizer.json")
_OTHER_CODES = {"jw": "jv"}

_MULTILINGUAL_START = 50258
"""The id of the token <|startoftranscript|> in a multilingual vocabulary; in an English one it is one less."""


class Whisper:
    """Recognises the languages of the model in its directory, with the extra `whisper`."""

    def __init__(self, settings: Settings) -> None:
        self._directory = settings.whisper_directory

    def languages(self) -> Collection[str]:
        """The tags of the model's languages."""
        if not find_spec("faster_whisper") or not all((self._directory / name).exists() for name in _FILES):
            return ()
        tokens = json.loads((self._directory / "tokenizer.json").read_text())["added_tokens"]
        return languages({token["content"]: token["id"] for token in tokens})

    def open(self, language: str) -> "WhisperRecognition":
        """Loads the model (1 to 2 s); raises ModelError."""
        # By name, not by an import above: the packages are an extra, and this module is loaded without them.
        whisper = import_module("faster_whisper")
        try:
            # One thread: translation needs the other cores.
            model = whisper.WhisperModel(
                str(self._directory), device="cpu", compute_type="int8", cpu_threads=1, local_files_only=True
            )
        except (OSError, RuntimeError, ValueError) as fault:
            raise ModelError(f"The model in {self._directory} cannot be used: {fault}.") from fault
        return WhisperRecognition(model, language)


class WhisperRecognition:
    """The loaded model and the language that is spoken."""

    def __init__(self, model: Any, language: str) -> None:
        self._numpy = import_module("numpy")
        self._model = model
        self._code = next((code for code, tag in _OTHER_CODES.items() if tag == language), language)

    def recognise(self, sound: bytes) -> str:
        """The text of one utterance, without the text before it as context: that makes Whisper repeat itself."""
        segments, _ = self._model.transcribe(
            self._numpy.frombuffer(sound, "<i2").astype("float32") / 32768,
            language=self._code,
            beam_size=1,
            temperature=0,
            without_timestamps=True,
            condition_on_previous_text=False,
        )
        return "".join(segment.text for segment in segments)


def languages(tokens: Mapping[str, int]) -> tuple[str, ...]:
    """The languages of a vocabulary: their tokens have ids between those of the start and of the translation task."""
    start, end = tokens["<|startoftranscript|>"], tokens["<|translate|>"]
    if start < _MULTILINGUAL_START:
        return ("en",)
    codes = (token.strip("<|>") for token, number in tokens.items() if start < number < end)
    return tuple(_OTHER_CODES.get(code, code) for code in codes)
