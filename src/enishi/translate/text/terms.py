"""Glossary terms and people's names: found in a text, and looked for in its translation.

Whole words in scripts with spaces, any occurrence in others. A term in lower case matches any capitalisation; one with
a capital matches only itself and its upper case (`Polish`, not `polish`).
"""

import re
from calendar import month_name
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from enishi.model import Settled
from enishi.translate.text.person_verbs import speaks_of_a_person
from enishi.translate.text.term_index import ENDING, LETTER, UNBOUND, Found, TermIndex
from enishi.translate.text.wordlists import frequencies

MAX_TERMS = 60
"""Terms and names that are heeded in one text: those that are found first."""

_STEM = 4
"""Letters that an inflected word keeps at least."""

_COMMON = 1e-5
"""The word frequency from which a name is also an ordinary word (Rose, Will, Sol)."""
_CAPITAL_NOUNS = {"de", "lb", "nds"}
_CAPITAL_WORDS = {"en": frozenset(month_name)}
"""Languages and words where ordinary words are capitalised too: a capital does not tell a name there."""
_SHORTEST_NAME = 3
_NAME = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class TermEntry(NamedTuple):
    """A term and its translation; without one it stays untranslated."""

    source: str
    target: str | None = None
    within_sentence: bool = False
    """Whether a capital does not tell it from a word at the start of a sentence: there it needs a verb of a person."""
    language: str = ""
    settled: Settled | None = None
    """Which term of a room it is: its words are marked in translations."""


class Terms:
    """The terms and people's full `names` for texts in `language`."""

    def __init__(self, terms: Iterable[TermEntry] = (), names: Iterable[str] = (), language: str = "") -> None:
        parts = dict.fromkeys(part for name in names for part in _name_parts(name))
        self._terms: TermIndex[TermEntry | str] = TermIndex(
            [*((term.source, term) for term in terms), *((part, part) for part in parts)]
        )
        self._language = language

    def within(self, text: str) -> tuple[TermEntry, ...]:
        """Those that may occur in the text, at most MAX_TERMS: terms in the order of their places, then names."""
        terms: dict[TermEntry, None] = {}
        names: dict[TermEntry, None] = {}
        for found in self._terms.find(text):
            if isinstance(found.entry, TermEntry):
                terms[found.entry] = None
            elif found.entry in text and (name := self._name_entry(found.entry)):
                names[name] = None
            if len(terms) + len(names) >= MAX_TERMS:
                break
        return (*terms, *names)

    def _name_entry(self, name: str) -> TermEntry | None:
        known = frequencies(self._language)
        if known is not None and known.get(name.lower(), 0.0) < _COMMON:
            return TermEntry(name)
        language = self._language.partition("-")[0]
        ordinary_capital = language in _CAPITAL_NOUNS or name in _CAPITAL_WORDS.get(language, ())
        is_name = name[0].isupper() and not ordinary_capital
        return TermEntry(name, within_sentence=True, language=language) if is_name else None


NO_TERMS = Terms()


class Occurrence(NamedTuple):
    """A term and its place in a text."""

    start: int
    stop: int
    term: TermEntry


def occurrences(text: str, terms: Sequence[TermEntry]) -> Iterator[Occurrence]:
    """Where the terms occur in the text, in order; of two that start together the longer one."""
    end = 0
    for start, together in groupby(_index(tuple(terms)).find(text), key=lambda found: found.start):
        matching = [found for found in together if not found.with_ending and _is_there(found, text)]
        if start >= end and matching:
            longest = max(matching, key=lambda found: found.stop)
            yield Occurrence(start, longest.stop, longest.entry)
            end = longest.stop


def inflected(text: str, terms: Iterable[TermEntry]) -> tuple[TermEntry, ...]:
    """The terms with a translation that occur in the text with an ending: no list says how to inflect the target."""
    candidates = tuple(term for term in terms if term.target and len(term.source.split()[-1]) > _STEM)
    found = {found.entry for found in _index(candidates).find(text) if found.with_ending and _is_there(found, text)}
    return tuple(term for term in candidates if term in found)


def count(words: str, text: str) -> int:
    """How often the words occur in the text, in any case and with any endings."""
    return sum(1 for _ in places(words, text))


def places(words: str, text: str) -> Iterator[re.Match[str]]:
    """Where the words are in the text, in any case and with any endings."""
    return re.finditer(_bounded(words, r"\s++".join(map(_stem_pattern, words.split()))), text, re.IGNORECASE)


@lru_cache(64)
def _index(terms: tuple[TermEntry, ...]) -> TermIndex[TermEntry]:
    return TermIndex([(term.source, term) for term in terms])


def _is_there(found: Found[TermEntry], text: str) -> bool:
    """Whether the capitals and the place are those of the term, too."""
    term, words = found.entry, " ".join(text[found.start : found.stop].split())
    if term.source.islower():
        return True
    source = " ".join(term.source.split())
    if term.within_sentence:
        is_inside = re.search(r"[\w,] \Z", text[max(0, found.start - 2) : found.start]) is not None
        return words == source and (is_inside or speaks_of_a_person(text[found.stop :], term.language))
    return words.startswith((source, source.upper()))


def _bounded(words: str, pattern: str) -> str:
    """The pattern, limited to whole words where the script has spaces."""
    begins, ends = (edge.isalnum() and not _unspaced(edge) for edge in (words[0], words[-1]))
    return (f"(?<!{LETTER})" if begins else "") + pattern + (f"(?!{LETTER})" if ends else "")


def _stem_pattern(word: str) -> str:
    """A pattern for the word with any ending; a short word has none."""
    if len(word) < _STEM or _unspaced(word):
        return re.escape(word)
    stem = word[: max(_STEM, len(word) - ENDING)]
    return f"{re.escape(stem)}{LETTER}{{0,{len(word) - len(stem) + ENDING}}}"


def _unspaced(text: str) -> bool:
    return re.search(f"[{UNBOUND}]", text) is not None


def _name_parts(name: str) -> list[str]:
    """A full name, and those of its words by which its bearer may be called."""
    words = name.split()
    called = [word for word in words if _NAME.fullmatch(word) and (len(words) == 1 or not word.islower())]
    return [part for part in (" ".join(words), *called) if len(part) >= (2 if _unspaced(part) else _SHORTEST_NAME)]
