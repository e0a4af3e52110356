"""Tag projection: finds where inline elements of a source text belong in its translation."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from enishi.translate.text.markers import MARKER, find_markers
from enishi.translate.text.scripts import UNSPACED

MIN_SIMILARITY = 0.6
"""Ratio from which words count as the same: a word alone and in its sentence may differ in its ending."""

MAX_WORDS_LENGTH = 60
"""Characters of a span up to which similar words are searched; for a longer one, only the same words."""

MAX_SPANS = 12
"""Spans of a text whose own words are searched; more are placed in proportion, in linear time."""

_REACH = 12
"""Words before and after the expected place among which similar ones are searched."""

_AWAY = 0.02
"""What each word of distance takes off the similarity."""

_WORD = re.compile(rf"{MARKER.pattern}|[{UNSPACED}]|[^\W{UNSPACED}]+(?:['’-][^\W{UNSPACED}]+)*")
_EDGES = " \t\r\n.,;:!?…。！？、，؟"


@dataclass(frozen=True, slots=True)
class TagSpan:
    """An element over `text[start:stop]`; `opening` and `closing` are its tags."""

    start: int
    stop: int
    opening: str
    closing: str

    @property
    def size(self) -> int:
        """Its number of characters."""
        return self.stop - self.start

    def moved(self, by: int, end: int) -> "TagSpan":
        """The same span `by` characters further, cut to a text of `end` characters."""
        return replace(self, start=min(max(self.start + by, 0), end), stop=min(max(self.stop + by, 0), end))


def project(
    spans: Sequence[TagSpan], source: str, *, translation: str, span_translations: Mapping[TagSpan, str]
) -> list[TagSpan] | None:
    """The spans of the `source`, moved to their places in its `translation`.

    `span_translations` are the translations of the spans' own words. Where these are not found, a span stands where
    they would be by their place among the words. A marker stays in its spans. None if something has no place.
    """
    scale = _Scale(source, translation)
    placed: list[TagSpan] = []
    for span in spans if len(spans) <= MAX_SPANS else ():
        for start, stop in _places(span, scale, span_translations.get(span, "").strip(_EDGES)):
            candidate = replace(span, start=start, stop=stop)
            if _has_same_markers(span, source, candidate, translation) and all(
                _relation(*pair) == _relation(candidate, other) for *pair, other in _pairs(span, spans, placed)
            ):
                placed.append(candidate)
                break
        else:
            break
    if len(placed) < len(spans):
        placed = scale.in_proportion(spans)
    fits = len(placed) == len(spans) and all(
        _has_same_markers(span, source, each, translation) for span, each in zip(spans, placed, strict=True)
    )
    return placed if fits else None


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


def _has_same_markers(span: TagSpan, source: str, placed: TagSpan, translation: str) -> bool:
    before, after = source[span.start : span.stop], translation[placed.start : placed.stop]
    return sorted(find_markers(before)) == sorted(find_markers(after))


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


class _Scale:
    """The words of a text and those of its translation, and which of them correspond by their place."""

    def __init__(self, source: str, translation: str) -> None:
        found = [match.span() for match in _WORD.finditer(source)]
        self._starts, self._stops = [start for start, _ in found], [stop for _, stop in found]
        self._length = len(source)
        self.translation = translation
        self.words = [match.span() for match in _WORD.finditer(translation)]

    def place(self, span: TagSpan) -> tuple[int, int]:
        """The numbers of the words that the span has in the translation: the first, and the one behind the last."""
        return self._scaled(bisect_right(self._stops, span.start)), self._scaled(bisect_left(self._starts, span.stop))

    def covers_all(self, span: TagSpan) -> bool:
        """Whether the span has the whole text."""
        return (span.start, span.stop) == (0, self._length)

    def characters(self, first: int, behind: int) -> tuple[int, int]:
        """From the first word to the one before `behind`; an empty range is before its word, or at the end."""
        if first >= len(self.words):
            return len(self.translation), len(self.translation)
        start = self.words[first][0]
        return start, self.words[behind - 1][1] if behind > first else start

    def in_proportion(self, spans: Sequence[TagSpan]) -> list[TagSpan]:
        """All of them by their places alone, nested and apart as in the source; none if some would have no word."""
        placed = []
        for span in spans:
            first, behind = self.place(span)
            if span.start < span.stop and first == behind:
                return []
            whole = (0, len(self.translation))
            start, stop = whole if self.covers_all(span) else self.characters(first, behind)
            placed.append(replace(span, start=start, stop=stop))
        return placed

    def _scaled(self, number: int) -> int:
        return int(number * len(self.words) / max(1, len(self._starts)) + 0.5)


def _places(span: TagSpan, scale: _Scale, words: str) -> Iterator[tuple[int, int]]:
    """Where the span may lie in the translation, the likeliest place first."""
    first, behind = scale.place(span)
    if scale.covers_all(span):
        yield 0, len(scale.translation)
    elif span.start == span.stop:  # an icon or an anchor
        yield (0, 0) if span.start == 0 else scale.characters(first, first)
    else:
        expected, _ = scale.characters(first, behind)
        if words:
            yield from sorted(_same(words, scale.translation), key=lambda place: abs(place[0] - expected))
            if len(words) <= MAX_WORDS_LENGTH:
                yield from _similar(words, scale, first)
        size = max(1, behind - first)
        last = len(scale.words) - size
        for start in sorted(range(max(0, first - _REACH), min(last, first + _REACH) + 1), key=lambda n: abs(n - first)):
            yield scale.characters(start, start + size)


def _same(words: str, text: str) -> Iterator[tuple[int, int]]:
    pattern = rf"(?<!\w){re.escape(words)}(?!\w)" if " " in text else re.escape(words)
    flags = re.IGNORECASE if len(words) <= MAX_WORDS_LENGTH else re.NOFLAG
    return (match.span() for match in re.finditer(pattern, text, flags))


def _similar(words: str, scale: _Scale, first: int) -> Iterator[tuple[int, int]]:
    """Runs of about as many words that are at least MIN_SIMILARITY alike, the most similar first."""
    matcher = SequenceMatcher(b=words.lower(), autojunk=False)
    size = len(_WORD.findall(words))
    ratios = []
    for start in range(max(0, first - _REACH), min(len(scale.words), first + _REACH + 1)):
        for stop in range(max(start, start + size - 2) + 1, min(len(scale.words), start + size + 1) + 1):
            place = scale.characters(start, stop)
            matcher.set_seq1(scale.translation[place[0] : place[1]].lower())
            cheapest_first = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
            if all(ratio() >= MIN_SIMILARITY for ratio in cheapest_first):
                ratios.append((_AWAY * abs(start - first) - matcher.ratio(), *place))
    return ((start, stop) for _, start, stop in sorted(ratios))
