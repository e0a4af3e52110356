"""Words that are settled beforehand, a glossary's terms and people's names: found in a text, looked for in another.

Whole words only, where a script has spaces; in others, wherever they stand. A term in lower case is found however it is
capitalised; one with a capital only as it is, or in capitals throughout (`Polish`, `polish`).
"""

import re
from calendar import month_name
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from enishi.translate.text.scripts import UNSPACED
from enishi.translate.text.wordlists import frequencies

_UNBOUND = rf"{UNSPACED}\u1100-\u11ff\uac00-\ud7af"
"""Letters of scripts without spaces between words, or whose words grow endings of any kind (Korean)."""
_SIGNS = r"\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0963\u0966-\u0dff"
_LETTER = rf"(?:[^\W{_UNBOUND}]|[{_SIGNS}])"
"""What goes on with a word: a letter or digit of a script with spaces, or a sign that Python counts among neither."""

_STEM, _ENDING = 4, 2
"""How many letters of a word stay the same when it is inflected, at least; how many more it may have then."""

_COMMON = 1e-5
"""The share of all words from which on a name is also an ordinary word (Rose, Will, Sol)."""
_CAPITAL_NOUNS = {"de", "lb", "nds"}
_CAPITAL_WORDS = {"en": frozenset(month_name)}
"""Where ordinary words have a capital, too, so that it does not tell a name."""
_SHORTEST_NAME = 3


class Wording(NamedTuple):
    """`text` is put as `wanted`, or stays as it is written where that is None."""

    text: str
    wanted: str | None = None
    inside: bool = False
    """Whether it counts only within a sentence, where a capital tells a name from a word."""


class Terms:
    """What is settled for texts of `language`; `names` are people's, in full."""

    def __init__(self, wordings: Iterable[Wording] = (), names: Iterable[str] = (), language: str = "") -> None:
        self._wordings = [(_folded(wording.text), wording) for wording in wordings]
        self._names = tuple(dict.fromkeys(part for name in names for part in _parts(name)))
        self._language = language

    def within(self, text: str) -> tuple[Wording, ...]:
        """Those that may stand in the text."""
        folded = _folded(text) if self._wordings else ""
        terms = [wording for key, wording in self._wordings if key in folded]
        return (*terms, *(found for name in self._names if name in text and (found := self._as_name(name))))

    def _as_name(self, name: str) -> Wording | None:
        known = frequencies(self._language)
        if known is not None and known.get(name.lower(), 0.0) < _COMMON:
            return Wording(name)
        language = self._language.partition("-")[0]
        telling = name[0].isupper() and language not in _CAPITAL_NOUNS and name not in _CAPITAL_WORDS.get(language, ())
        return Wording(name, inside=True) if telling else None


NO_TERMS = Terms()


def occurrences(text: str, wordings: Sequence[Wording]) -> Iterator[tuple[int, int, Wording]]:
    """Where they stand in the text, from where to where; of two that begin together the longer one."""
    if not wordings:
        return
    ranked = sorted(wordings, key=lambda wording: -len(wording.text))
    pattern = "|".join(f"({_exactly(wording)})" for wording in ranked)
    for match in re.finditer(pattern, text):
        assert match.lastindex
        yield match.start(), match.end(), ranked[match.lastindex - 1]


def inflected(text: str, wordings: Iterable[Wording]) -> tuple[Wording, ...]:
    """Those with other words for them that stand in the text with an ending: what that would be there, no list says."""
    candidates = (wording for wording in wordings if wording.wanted and len(wording.text.split()[-1]) > _STEM)
    ending = f"{_LETTER}{{1,{_ENDING}}}"
    return tuple(wording for wording in candidates if re.search(_exactly(wording, ending), text))


def count(words: str, text: str) -> int:
    """How often these words stand in the text, whatever their case and endings."""
    return len(re.findall(_bounded(words, r"\s+".join(map(_stemmed, words.split()))), text, re.IGNORECASE))


def _exactly(wording: Wording, ending: str = "") -> str:
    words = _spelled(wording.text) + ending
    if wording.text.islower():
        words = f"(?i:{words})"
    elif not wording.inside:
        words = f"(?:{words}|{_spelled(wording.text.upper())}{ending})"
    return (r"(?<=[\w,] )" if wording.inside else "") + _bounded(wording.text, words)


def _spelled(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split()))


def _bounded(words: str, pattern: str) -> str:
    """The pattern, whole words only where its script has such."""
    begins, ends = (edge.isalnum() and not _unspaced(edge) for edge in (words[0], words[-1]))
    return (f"(?<!{_LETTER})" if begins else "") + pattern + (f"(?!{_LETTER})" if ends else "")


def _stemmed(word: str) -> str:
    """A pattern for the word with any ending; a short word has none."""
    if len(word) < _STEM or _unspaced(word):
        return re.escape(word)
    stem = word[: max(_STEM, len(word) - _ENDING)]
    return f"{re.escape(stem)}{_LETTER}{{0,{len(word) - len(stem) + _ENDING}}}"


def _unspaced(text: str) -> bool:
    return re.search(f"[{_UNBOUND}]", text) is not None


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _parts(name: str) -> list[str]:
    """A name in full, and those of its words by which somebody may be called."""
    words = name.split()
    called = [word for word in words if word.isalpha() and (len(words) == 1 or not word.islower())]
    return [part for part in (" ".join(words), *called) if len(part) >= (2 if _unspaced(part) else _SHORTEST_NAME)]
