"""Moonshine, whose Python package contains a small English model: the default recogniser."""

from collections.abc import Collection
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from enishi.settings import Settings

_OPTIONS = {"vad_threshold": "0", "return_audio_data": "false", "identify_speakers": "false"}
"""Its own voice activity detection is off: it cuts shorter utterances (see utterances.py), with more wrong words."""


class Moonshine:
    """Recognises English, with the extra `voice`."""

    def __init__(self, settings: Settings) -> None:
        pass

    def languages(self) -> Collection[str]:
        """English if the package is installed."""
        return ("en",) if find_spec("moonshine_voice") else ()

    def open(self, language: str) -> "MoonshineRecognition":
        """Loads the model (0.3 s)."""
        # By name, not by an import above: the packages are an extra, and this module is loaded without them.
        moonshine = import_module("moonshine_voice")
        model = moonshine.get_model_path("tiny-en")
        return MoonshineRecognition(moonshine.Transcriber(model, moonshine.ModelArch.TINY, options=_OPTIONS))


class MoonshineRecognition:
    """The loaded model; needs about 3 % of the duration of the speech."""

    def __init__(self, transcriber: Any) -> None:
        self._numpy = import_module("numpy")
        self._transcriber = transcriber

    def recognise(self, sound: bytes) -> str:
        """All lines of the transcript as one."""
        samples = self._numpy.frombuffer(sound, "<i2") / 32768
        return " ".join(line.text for line in self._transcriber.transcribe_without_streaming(samples.tolist()).lines)
