"""Reads a directory of CTranslate2 models: their families, languages, and language tokens.

Argos packages (https://github.com/argosopentech/argos-translate), and what CTranslate2's converters write of OPUS-MT,
M2M-100, NLLB-200 and MADLAD-400 (https://opennmt.net/CTranslate2/guides/transformers.html), its tokenizer beside it.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import permutations
from pathlib import Path

from enishi.errors import ModelError
from enishi.languages import node

_OPUS = re.compile(r"opus-mt-(?:tc-(?:base|big|bible-big)-)?([a-z]{2})-([a-z]{2})(?:[-_.]?ct2.*)?")
_LANGUAGE_TOKENS = {
    "nllb": re.compile(r"([a-z]{3}_[A-Z][a-z]{3})"),
    "m2m-100": re.compile(r"__([a-z]{2,3})__"),
    "madlad": re.compile(r"<2([a-z]{2,3}(?:_[A-Z][a-z]{3})?)>"),
}
_MULTILINGUAL = 3
"""Language tokens that a multilingual model has at least."""

_ARGOS = {"zt": "zh-Hant", "pb": "pt-BR"}


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A model on the disk. A bilingual one has a `pair`; a multilingual one has `language_tokens` by language."""

    family: str
    """Its name in the table of costs."""
    model: Path
    tokenizer: Path
    pair: tuple[str, str] | None = None
    language_tokens: Mapping[str, str] = field(default_factory=dict)
    prefix: str = ""
    """The token with which the translation of an Argos model must begin, if any."""

    def pairs(self, languages: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Its directions; of a multilingual model, those between `languages`."""
        if self.pair:
            yield self.pair
            return
        wanted = {tag for tag in self.language_tokens if tag in set(languages)}
        for source, target in permutations(sorted(wanted), 2):
            if self.language_tokens[source] != self.language_tokens[target]:
                yield source, target

    def control_tokens(self, source: str, target: str) -> tuple[list[str], list[str]]:
        """The tokens to put before those of a sentence, and those with which its translation must begin."""
        if self.family == "madlad":
            return [self.language_tokens[target]], []
        if self.language_tokens:
            return [self.language_tokens[source]], [self.language_tokens[target]]
        return [], [self.prefix] if self.prefix else []


def folders(directory: Path) -> list[ModelFolder]:
    """The models in a directory, by name; other folders are ignored."""
    found = (_argos(place) or _opus(place) or _multilingual(place) for place in sorted(directory.glob("*/")))
    return [folder for folder in found if folder]


def tag_of(code: str) -> str:
    """The BCP 47 tag of a model's code, without the language's usual script (`por_Latn` is `pt`)."""
    code = code.replace("Hang", "Kore")
    return node(_ARGOS.get(code, code)) or code


def _argos(place: Path) -> ModelFolder | None:
    about, tokenizer = place / "metadata.json", place / "sentencepiece.model"
    if not (about.exists() and tokenizer.exists() and (place / "model" / "model.bin").exists()):
        return None
    told = _read(about)
    try:
        pair = tag_of(told["from_code"]), tag_of(told["to_code"])
    except KeyError:
        return None
    return ModelFolder("argos", place / "model", place, pair, prefix=told.get("target_prefix") or "")


def _opus(place: Path) -> ModelFolder | None:
    name = _OPUS.fullmatch(place.name)
    whole = (place / "model.bin").exists() and (place / "source.spm").exists()
    return ModelFolder("opus-mt", place, place, (tag_of(name[1]), tag_of(name[2]))) if name and whole else None


def _multilingual(place: Path) -> ModelFolder | None:
    vocabulary = _vocabulary(place) if (place / "model.bin").exists() else []
    for family, pattern in _LANGUAGE_TOKENS.items():
        tokens: dict[str, str] = {}
        for token in vocabulary:
            if match := pattern.fullmatch(token):
                tokens.setdefault(tag_of(match[1]), token)
        if len(tokens) >= _MULTILINGUAL:
            return ModelFolder(family, place, place, language_tokens=tokens)
    return None


def _vocabulary(place: Path) -> list[str]:
    for name in ("shared_vocabulary", "source_vocabulary"):
        if (listed := place / f"{name}.json").exists():
            return [token for token in _read(listed) if isinstance(token, str)]
        if (lines := place / f"{name}.txt").exists():
            return lines.read_text(encoding="utf-8").splitlines()
    return []


def _read(file: Path) -> "dict[str, str]":
    try:
        told: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise ModelError(f"{file} cannot be read: {fault}.") from fault
    return told
