"""Quality estimation without a model: cheap checks of every translated sentence, with stable codes for its issues.

`length` much longer or shorter than the source · `repeats` repeats itself · `copied` is still in the source language ·
`script` is in another script than the language · `numbers` a quantity is missing, changed or new · `pieces` was
translated in pieces around a link or a name · `term` a glossary term is missing · `back` too little of the source is in
the back translation. Thresholds are measured: bench/doubt.py.
"""

import re
from collections import Counter
from collections.abc import Sequence

from enishi.translate.text.quantities import changed_quantities
from enishi.translate.text.scripts import UNSPACED, script_of, uses
from enishi.translate.text.segments import split

BACK_TRANSLATION = "back"
CODES = ("length", "repeats", "copied", "script", "numbers", "pieces", "term", BACK_TRANSLATION)

_RUN = re.compile(r"([^\W\d_])\1{4,}")
_LOOP_WORDS, _LOOP_TIMES = 12, 4
"""Words of a phrase, at most, that is a loop when it is there so often in a row."""
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = re.compile(r"[^\W_]+")
_SPACED_LETTER = re.compile(rf"[^\W\d_{UNSPACED}]")
_LONG = 40
"""Letters of a sentence that is compared with its back translation: shorter ones come back in other words too often."""
_MIN_RECALL = 0.5
"""The share of a sentence's trigrams that its back translation must contain."""


def quality_issues(source: str, made: str, language: str, source_language: str = "") -> tuple[str, ...]:
    """The codes of the checks that the translation `made` of `source` into `language` fails."""
    checks = {
        "length": _has_odd_length(source, made),
        "repeats": _has_repeats(source, made),
        "copied": _is_copied(source, made),
        "script": _has_other_script(made, language),
        "numbers": changed_quantities(source, made, (source_language, language)),
    }
    return tuple(code for code, fails in checks.items() if fails)


def is_long_enough(source: str) -> bool:
    """Whether the text has a sentence that is long enough to be compared with its back translation."""
    return any(map(_is_long, split(source).sentences))


def lost_in_back_translation(source: str, back: str) -> bool:
    """Whether the back translation `back` contains too little of some sentence of `source`.

    The measure is the recall of character trigrams, as in chrF (Popović 2015, “chrF: character n-gram F-score for
    automatic MT evaluation”). It finds omissions and unrelated text, not a single wrong word or a lost negation.
    """
    found = _trigrams(back)
    for sentence in filter(_is_long, split(source).sentences):
        wanted = _trigrams(sentence)
        if (wanted & found).total() < _MIN_RECALL * wanted.total():
            return True
    return False


def _is_long(sentence: str) -> bool:
    return len(_SPACED_LETTER.findall(sentence)) >= _LONG


def _trigrams(text: str) -> Counter[str]:
    letters = " ".join(["", *_LETTERS.findall(text.casefold()), ""])
    return Counter(map("".join, zip(letters, letters[1:], letters[2:], strict=False)))


def ordered(codes: Sequence[str]) -> tuple[str, ...]:
    """Each code once, in the order of CODES."""
    return tuple(code for code in CODES if code in codes)


def _has_odd_length(source: str, made: str) -> bool:
    before, after = _weight(source), _weight(made)
    return after > 2 * before + 12 or before > 3 * after + 12


def _weight(text: str) -> int:
    """Letters and digits; a Chinese character counts as three."""
    return sum(3 if "\u2e80" <= character <= "\u9fff" else 1 for character in text if character.isalnum())


def _has_repeats(source: str, made: str) -> bool:
    return any(finds(made) and not finds(source) for finds in (_RUN.search, _has_loop, _is_twice_the_same))


def _has_loop(text: str) -> bool:
    words = _LETTERS.findall(text.casefold())
    for length in range(1, _LOOP_WORDS + 1):
        equal = 0
        for word, before in zip(words[length:], words, strict=False):
            equal = equal + 1 if word == before else 0
            if equal == length * (_LOOP_TIMES - 1):
                return True
    return False


def _is_twice_the_same(text: str) -> bool:
    words = _LETTERS.findall(text.casefold())
    half = len(words) // 2
    return len("".join(words[:half])) > 2 and words[:half] == words[half:]


def _is_copied(source: str, made: str) -> bool:
    """Whether 90 % of the words are those of the source; capitalised words (names) do not count."""
    words = [word for word in _WORD.findall(source) if word[0].islower() or not word[0].isupper()]
    if len(words) < 4 or sum(map(len, words)) < 15:
        return False
    same = Counter(words) & Counter(word[0].lower() + word[1:] for word in _WORD.findall(made))
    return same.total() >= 0.9 * len(words)


def _has_other_script(made: str, language: str) -> bool:
    """Whether the language is not written in this script; a single Latin word may be a name."""
    script = script_of(made)
    return script is not None and not uses(language, script) and (script != "Latn" or len(_WORD.findall(made)) > 1)
