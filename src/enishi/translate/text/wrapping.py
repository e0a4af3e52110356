"""Joins lines that a mail program has wrapped: the engine must see whole sentences."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

SHORTEST, LONGEST = 40, 100
"""Characters of a wrapped line."""

_PLAIN_LINE = re.compile(r"[^\s>|*+•#-].*")
_ENDED = tuple(".!?:;…。！？|")


def unwrapped(text: str) -> str:
    """The text with a space in place of each line break inside a sentence.

    A line was wrapped if the first word of the next one would have made it the longest of its paragraph.
    """
    if "\n" not in text:
        return text
    lines = text.split("\n")
    breaks = set(_wrapped_breaks([line.removesuffix("\r") for line in lines]))
    return "".join(
        line.removesuffix("\r") + " " if place in breaks else line + "\n" for place, line in enumerate(lines)
    ).removesuffix("\n")


def _wrapped_breaks(lines: Sequence[str]) -> Iterator[int]:
    """The lines whose break is to be joined."""
    start = 0
    for stop in range(len(lines) + 1):
        if stop == len(lines) or not _PLAIN_LINE.match(lines[stop]) or len(lines[stop]) > LONGEST:
            yield from (start + place for place in _in_paragraph(lines[start:stop]))
            start = stop + 1


def _in_paragraph(lines: Sequence[str]) -> list[int]:
    width = max(map(len, lines), default=0)
    if width < SHORTEST:
        return []
    open_breaks = [place for place, (line, _) in enumerate(pairwise(lines)) if not line.rstrip().endswith(_ENDED)]
    full = [place for place in open_breaks if len(lines[place]) + 1 + len(lines[place + 1].split()[0]) > width]
    is_prose = full == open_breaks and len(lines) > 2
    return [place for place in full if is_prose or lines[place + 1][0].islower()]
