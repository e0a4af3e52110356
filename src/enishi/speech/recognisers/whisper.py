"""Whisper, run by faster-whisper: about a hundred languages from one model in a directory."""

import json
import zlib
from collections.abc import Collection, Mapping
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from enishi.errors import ModelError
from enishi.settings import Settings
from enishi.speech.recognisers import whisper_base

_OTHER_CODES = {"jw": "jv"}

_FRAMES_PER_SECOND = 100
_LONGEST = 30 * _FRAMES_PER_SECOND
_MARGIN = 2 * _FRAMES_PER_SECOND
"""Frames of silence after the sound: without any, the last words are often lost."""

_LEAST_TOKENS, _TOKENS_PER_SECOND = 16, 40
"""More are no speech, but a loop: Whisper repeats a word until it is stopped."""

_LOOP = 2.4
"""Whisper's own threshold: a text that can be compressed this well is not what was said."""

_NO_SPEECH, _UNSURE = 0.6, -1.0
"""Whisper's own thresholds for sound without words: the probability of that, and the score of the text."""

LANGUAGES = frozenset(
    (
        *("af", "am", "ar", "as", "az", "ba", "be", "bg", "bn", "bo", "br", "bs", "ca", "cs", "cy", "da", "de"),
        *("el", "en", "es", "et", "eu", "fa", "fi", "fo", "fr", "gl", "gu", "ha", "haw", "he", "hi", "hr", "ht"),
        *("hu", "hy", "id", "is", "it", "ja", "jv", "ka", "kk", "km", "kn", "ko", "la", "lb", "ln", "lo", "lt"),
        *("lv", "mg", "mi", "mk", "ml", "mn", "mr", "ms", "mt", "my", "ne", "nl", "nn", "no", "oc", "pa", "pl"),
        *("ps", "pt", "ro", "ru", "sa", "sd", "si", "sk", "sl", "sn", "so", "sq", "sr", "su", "sv", "sw", "ta"),
        *("te", "tg", "th", "tk", "tl", "tr", "tt", "uk", "ur", "uz", "vi", "yi", "yo", "zh"),
    )
)
"""The tags of the languages of every multilingual model."""

_MULTILINGUAL_START = 50258
"""The id of the token <|startoftranscript|> in a multilingual vocabulary; in an English one it is one less."""


class Whisper:
    """Recognises the languages of the model in its directory, with the extra `whisper`.

    Where no directory is set, and none is there, it is made out of the extra `whisper-base` when it is first needed.
    """

    def __init__(self, settings: Settings) -> None:
        self._directory = settings.whisper_directory
        self._may_be_placed = settings.whisper is None

    def languages(self) -> Collection[str]:
        """The tags of the model's languages."""
        tokenizer = self._tokenizer()
        if not find_spec("faster_whisper") or tokenizer is None:
            return ()
        return _languages_of(tokenizer, tokenizer.stat().st_mtime_ns)

    def open(self, language: str) -> "WhisperRecognition":
        """Loads the model (1 to 2 s, once 2 more to place it); raises ModelError."""
        if self._may_be_placed and not whisper_base.is_whole(self._directory):
            whisper_base.place(self._directory)
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

    def _tokenizer(self) -> Path | None:
        if whisper_base.is_whole(self._directory):
            return self._directory / "tokenizer.json"
        return whisper_base.find("tokenizer.json") if self._may_be_placed else None


class WhisperRecognition:
    """The loaded model and the language that is spoken.

    The encoder is given the sound and MARGIN, not the 30 s of silence and sound that Whisper was trained on: it takes a
    third of the time for an utterance of 5 s. Text before the utterance is no context: it makes Whisper repeat itself.
    """

    def __init__(self, model: Any, language: str) -> None:
        code = next((code for code, tag in _OTHER_CODES.items() if tag == language), language)
        multilingual = model.model.is_multilingual
        self._numpy = import_module("numpy")
        self._tokenizer = import_module("faster_whisper.tokenizer").Tokenizer(
            model.hf_tokenizer, multilingual, task="transcribe", language=code
        )
        self._prompt = model.get_prompt(self._tokenizer, [], without_timestamps=True)
        self._model = model

    def recognise(self, sound: bytes) -> str:
        """The text of one utterance."""
        samples = self._numpy.frombuffer(sound, "<i2").astype("float32") / 32768
        features = self._model.feature_extractor(samples)[:, :-1]
        starts = range(0, features.shape[1], _LONGEST)
        return "".join(self._text(features[:, start : start + _LONGEST]) for start in starts)

    def _text(self, features: Any) -> str:
        frames = features.shape[1]
        padding = min(frames + _MARGIN, _LONGEST) - frames
        encoded = self._model.encode(self._numpy.pad(features, ((0, 0), (0, padding))))
        longest = len(self._prompt) + _LEAST_TOKENS + frames * _TOKENS_PER_SECOND // _FRAMES_PER_SECOND
        text = self._decode(encoded, max_length=longest)
        return self._decode(encoded, max_length=longest, no_repeat_ngram_size=3) if _is_loop(text) else text

    def _decode(self, encoded: Any, **options: int) -> str:
        (result,) = self._model.model.generate(
            encoded, [self._prompt], beam_size=1, return_scores=True, return_no_speech_prob=True, **options
        )
        if result.no_speech_prob > _NO_SPEECH and result.scores[0] < _UNSURE:
            return ""
        text: str = self._tokenizer.decode(result.sequences_ids[0])
        return text.replace("\ufffd", "")  # its tokens are bytes, and not all that it makes up are characters


@lru_cache(4)
def _languages_of(tokenizer: Path, _written: int) -> tuple[str, ...]:
    """Kept, since it is asked every minute, and the file has 2 MB."""
    tokens = json.loads(tokenizer.read_text())["added_tokens"]
    return languages({token["content"]: token["id"] for token in tokens})


def _is_loop(text: str) -> bool:
    """Whether it repeats itself so often that nobody said so."""
    content = text.encode()
    return len(content) > _LOOP * len(zlib.compress(content))


def languages(tokens: Mapping[str, int]) -> tuple[str, ...]:
    """The languages of a vocabulary: their tokens have ids between those of the start and of the translation task."""
    start, end = tokens["<|startoftranscript|>"], tokens["<|translate|>"]
    if start < _MULTILINGUAL_START:
        return ("en",)
    codes = (token.strip("<|>") for token, number in tokens.items() if start < number < end)
    return tuple(_OTHER_CODES.get(code, code) for code in codes)
