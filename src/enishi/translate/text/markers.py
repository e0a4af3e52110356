"""Markers: private-use characters that stand for spans of a text, and what is around them."""

import re
import unicodedata
from collections.abc import Iterable

FIRST_MARKER = 0x100000
"""The code point of the first marker. Private-use characters are no letters, and no text is cut at them."""
MAX_MARKERS = 0xFFFE
MARKER = re.compile(f"[{chr(FIRST_MARKER)}-{chr(FIRST_MARKER + MAX_MARKERS - 1)}]")

_BEFORE_WORDS = re.compile(f"(?:(?!{MARKER.pattern})[\\W_])*")
_JOINED_BEFORE = re.compile(f"(?<=[^\\W_]|\\]|{MARKER.pattern}){MARKER.pattern}")
_JOINED_AFTER = re.compile(f"{MARKER.pattern}(?=[^\\W_]|{MARKER.pattern})")


def find_markers(text: str) -> list[str]:
    """The markers in a text, in order."""
    return MARKER.findall(text)


def split_at_markers(sentence: str) -> list[str]:
    """The pieces between the markers, and the markers themselves, in order."""
    return re.split(f"({MARKER.pattern})", sentence)


def without_markers(text: str) -> str:
    """The text without its markers."""
    return MARKER.sub("", text)


def is_first_word(marker: re.Match[str]) -> bool:
    """Whether only punctuation and space stand before the marker."""
    before = _BEFORE_WORDS.match(marker.string)
    return before is not None and before.end() == marker.start()


def touches_letter(text: str, marker: str) -> bool:
    """Whether a Latin letter or a digit stands directly beside the marker."""
    place = text.index(marker)
    return any(_is_latin_or_digit(neighbour) for neighbour in (text[place - 1 : place], text[place + 1 : place + 2]))


def find_joints(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The markers directly behind a letter, a digit, a `]` or another marker, and those directly before one."""
    return frozenset(_JOINED_BEFORE.findall(text)), frozenset(_JOINED_AFTER.findall(text))


def join(text: str, before: Iterable[str], after: Iterable[str]) -> str:
    """The text without a space before and after these markers."""
    for marker in before:
        text = text.replace(f" {marker}", marker)
    for marker in after:
        text = text.replace(f"{marker} ", marker)
    return text


def set_apart(text: str, markers: Iterable[str]) -> str:
    """The text with a space between these markers and letters beside them: a link in Japanese would not end else."""
    marker, letter = f"(?:{'|'.join(markers)})", r"[^\W\d_]"
    return re.sub(rf"(?<={letter})(?={marker})|(?<={marker})(?={letter})", " ", text)


def _is_latin_or_digit(character: str) -> bool:
    return character.isalnum() and (character.isascii() or unicodedata.name(character, "").startswith("LATIN"))
