"""The marks that stand for spans in a shielded text, and what is around them."""

import re
import unicodedata
from collections.abc import Iterable

FIRST = 0x100000
"""Spans stand in a shielded text as private-use characters from here on: no letters, and nothing to cut at."""
MOST = 0xFFFE
MARKS = re.compile(f"[{chr(FIRST)}-{chr(FIRST + MOST - 1)}]")

_BEFORE_WORDS = re.compile(f"(?:(?!{MARKS.pattern})[\\W_])*")


def marks(text: str) -> list[str]:
    """The marks in a text, in order."""
    return MARKS.findall(text)


def pieces(sentence: str) -> list[str]:
    """What stands before, between and after the marks, and the marks themselves."""
    return re.split(f"({MARKS.pattern})", sentence)


def bare(text: str) -> str:
    """The text without its marks."""
    return MARKS.sub("", text)


def begins(mark: re.Match[str]) -> bool:
    """Whether nothing but signs stands before it."""
    before = _BEFORE_WORDS.match(mark.string)
    return before is not None and before.end() == mark.start()


def joined(text: str, mark: str) -> bool:
    """Whether a letter of a script with spaces, or a digit, has grown to the mark."""
    place = text.index(mark)
    return any(_grown(neighbour) for neighbour in (text[place - 1 : place], text[place + 1 : place + 2]))


def spaced(text: str, apart: Iterable[str]) -> str:
    """These marks set off from letters next to them, as in Japanese: a link would end with them otherwise."""
    mark, letter = f"(?:{'|'.join(apart)})", r"[^\W\d_]"
    return re.sub(rf"(?<={letter})(?={mark})|(?<={mark})(?={letter})", " ", text)


def _grown(character: str) -> bool:
    return character.isalnum() and (character.isascii() or unicodedata.name(character, "").startswith("LATIN"))
