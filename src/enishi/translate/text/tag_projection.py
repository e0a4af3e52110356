"""Tag projection: finds where inline elements of a source text belong in its translation."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

MIN_SIMILARITY = 0.75
"""Ratio from which words count as the same: a word alone and in its sentence may differ in its ending."""

MAX_WORDS_LENGTH = 60
MAX_TEXT_LENGTH = 2000
"""Characters up to which similar words are searched, in time proportional to the product; beyond, only equal ones."""

_EDGES = " \t\r\n.,;:!?…。！？、，؟"


@dataclass(frozen=True, slots=True)
class TagSpan:
    """An element over `text[start:stop]`; `opening` and `closing` are its tags."""

    start: int
    stop: int
    opening: str
    closing: str

    def moved(self, by: int, end: int) -> "TagSpan":
        """The same span `by` characters further, cut to a text of `end` characters."""
        return replace(self, start=min(max(self.start + by, 0), end), stop=min(max(self.stop + by, 0), end))


def project(
    spans: Sequence[TagSpan], length: int, *, translation: str, span_translations: Mapping[TagSpan, str]
) -> list[TagSpan] | None:
    """The spans of a source text of `length` characters, moved to their places in its `translation`.

    `span_translations` are the translations of the spans' own words. None if a span has no place that nests with the
    others as in the source.
    """
    placed: list[TagSpan] = []
    for span in spans:
        for start, stop in _places(span, length, translation=translation, words=span_translations.get(span, "")):
            candidate = replace(span, start=start, stop=stop)
            if all(_relation(*pair) == _relation(candidate, other) for *pair, other in _pairs(span, spans, placed)):
                placed.append(candidate)
                break
        else:
            return None
    return placed


def insert_tags(text: str, spans: Sequence[TagSpan], escape: Callable[[str], str]) -> str:
    """The escaped text with its tags; spans are separate or nested, the outer one first."""
    written: list[str] = []
    open_spans: list[TagSpan] = []
    at = 0

    def write(to: int, tag: str) -> None:
        nonlocal at
        written.extend((escape(text[at:to]), tag))
        at = to

    for span in sorted(spans, key=lambda span: span.start):
        while open_spans and open_spans[-1].stop <= span.start:
            last = open_spans.pop()
            write(last.stop, last.closing)
        write(span.start, span.opening)
        open_spans.append(span)
    for span in reversed(open_spans):
        write(span.stop, span.closing)
    write(len(text), "")
    return "".join(written)


def _pairs(
    span: TagSpan, spans: Sequence[TagSpan], placed: Sequence[TagSpan]
) -> Iterator[tuple[TagSpan, TagSpan, TagSpan]]:
    """The span with each span before it, in the source and in the translation."""
    return ((span, before, after) for before, after in zip(spans, placed, strict=False))


def _relation(span: TagSpan, other: TagSpan) -> str:
    """How `span` lies relative to one that was opened before it."""
    if other.start <= span.start and span.stop <= other.stop and (span.start < other.stop or other.start == other.stop):
        return "within"
    return "apart" if span.stop <= other.start or other.stop <= span.start else "across"


def _places(span: TagSpan, length: int, *, translation: str, words: str) -> Iterator[tuple[int, int]]:
    """Where the span may lie in the translation, the likeliest place first."""
    if (span.start, span.stop) == (0, length):
        yield 0, len(translation)
    elif span.start == span.stop:  # an icon or an anchor: its place is known at the ends only
        if span.start in (0, length):
            yield (0, 0) if span.start == 0 else (len(translation), len(translation))
    elif words := words.strip(_EDGES):
        same = [match.span() for match in re.finditer(_pattern(words, translation), translation, re.IGNORECASE)]
        expected = span.start / length * len(translation)
        yield from sorted(same, key=lambda place: abs(place[0] - expected))
        if len(words) <= MAX_WORDS_LENGTH and len(translation) <= MAX_TEXT_LENGTH:
            yield from _similar(words, translation)


def _pattern(words: str, text: str) -> str:
    return rf"(?<!\w){re.escape(words)}(?!\w)" if " " in text else re.escape(words)


def _similar(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Runs of as many words that are at least MIN_SIMILARITY alike, the most similar first."""
    found = [match.span() for match in re.finditer(r"\w+(?:['’-]\w+)*", text)]
    matcher = SequenceMatcher(b=words.lower(), autojunk=False)
    ratios = []
    for (start, _), (_, stop) in zip(found, found[len(words.split()) - 1 :], strict=False):
        matcher.set_seq1(text[start:stop].lower())
        cheapest_first = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
        if all(ratio() >= MIN_SIMILARITY for ratio in cheapest_first):
            ratios.append((-matcher.ratio(), start, stop))
    return ((start, stop) for _, start, stop in sorted(ratios))
