"""Tags around words, and around the same words in another language."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

ALIKE = 0.75
"""How alike words must be to be the same ones: a word alone and in its sentence may differ in its ending."""

LONGEST_SOUGHT = 60
LONGEST_SEARCHED = 2000
"""Comparing takes the product of both: beyond these, only the very same words are found."""

_EDGES = " \t\r\n.,;:!?…。！？、，؟"


@dataclass(frozen=True, slots=True)
class TagSpan:
    """An element over `text[start:stop]`; `opening` and `closing` are its tags."""

    start: int
    stop: int
    opening: str
    closing: str

    def moved(self, by: int, end: int) -> "TagSpan":
        """The same span by so many characters further, within a text of `end` characters."""
        return replace(self, start=min(max(self.start + by, 0), end), stop=min(max(self.stop + by, 0), end))


def project(
    spans: Sequence[TagSpan], length: int, whole: str, renditions: Mapping[TagSpan, str]
) -> list[TagSpan] | None:
    """The spans of a text of `length` characters where they belong in its translation `whole`.

    `renditions` are the translations of the spans' own words. None when one has no place that fits the others.
    """
    placed: list[TagSpan] = []
    for span in spans:
        for start, stop in _places(span, length, whole, renditions.get(span, "")):
            candidate = replace(span, start=start, stop=stop)
            if all(_relation(*pair) == _relation(candidate, other) for *pair, other in _pairs(span, spans, placed)):
                placed.append(candidate)
                break
        else:
            return None
    return placed


def insert_tags(whole: str, spans: Sequence[TagSpan], escaped: Callable[[str], str]) -> str:
    """The text with its tags; spans lie apart or within each other, the outer one first."""
    written: list[str] = []
    open_spans: list[TagSpan] = []
    at = 0

    def write(to: int, tag: str) -> None:
        nonlocal at
        written.extend((escaped(whole[at:to]), tag))
        at = to

    for span in sorted(spans, key=lambda span: span.start):
        while open_spans and open_spans[-1].stop <= span.start:
            last = open_spans.pop()
            write(last.stop, last.closing)
        write(span.start, span.opening)
        open_spans.append(span)
    for span in reversed(open_spans):
        write(span.stop, span.closing)
    write(len(whole), "")
    return "".join(written)


def _pairs(
    span: TagSpan, spans: Sequence[TagSpan], placed: Sequence[TagSpan]
) -> Iterator[tuple[TagSpan, TagSpan, TagSpan]]:
    """The span with each one before it: as it was, and as it is placed."""
    return ((span, before, after) for before, after in zip(spans, placed, strict=False))


def _relation(span: TagSpan, other: TagSpan) -> str:
    """How `span` lies to one that was opened before it."""
    if other.start <= span.start and span.stop <= other.stop and (span.start < other.stop or other.start == other.stop):
        return "within"
    return "apart" if span.stop <= other.start or other.stop <= span.start else "across"


def _places(span: TagSpan, length: int, whole: str, rendition: str) -> Iterator[tuple[int, int]]:
    """Where the span may lie in the translation, the likeliest first."""
    if (span.start, span.stop) == (0, length):
        yield 0, len(whole)
    elif span.start == span.stop:  # an icon, an anchor: its place is known at the ends only
        if span.start in (0, length):
            yield (0, 0) if span.start == 0 else (len(whole), len(whole))
    elif words := rendition.strip(_EDGES):
        same = [match.span() for match in re.finditer(_pattern(words, whole), whole, re.IGNORECASE)]
        expected = span.start / length * len(whole)  # words that come several times are told apart by where they are
        yield from sorted(same, key=lambda project: abs(project[0] - expected))
        if len(words) <= LONGEST_SOUGHT and len(whole) <= LONGEST_SEARCHED:
            yield from _similar(words, whole)


def _pattern(words: str, whole: str) -> str:
    return rf"(?<!\w){re.escape(words)}(?!\w)" if " " in whole else re.escape(words)


def _similar(words: str, whole: str) -> Iterator[tuple[int, int]]:
    """As many words in a row, but not quite the same."""
    found = [match.span() for match in re.finditer(r"\w+(?:['’-]\w+)*", whole)]
    count = len(words.split())
    rows = [(found[i][0], found[i + count - 1][1]) for i in range(len(found) - count + 1)]
    alike = SequenceMatcher(b=words.lower(), autojunk=False)
    scored = []
    for start, stop in rows:
        alike.set_seq1(whole[start:stop].lower())
        if alike.real_quick_ratio() >= ALIKE and alike.quick_ratio() >= ALIKE and alike.ratio() >= ALIKE:
            scored.append((-alike.ratio(), start, stop))
    return ((start, stop) for _, start, stop in sorted(scored))
