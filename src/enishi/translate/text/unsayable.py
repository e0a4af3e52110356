"""Finds the words that an engine cannot read because its vocabulary lacks some of their characters: it drops them."""

import re
import unicodedata
from collections.abc import Iterator

from enishi.translate.text.scripts import UNSPACED

Characters = frozenset[str]
"""All characters of an engine's vocabulary."""

_WORD = re.compile(r"\S+")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_OPENING, _CLOSING = "([{\"'¿¡", ".,;:!?)]}\"'"
_OTHER_LETTERS = str.maketrans({"Ł": "L", "ł": "l", "Ø": "O", "ø": "o", "Đ": "D", "đ": "d", "ß": "ss", "ı": "i",
                                "Æ": "Ae", "æ": "ae", "Œ": "Oe", "œ": "oe"})  # fmt: skip
"""Latin letters that Unicode does not decompose."""
_IGNORED = ("Cc", "Cf", "Mn", "Mc", "Me", "Co", "Zs")
"""Categories of which single characters are no loss: format characters, marks on known letters, markers, spaces."""


def unsayable(sentence: str, characters: Characters) -> Iterator[tuple[int, int]]:
    """The places of words with characters that are not among these; in scripts without spaces only the characters."""
    for word in _WORD.finditer(sentence):
        if not all(_is_said(character, characters) for character in word[0]):
            if _UNSPACED.search(word[0]):
                yield from _runs(word, characters)
            else:
                yield _core(word, characters)


def without_unknown_marks(word: str, characters: Characters) -> str | None:
    """The word with base letters in place of the letters that are not among the characters; None if that is not all."""
    read = "".join(each if _is_said(each, characters) else _base(each) for each in word)
    return read if read.isalpha() and all(_is_said(each, characters) for each in read) else None


def _is_said(character: str, characters: Characters) -> bool:
    if character in characters or character.lower() in characters or unicodedata.category(character) in _IGNORED:
        return True
    plain = unicodedata.normalize("NFKC", character)
    if plain != character and not (character.isalpha() or unicodedata.east_asian_width(character) == "F"):
        return False  # the engine would read ½ as 1⁄2, ² as 2, ™ as TM
    return plain != character and all(each in characters for each in plain)


def _runs(word: re.Match[str], characters: Characters) -> Iterator[tuple[int, int]]:
    start = word.start()
    for place, character in enumerate(f"{word[0]} ", word.start()):
        if character == " " or _is_said(character, characters):
            if start < place:
                yield start, place
            start = place + 1


def _core(word: re.Match[str], characters: Characters) -> tuple[int, int]:
    """The word without the known punctuation around it."""
    start, stop = word.span()
    while word.string[start] in _OPENING and _is_said(word.string[start], characters):
        start += 1
    while word.string[stop - 1] in _CLOSING and _is_said(word.string[stop - 1], characters):
        stop -= 1
    return start, stop


def _base(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0].translate(_OTHER_LETTERS)
