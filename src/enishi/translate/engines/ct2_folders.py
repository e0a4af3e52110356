"""What a directory of CTranslate2 models holds: families, languages, and the tokens by which a model is told them.

Argos packages (https://github.com/argosopentech/argos-translate), and what CTranslate2's converters write of OPUS-MT,
M2M-100, NLLB-200 and MADLAD-400 (https://opennmt.net/CTranslate2/guides/transformers.html), its tokenizer beside it.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import permutations
from pathlib import Path

from langcodes import Language

from enishi.errors import ModelError

_OPUS = re.compile(r"opus-mt-(?:tc-(?:base|big|bible-big)-)?([a-z]{2})-([a-z]{2})(?:[-_.]?ct2.*)?")
_MARKS = {
    "nllb": re.compile(r"([a-z]{3}_[A-Z][a-z]{3})"),
    "m2m-100": re.compile(r"__([a-z]{2,3})__"),
    "madlad": re.compile(r"<2([a-z]{2,3}(?:_[A-Z][a-z]{3})?)>"),
}
_MANY = 3
"""Marks of languages that make a model one of many languages."""

# Argos' own codes, and languages that NLLB names more narrowly than everybody else (ISO 639-3 macrolanguages).
_USUAL = {"zt": "zh-Hant", "pb": "pt-BR", "arb": "ar", "pes": "fa", "npi": "ne", "swh": "sw", "zsm": "ms", "uzn": "uz"}
_USUAL |= {"khk": "mn", "lvs": "lv", "als": "sq", "ydd": "yi", "plt": "mg", "gaz": "om", "pbt": "ps", "ory": "or"}
_USUAL |= {"azj": "az", "kmr": "ku"}


@dataclass(frozen=True, slots=True)
class Folder:
    """A model on the disk. One of two languages has a `pair`; one of many has `marks`, by language."""

    family: str
    """Its name in the table of costs."""
    model: Path
    tokenizer: Path
    pair: tuple[str, str] | None = None
    marks: Mapping[str, str] = field(default_factory=dict)
    prefix: str = ""
    """What an Argos model's translation has to begin with."""

    def pairs(self, languages: Iterable[str]) -> Iterator[tuple[str, str]]:
        """The directions that it has; of a model of many languages, those among `languages`."""
        if self.pair:
            yield self.pair
            return
        wanted = {tag for tag in self.marks if tag in set(languages)}
        for source, target in permutations(sorted(wanted), 2):
            if self.marks[source] != self.marks[target]:
                yield source, target

    def frame(self, source: str, target: str) -> tuple[list[str], list[str]]:
        """The tokens to put before a sentence's own, and those that its translation has to begin with."""
        if self.family == "madlad":
            return [self.marks[target]], []
        if self.marks:
            return [self.marks[source]], [self.marks[target]]
        return [], [self.prefix] if self.prefix else []


def folders(directory: Path) -> list[Folder]:
    """The models in a directory, by name; folders that are something else are passed over."""
    found = (_argos(place) or _opus(place) or _many(place) for place in sorted(directory.glob("*/")))
    return [folder for folder in found if folder]


def tag_of(code: str) -> str:
    """The BCP 47 tag of a model's code, without a script that goes without saying (`por_Latn` is `pt`)."""
    language, _, script = code.replace("Hang", "Kore").partition("_")
    usual = Language.get(_USUAL.get(language, language))
    spelled = Language.make(usual.language, script=script) if script else usual
    plain = Language.get(usual.to_tag())
    goes_without_saying = script and plain.maximize().script == script and usual.language != "zh"
    return (plain if goes_without_saying else spelled).to_tag()


def _argos(place: Path) -> Folder | None:
    about, tokenizer = place / "metadata.json", place / "sentencepiece.model"
    if not (about.exists() and tokenizer.exists() and (place / "model" / "model.bin").exists()):
        return None
    told = _read(about)
    try:
        pair = tag_of(told["from_code"]), tag_of(told["to_code"])
    except KeyError:
        return None
    return Folder("argos", place / "model", place, pair, prefix=told.get("target_prefix") or "")


def _opus(place: Path) -> Folder | None:
    name = _OPUS.fullmatch(place.name)
    whole = (place / "model.bin").exists() and (place / "source.spm").exists()
    return Folder("opus-mt", place, place, (tag_of(name[1]), tag_of(name[2]))) if name and whole else None


def _many(place: Path) -> Folder | None:
    vocabulary = _vocabulary(place) if (place / "model.bin").exists() else []
    for family, pattern in _MARKS.items():
        marks: dict[str, str] = {}
        for token in vocabulary:
            if match := pattern.fullmatch(token):
                for tag in _names(match[1]):
                    marks.setdefault(tag, token)
        if len(marks) >= _MANY:
            return Folder(family, place, place, marks=marks)
    return None


def _names(code: str) -> tuple[str, ...]:
    """The tags that ask for it: `zho_Hans` serves who reads `zh` as well as who reads `zh-Hans`."""
    tag = tag_of(code)
    language = Language.get(tag)
    likely = Language.get(language.language or tag).maximize().script == language.script
    return (tag, language.language) if likely and language.language else (tag,)


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
