"""Detects the language of a text, also of a single word: by script, word frequencies, letters, and expectation.

The script limits the candidates. Among these, log-likelihoods are added: of the words (wordfreq), of the letter n-grams
(lingua), and of what the caller expects.
"""

import math
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import langcodes
from lingua import Language, LanguageDetector, LanguageDetectorBuilder

from enishi.translate.text.scripts import han_evidence, script_of, uses, usual_script
from enishi.translate.text.wordlists import frequencies, odds

MAX_CHARACTERS = 400
"""Characters of a text that are read: more do not change the result."""

_NOT_WORDS = re.compile(
    r"`[^`]*`|\b\w++://\S+|(?<![A-Za-z0-9._-])[A-Za-z0-9._-]*+@[\w.-]+|#\w+|(?<![A-Za-z\d])[A-Za-z]*+\d+[A-Za-z]*"
)
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|[\u0300-\u036f\u0900-\u0dff]|'(?=\w))*")
_LINGUA_CODES = {"no": "nb"}

_WORDS_WEIGHT = 1.5
"""The weight of words relative to letters (bench/detect.py)."""

_UNLISTED = 1e-7
_SOMEWHERE = 1e-5
"""Frequency of a word that is not in the list, and of a Latin word in a language of another script."""
_MIN_PROBABILITY = 1e-3

_SHORT, _MOST = 2, 1e-3
"""A text of so few words is no piece of a longer one: its words are never as frequent as *the* or *ne* in a sentence.

Without the limit `Hi` is Catalan, where it is among the most frequent pronouns, but never stands alone.
"""


class Guess(NamedTuple):
    """A language and its probability among the candidates (0 to 1)."""

    language: str
    confidence: float


class Detector:
    """Detects `languages`. The data of each (about 6 MB) is loaded in about 30 ms when it is first a candidate."""

    def __init__(self, languages: Collection[str]) -> None:
        self.languages = languages

    def detect(
        self, text: str, among: Collection[str] | None = None, expected: Mapping[str, float] | None = None
    ) -> Guess:
        """The likeliest of the languages `among` (by default all); see `rank`."""
        return self.rank(text, among, expected)[0]

    def rank(
        self, text: str, among: Collection[str] | None = None, expected: Mapping[str, float] | None = None
    ) -> tuple[Guess, ...]:
        """Every language `among`, the likeliest first.

        `expected` are prior odds, 1 by default: a language with more may also be written with Latin words. Every
        confidence is 0 if the text has no letters, or is in a script of none of them.
        """
        return self._rank(text, among, expected)

    def rank_alone(self, text: str, among: Collection[str] | None = None) -> tuple[Guess, ...]:
        """As `rank`, for a text of which nothing else is known: a language is expected as often as it is written.

        Variants of a language that is among them are left out: nothing tells `ca-valencia` from `ca`.
        """
        offered = among or self.languages
        candidates = [tag for tag in sorted(offered) if not _is_variant(tag, offered)]
        return self._rank(text, candidates, {tag: odds(tag) for tag in candidates}, most=_MOST)

    def _rank(
        self,
        text: str,
        among: Collection[str] | None,
        expected: Mapping[str, float] | None,
        *,
        most: float = 1.0,
    ) -> tuple[Guess, ...]:
        candidates = tuple(dict.fromkeys(among or sorted(self.languages)))
        before = {tag: math.log(max((expected or {}).get(tag, 1.0), _MIN_PROBABILITY)) for tag in candidates}
        plain = _NOT_WORDS.sub(" ", unicodedata.normalize("NFKC", text[:MAX_CHARACTERS]).replace("’", "'"))
        script = script_of(plain)
        fitting = [tag for tag in candidates if script and uses(tag, script)]
        if script is None or not fitting:
            return tuple(Guess(tag, 0.0) for tag in sorted(candidates, key=before.__getitem__, reverse=True))
        if script == "Latn":  # every language borrows Latin words
            fitting = [tag for tag in candidates if tag in fitting or before[tag] > 0]
        favoured = [tag for tag in fitting if before[tag] > 0]
        evidence = _evidence(plain, script, fitting, favoured=favoured, most=most)
        return _ranked(candidates, {tag: before[tag] + evidence[tag] for tag in fitting})


def _is_variant(tag: str, offered: Collection[str]) -> bool:
    parent = tag.rpartition("-")[0]
    return parent in offered and usual_script(parent) == usual_script(tag)


def _ranked(candidates: Sequence[str], scores: Mapping[str, float]) -> tuple[Guess, ...]:
    highest = max(scores.values())
    shares = {tag: math.exp(score - highest) for tag, score in scores.items()}
    whole = sum(shares.values())
    guesses = [Guess(tag, shares.get(tag, 0.0) / whole) for tag in candidates]
    return tuple(sorted(guesses, key=lambda guess: guess.confidence, reverse=True))


def _evidence(
    text: str, script: str, candidates: Sequence[str], *, favoured: Collection[str], most: float
) -> dict[str, float]:
    if len(candidates) == 1:
        return dict.fromkeys(candidates, 0.0)
    if script == "Hani":
        return {tag: han_evidence(text, tag) for tag in candidates}
    letters, words = (
        _letters(text, script, candidates, favoured=favoured),
        _words(text, script, candidates, favoured=favoured, most=most),
    )
    return {tag: letters[tag] + _WORDS_WEIGHT * words[tag] for tag in candidates}


def _letters(text: str, script: str, candidates: Sequence[str], *, favoured: Collection[str]) -> dict[str, float]:
    codes = {tag: code for tag in candidates if uses(tag, script) and (code := _lingua_code(tag))}
    if len(set(codes.values())) < 2:
        return dict.fromkeys(candidates, 0.0)
    values = _letter_detector(frozenset(codes.values())).compute_language_confidence_values(text)
    # Lingua adds in any order: the last digits differ between calls.
    found = {value.language.name: round(math.log(value.value + _MIN_PROBABILITY), 6) for value in values}
    return _shared(
        {tag: found[code] for tag, code in codes.items()},
        candidates,
        favoured=favoured,
        other=math.log(_MIN_PROBABILITY),
    )


def _words(
    text: str, script: str, candidates: Sequence[str], *, favoured: Collection[str], most: float
) -> dict[str, float]:
    said = _WORD.findall(text.casefold())
    most = most if len(said) <= _SHORT else 1.0
    lists = {tag: table for tag in candidates if uses(tag, script) and (table := frequencies(tag))}
    known = {tag: _log_likelihood(said, table, most) for tag, table in lists.items()}
    if not known:
        return dict.fromkeys(candidates, 0.0)
    unlisted = len(said) * math.log(_SOMEWHERE)
    borrowed = {tag: unlisted for tag in candidates if not uses(tag, script)}
    return _shared(known | borrowed, candidates, favoured=favoured, other=unlisted)


def _shared(
    known: Mapping[str, float], candidates: Sequence[str], *, favoured: Collection[str], other: float
) -> dict[str, float]:
    """Adds the languages without data: as likely as the best one if expected, else `other` at most."""
    best = max(known.values())
    return {tag: known.get(tag, best if tag in favoured else min(best, other)) for tag in candidates}


def _log_likelihood(words: Sequence[str], table: Mapping[str, float], most: float) -> float:
    return sum(math.log(min(most, max(table.get(part, 0.0) for part in _parts(word))) + _UNLISTED) for word in words)


def _parts(word: str) -> list[str]:
    """The word and its parts at apostrophes (l'école)."""
    return [word, *(part for part in word.split("'") if len(part) > 1)]


@lru_cache(1024)
def _lingua_code(tag: str) -> str | None:
    """Lingua's name of the language; None if lingua does not know it in this script."""
    base = langcodes.Language.get(tag).language or tag
    base = _LINGUA_CODES.get(base, base)
    names = {language.iso_code_639_1.name.lower(): language.name for language in Language.all()}
    return names.get(base) if usual_script(tag) == usual_script(base) else None


@lru_cache(256)
def _letter_detector(names: frozenset[str]) -> LanguageDetector:
    chosen = [getattr(Language, name) for name in names]
    return LanguageDetectorBuilder.from_languages(*chosen).with_low_accuracy_mode().build()
