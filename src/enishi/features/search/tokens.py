"""What a text is found by: stems of words, and pairs of characters in scripts without spaces between words."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import regex
from Stemmer import Stemmer

LONGEST = 64
"""Characters of a key; what is longer is found by its beginning."""

MOST = 16
"""Of a query that has more, these are searched for: long words are rare."""

_DENSE = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_RUNS = regex.compile(rf"(?P<dense>(?:[{_DENSE}]\p{{M}}*)+)|(?:(?![{_DENSE}])[\p{{L}}\p{{N}}\p{{M}}ـ])+")
_CLUSTERS = regex.compile(r"\X")

_STEMMED = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
"""The languages that Snowball has a stemmer for (https://snowballstem.org), by the first part of their tag."""

_MARKS_OF_INDIA = 0x0900
"""From here on, marks are vowels; those before (of Latin, Greek, Cyrillic, Hebrew, Arabic) are often left out."""

_TATWEEL = "ـ"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a text, from `start` up to `end`, and what it is found by; `begins`: by all keys that begin so."""

    start: int
    end: int
    key: str
    begins: bool = False


def tokens(text: str, language: str) -> list[Token]:
    """All that a text in this language is found by."""
    return [token for run in _RUNS.finditer(text) for token in _of_run(run, language)]


def wanted(text: str, language: str) -> list[Token]:
    """What has to be in a text that is searched for by this one: each once, the longest first; of many, some.

    They are fewer than all tokens, since a pair says that both are there.
    """
    once = {token.key: token for token in _wanted(text, language)}
    return sorted(once.values(), key=lambda token: -len(token.key))[:MOST]


def _wanted(text: str, language: str) -> list[Token]:
    found = []
    for run in _RUNS.finditer(text):
        several = _of_run(run, language)
        found += several[:-1] if run["dense"] and len(several) > 1 else several
        if run["dense"] and len(several) == 1:
            found[-1] = Token(several[0].start, several[0].end, several[0].key, begins=True)
    return found


def _of_run(run: "regex.Match[str]", language: str) -> list[Token]:
    if run["dense"]:
        return list(_pairs(run[0], run.start()))
    key = _stem(_plain(run[0]), language)
    return [Token(run.start(), run.end(), key[:LONGEST])] if key else []


def _pairs(text: str, at: int) -> Iterator[Token]:
    """Each character with the one after it; the last one alone, so that it is found as well."""
    clusters = list(_CLUSTERS.finditer(text))
    for one, other in pairwise(clusters):
        yield Token(at + one.start(), at + other.end(), _composed(one[0] + other[0]))
    yield Token(at + clusters[-1].start(), at + clusters[-1].end(), _composed(clusters[-1][0]))


def _composed(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()[:LONGEST]


def _plain(word: str) -> str:
    """Without case, without marks that are often left out, and without Arabic lengthening."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", word).casefold())
    kept = (char for char in apart if not (unicodedata.category(char) == "Mn" and ord(char) < _MARKS_OF_INDIA))
    return unicodedata.normalize("NFC", "".join(kept).replace(_TATWEEL, ""))


def _stem(word: str, language: str) -> str:
    stemmer = _stemmer(_STEMMED.get(language.partition("-")[0], ""))
    return stemmer.stemWord(word) if stemmer else word


@cache
def _stemmer(name: str) -> Stemmer | None:
    return Stemmer(name) if name else None
