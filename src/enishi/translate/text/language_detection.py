"""Which language a text is in, also a very short one: its script, its words, its letters, and what was expected.

Scripts decide at once where they can. Among languages of one script, how common each word is in each (wordfreq) and how
their letters follow one another (lingua) add up, on top of what was expected before a word was read.
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
from enishi.translate.text.wordlists import frequencies

ENOUGH = 400
"""Characters after which more would tell nothing new."""

_NO_WORDS = re.compile(r"`[^`]*`|\w+://\S+|[A-Za-z0-9._-]*@[\w.-]+|#\w+|[A-Za-z]*\d+[A-Za-z]*")
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|[\u0300-\u036f\u0900-\u0dff]|'(?=\w))*")
_LETTERS = {"no": "nb"}

_WORDS_COUNT = 1.5
"""What words weigh against letters (bench/detect.py)."""

_UNLISTED = 1e-7
_SOMEWHERE = 1e-5
"""How common a word is in a language without a list, and a Latin one in the mouth of those who write otherwise."""
_LEAST = 1e-3


class Guess(NamedTuple):
    """A language, and how sure that is: 0 where nothing speaks for it, 1 where nothing speaks against it."""

    language: str
    confidence: float


class Detector:
    """Knows `languages`, and finds out in which of them a text is written.

    What it needs of a language is loaded the first time that language is in question (some 30 ms, 6 MB).
    """

    def __init__(self, languages: Collection[str]) -> None:
        self._languages = languages

    def detect(
        self, text: str, among: Collection[str] | None = None, expected: Mapping[str, float] | None = None
    ) -> Guess:
        """The likeliest of the languages `among` (all that are known); see `rank`."""
        return self.rank(text, among, expected)[0]

    def rank(
        self, text: str, among: Collection[str] | None = None, expected: Mapping[str, float] | None = None
    ) -> tuple[Guess, ...]:
        """Every language `among`, the likeliest first.

        `expected` says how many times likelier than others a language is before anything is read: who writes that one
        may borrow Latin words, too. A text in a script of none of them gives each the confidence 0.
        """
        candidates = tuple(dict.fromkeys(among or sorted(self._languages)))
        before = {tag: math.log(max((expected or {}).get(tag, 1.0), _LEAST)) for tag in candidates}
        plain = _NO_WORDS.sub(" ", unicodedata.normalize("NFKC", text[:ENOUGH]).replace("’", "'"))
        script = script_of(plain)
        fitting = [tag for tag in candidates if script is None or uses(tag, script)]
        if not fitting:
            return tuple(Guess(tag, 0.0) for tag in sorted(candidates, key=before.__getitem__, reverse=True))
        if script == "Latn":  # which everybody borrows from
            fitting = [tag for tag in candidates if tag in fitting or before[tag] > 0]
        evidence = _evidence(plain, script, fitting, [tag for tag in fitting if before[tag] > 0])
        return _ranked(candidates, {tag: before[tag] + evidence[tag] for tag in fitting})


def _ranked(candidates: Sequence[str], scores: Mapping[str, float]) -> tuple[Guess, ...]:
    highest = max(scores.values())
    shares = {tag: math.exp(score - highest) for tag, score in scores.items()}
    whole = sum(shares.values())
    guesses = [Guess(tag, shares.get(tag, 0.0) / whole) for tag in candidates]
    return tuple(sorted(guesses, key=lambda guess: guess.confidence, reverse=True))


def _evidence(text: str, script: str | None, candidates: Sequence[str], hoped: Collection[str]) -> dict[str, float]:
    if script is None or len(candidates) == 1:
        return dict.fromkeys(candidates, 0.0)
    if script == "Hani":
        return {tag: han_evidence(text, tag) for tag in candidates}
    letters, words = _letters(text, script, candidates, hoped), _words(text, script, candidates, hoped)
    return {tag: letters[tag] + _WORDS_COUNT * words[tag] for tag in candidates}


def _letters(text: str, script: str, candidates: Sequence[str], hoped: Collection[str]) -> dict[str, float]:
    codes = {tag: code for tag in candidates if uses(tag, script) and (code := _lingua_code(tag))}
    if len(set(codes.values())) < 2:
        return dict.fromkeys(candidates, 0.0)
    values = _letter_detector(frozenset(codes.values())).compute_language_confidence_values(text)
    # lingua adds up in any order: the last digits differ from call to call.
    found = {value.language.name: round(math.log(value.value + _LEAST), 6) for value in values}
    return _shared({tag: found[code] for tag, code in codes.items()}, candidates, hoped, math.log(_LEAST))


def _words(text: str, script: str, candidates: Sequence[str], hoped: Collection[str]) -> dict[str, float]:
    said = _WORD.findall(text.casefold())
    lists = {tag: table for tag in candidates if uses(tag, script) and (table := frequencies(tag))}
    known = {tag: _commonness(said, table) for tag, table in lists.items()}
    if not known:
        return dict.fromkeys(candidates, 0.0)
    somewhere = len(said) * math.log(_SOMEWHERE)
    borrowed = {tag: somewhere for tag in candidates if not uses(tag, script)}
    return _shared(known | borrowed, candidates, hoped, somewhere)


def _shared(
    known: Mapping[str, float], candidates: Sequence[str], hoped: Collection[str], other: float
) -> dict[str, float]:
    """A language that cannot be judged: as good as the best where its writer leads to it, else as good as any."""
    best = max(known.values())
    return {tag: known.get(tag, best if tag in hoped else min(best, other)) for tag in candidates}


def _commonness(words: Sequence[str], table: Mapping[str, float]) -> float:
    return sum(math.log(max(table.get(part, 0.0) for part in _parts(word)) + _UNLISTED) for word in words)


def _parts(word: str) -> list[str]:
    """The word, and what an apostrophe joins in it (l'école)."""
    return [word, *(part for part in word.split("'") if len(part) > 1)]


@lru_cache(1024)
def _lingua_code(tag: str) -> str | None:
    """The name lingua has for the language, where it knows it in this script."""
    base = langcodes.Language.get(tag).language or tag
    base = _LETTERS.get(base, base)
    names = {language.iso_code_639_1.name.lower(): language.name for language in Language.all()}
    return names.get(base) if usual_script(tag) == usual_script(base) else None


@lru_cache(256)
def _letter_detector(names: frozenset[str]) -> LanguageDetector:
    chosen = [getattr(Language, name) for name in names]
    return LanguageDetectorBuilder.from_languages(*chosen).with_low_accuracy_mode().build()
