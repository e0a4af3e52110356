"""Cheap checks on every translation of a sentence: what makes its reader doubt it, as stable codes.

`length` much longer or shorter than was said · `repeats` goes round in circles · `copied` is still in the writer's
language · `script` has other letters than the language · `numbers` a number is missing or another one · `pieces` was
translated in pieces around a link or a name · `term` a term of the glossary is missing ·
`back` too little of what was said comes back when it is translated back. Thresholds are measured: bench/doubt.py.
"""

import re
from collections import Counter
from collections.abc import Sequence

from enishi.translate.text.scripts import UNSPACED, script_of, uses
from enishi.translate.text.segments import split

BACK = "back"
CODES = ("length", "repeats", "copied", "script", "numbers", "pieces", "term", BACK)

_RUN = re.compile(r"([^\W\d_])\1{4,}")
_LOOP = re.compile(r"\b(\w.{0,60}?)(?:[\s,.;!?-]+\1\b){3,}", re.IGNORECASE)
_TWICE = re.compile(r"(\w.{2,}?)\W+\1\W*", re.IGNORECASE | re.DOTALL)
_NUMBER = re.compile(r"\d+(?:[.,  \u202f’']\d{3})+(?!\d)|\d+")
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = re.compile(r"[^\W_]+")
_SPELLED = 21
"""Numbers up to here are often written as words, and centuries as Roman numerals."""
_SPACED_LETTER = re.compile(rf"[^\W\d_{UNSPACED}]")
_LONG = 40
"""Letters from which on a sentence is compared with what comes back: shorter ones come back in too many other words."""
_COMES_BACK = 0.5
"""The share of a sentence that must come back."""


def doubts(said: str, made: str, language: str) -> tuple[str, ...]:
    """Why the translation `made` of `said` into `language` may be wrong; empty when nothing speaks against it."""
    checks = {
        "length": _odd_length(said, made),
        "repeats": _repeats(said, made),
        "copied": _copied(said, made),
        "script": _odd_script(made, language),
        "numbers": _odd_numbers(said, made),
    }
    return tuple(code for code, doubtful in checks.items() if doubtful)


def checkable(said: str) -> bool:
    """Whether it is worth bringing back what was made of it."""
    return any(map(_is_long, split(said).sentences))


def is_lost(said: str, back: str) -> bool:
    """Whether too little of some sentence of `said` is in `back`, which its translation was translated back into.

    What is counted are the trigrams of characters that come back, as recall is in chrF (Popović 2015, “chrF: character
    n-gram F-score for automatic MT evaluation”). It finds what was left out or is about something else; it does not
    find a single wrong word, or a negation that was lost.
    """
    found = _trigrams(back)
    for sentence in filter(_is_long, split(said).sentences):
        wanted = _trigrams(sentence)
        if (wanted & found).total() < _COMES_BACK * wanted.total():
            return True
    return False


def _is_long(sentence: str) -> bool:
    return len(_SPACED_LETTER.findall(sentence)) >= _LONG


def _trigrams(text: str) -> Counter[str]:
    letters = " ".join(["", *_LETTERS.findall(text.casefold()), ""])
    return Counter(map("".join, zip(letters, letters[1:], letters[2:], strict=False)))


def in_order(codes: Sequence[str]) -> tuple[str, ...]:
    """Each once, in the order of CODES."""
    return tuple(code for code in CODES if code in codes)


def _odd_length(said: str, made: str) -> bool:
    before, after = _weight(said), _weight(made)
    return after > 2 * before + 12 or before > 3 * after + 12


def _weight(text: str) -> int:
    """Letters; a Chinese character says as much as three of them."""
    return sum(3 if "\u2e80" <= character <= "\u9fff" else 1 for character in text if character.isalnum())


def _repeats(said: str, made: str) -> bool:
    return any(pattern(made) and not pattern(said) for pattern in (_RUN.search, _LOOP.search, _TWICE.fullmatch))


def _copied(said: str, made: str) -> bool:
    """Whether nearly all of it is as it was; names and what two words have in common do not count."""
    words = [word for word in _WORD.findall(said) if word[0].islower() or not word[0].isupper()]
    if len(words) < 4 or sum(map(len, words)) < 15:
        return False
    same = Counter(words) & Counter(word[0].lower() + word[1:] for word in _WORD.findall(made))
    return same.total() >= 0.9 * len(words)


def _odd_script(made: str, language: str) -> bool:
    """Whether it is in letters that the language is not written in; one word may be a name in its own letters."""
    script = script_of(made)
    return script is not None and not uses(language, script) and (script != "Latn" or len(_WORD.findall(made)) > 1)


def _odd_numbers(said: str, made: str) -> bool:
    before, after = _numbers(said), _numbers(made)
    missing, other = before - after, after - before
    return bool(missing) and (bool(other) or any(number > _SPELLED for number in missing))


def _numbers(text: str) -> Counter[int]:
    found = (re.sub(r"\D", "", match[0]) for match in _NUMBER.finditer(text))
    return Counter(int(number) for number in found if len(number) < 30)
