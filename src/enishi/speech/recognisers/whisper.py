"""Whisper, run by faster-whisper: some hundred languages from one model, which lies in a directory."""

import json
from collections.abc import Collection, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from enishi.errors import ModelError
from enishi.settings import Settings

_FILES = ("model.bin", "config.json", "tokenizer.json")
_NAMED_OTHERWISE = {"jw": "jv"}

_MANY = 50258
"""The first mark of a model that knows many languages; that of an English one is one less."""


class Whisper:
    """Hears what the model in its directory knows, with the extra `whisper`."""

    def __init__(self, settings: Settings) -> None:
        self._directory = settings.whisper_directory

    def languages(self) -> Collection[str]:
        """The tags of the model's languages."""
        if not find_spec("faster_whisper") or not all((self._directory / name).exists() for name in _FILES):
            return ()
        marks = json.loads((self._directory / "tokenizer.json").read_text())["added_tokens"]
        return languages({mark["content"]: mark["id"] for mark in marks})

    def open(self, language: str) -> "WhisperRecognition":
        """Loads the model (a second or two); raises ModelError."""
        # By name, not by an import above: the packages are an extra, and this module is loaded without them.
        whisper = import_module("faster_whisper")
        try:
            # One thread: who translates needs the others.
            model = whisper.WhisperModel(
                str(self._directory), device="cpu", compute_type="int8", cpu_threads=1, local_files_only=True
            )
        except (OSError, RuntimeError, ValueError) as fault:
            raise ModelError(f"The model in {self._directory} cannot be used: {fault}.") from fault
        return WhisperRecognition(model, language)


class WhisperRecognition:
    """The loaded model, and the language that is spoken."""

    def __init__(self, model: Any, language: str) -> None:
        self._numpy = import_module("numpy")
        self._model = model
        self._code = next((code for code, tag in _NAMED_OTHERWISE.items() if tag == language), language)

    def recognise(self, sound: bytes) -> str:
        """What is said; each utterance by itself, since what was said before leads Whisper to repeat it."""
        segments, _ = self._model.transcribe(
            self._numpy.frombuffer(sound, "<i2").astype("float32") / 32768,
            language=self._code,
            beam_size=1,
            temperature=0,
            without_timestamps=True,
            condition_on_previous_text=False,
        )
        return "".join(segment.text for segment in segments)


def languages(marks: Mapping[str, int]) -> tuple[str, ...]:
    """Those of a vocabulary's marks: they stand between that of the beginning and that of translating."""
    first, last = marks["<|startoftranscript|>"], marks["<|translate|>"]
    if first < _MANY:
        return ("en",)
    codes = (mark.strip("<|>") for mark, number in marks.items() if first < number < last)
    return tuple(_NAMED_OTHERWISE.get(code, code) for code in codes)
