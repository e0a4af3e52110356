"""Glossary terms and people's names: found in a text, and looked for in its translation.

Whole words in scripts with spaces, any occurrence in others. A term in lower case matches any capitalisation; one with
a capital matches only itself and its upper case (`Polish`, not `polish`).
"""

import re
from calendar import month_name
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from enishi.translate.text.scripts import UNSPACED
from enishi.translate.text.wordlists import frequencies

_UNBOUND = rf"{UNSPACED}\u1100-\u11ff\uac00-\ud7af"
"""Letters of scripts without spaces between words, or whose words take many endings (Korean)."""
_SIGNS = r"\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0963\u0966-\u0dff"
_LETTER = rf"(?:[^\W{_UNBOUND}]|[{_SIGNS}])"
"""A character inside a word: a letter or digit of a script with spaces, or a sign that Python's `\\w` leaves out."""

_STEM, _ENDING = 4, 2
"""Letters that an inflected word keeps at least, and letters that its ending may add."""

_COMMON = 1e-5
"""The word frequency from which a name is also an ordinary word (Rose, Will, Sol)."""
_CAPITAL_NOUNS = {"de", "lb", "nds"}
_CAPITAL_WORDS = {"en": frozenset(month_name)}
"""Languages and words where ordinary words are capitalised too: a capital does not tell a name there."""
_SHORTEST_NAME = 3


class TermEntry(NamedTuple):
    """A term and its translation; without one it stays untranslated."""

    source: str
    target: str | None = None
    within_sentence: bool = False
    """Whether it is ignored at the start of a sentence, where a capital does not tell a name from a word."""


class Terms:
    """The terms and people's full `names` for texts in `language`."""

    def __init__(self, terms: Iterable[TermEntry] = (), names: Iterable[str] = (), language: str = "") -> None:
        self._terms = [(_folded(term.source), term) for term in terms]
        self._names = tuple(dict.fromkeys(part for name in names for part in _name_parts(name)))
        self._language = language

    def within(self, text: str) -> tuple[TermEntry, ...]:
        """Those that may occur in the text."""
        folded = _folded(text) if self._terms else ""
        terms = [term for key, term in self._terms if key in folded]
        return (*terms, *(found for name in self._names if name in text and (found := self._name_entry(name))))

    def _name_entry(self, name: str) -> TermEntry | None:
        known = frequencies(self._language)
        if known is not None and known.get(name.lower(), 0.0) < _COMMON:
            return TermEntry(name)
        language = self._language.partition("-")[0]
        ordinary_capital = language in _CAPITAL_NOUNS or name in _CAPITAL_WORDS.get(language, ())
        return TermEntry(name, within_sentence=True) if name[0].isupper() and not ordinary_capital else None


NO_TERMS = Terms()


class Occurrence(NamedTuple):
    """A term and its place in a text."""

    start: int
    stop: int
    term: TermEntry


def occurrences(text: str, terms: Sequence[TermEntry]) -> Iterator[Occurrence]:
    """Where the terms occur in the text, in order; of two that start together the longer one."""
    if not terms:
        return
    longest_first = sorted(terms, key=lambda term: -len(term.source))
    pattern = "|".join(f"({_term_pattern(term)})" for term in longest_first)
    for match in re.finditer(pattern, text):
        assert match.lastindex
        yield Occurrence(match.start(), match.end(), longest_first[match.lastindex - 1])


def inflected(text: str, terms: Iterable[TermEntry]) -> tuple[TermEntry, ...]:
    """The terms with a translation that occur in the text with an ending: no list says how to inflect the target."""
    candidates = (term for term in terms if term.target and len(term.source.split()[-1]) > _STEM)
    ending = f"{_LETTER}{{1,{_ENDING}}}"
    return tuple(term for term in candidates if re.search(_term_pattern(term, ending), text))


def count(words: str, text: str) -> int:
    """How often the words occur in the text, in any case and with any endings."""
    return len(re.findall(_bounded(words, r"\s+".join(map(_stem_pattern, words.split()))), text, re.IGNORECASE))


def _term_pattern(term: TermEntry, ending: str = "") -> str:
    words = _spaced_pattern(term.source) + ending
    if term.source.islower():
        words = f"(?i:{words})"
    elif not term.within_sentence:
        words = f"(?:{words}|{_spaced_pattern(term.source.upper())}{ending})"
    return (r"(?<=[\w,] )" if term.within_sentence else "") + _bounded(term.source, words)


def _spaced_pattern(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split()))


def _bounded(words: str, pattern: str) -> str:
    """The pattern, limited to whole words where the script has spaces."""
    begins, ends = (edge.isalnum() and not _unspaced(edge) for edge in (words[0], words[-1]))
    return (f"(?<!{_LETTER})" if begins else "") + pattern + (f"(?!{_LETTER})" if ends else "")


def _stem_pattern(word: str) -> str:
    """A pattern for the word with any ending; a short word has none."""
    if len(word) < _STEM or _unspaced(word):
        return re.escape(word)
    stem = word[: max(_STEM, len(word) - _ENDING)]
    return f"{re.escape(stem)}{_LETTER}{{0,{len(word) - len(stem) + _ENDING}}}"


def _unspaced(text: str) -> bool:
    return re.search(f"[{_UNBOUND}]", text) is not None


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _name_parts(name: str) -> list[str]:
    """A full name, and those of its words by which its bearer may be called."""
    words = name.split()
    called = [word for word in words if word.isalpha() and (len(words) == 1 or not word.islower())]
    return [part for part in (" ".join(words), *called) if len(part) >= (2 if _unspaced(part) else _SHORTEST_NAME)]
