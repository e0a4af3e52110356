"""Replaces what no engine may change by placeholders, checks that they came through, and puts the spans back."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import islice

from enishi.translate.text.markers import (
    FIRST_MARKER,
    MARKER,
    MAX_MARKERS,
    find_joints,
    find_markers,
    is_first_word,
    join,
    set_apart,
    touches_letter,
    without_markers,
)
from enishi.translate.text.scripts import UNSPACED
from enishi.translate.text.spans import Span, find_spans
from enishi.translate.text.term_uses import Restored, concatenated, marked, with_read
from enishi.translate.text.terms import TermEntry, count

_PLACEHOLDER = re.compile(r"XQ(\d+)")
"""What an engine reads in place of a span: of 17 forms the one that every engine kept (docs/decisions/0040)."""

_UNSPACED = re.compile(f"[{UNSPACED}]")
_EMPTY = Span("", opaque=True)


class PlaceholderForm(Enum):
    """What an engine reads for a span: its source, its target (a term's translation), or a placeholder."""

    SOURCE = auto()
    TARGET = auto()
    PLACEHOLDER = auto()


@dataclass(frozen=True, slots=True)
class Placeholders:
    """A text with a marker in place of each span."""

    text: str
    spans: tuple[Span, ...]

    def span(self, marker: str) -> Span:
        """The span of a marker; an empty one for a marker that is not ours."""
        place = ord(marker) - FIRST_MARKER
        return self.spans[place] if place < len(self.spans) else _EMPTY

    def for_pivot(self) -> "Placeholders":
        """The same for a step into a pivot language: terms have no translation there, so they are opaque."""
        return replace(self, spans=tuple(replace(span, opaque=span.opaque or span.has_target) for span in self.spans))

    def for_last_step(self) -> "Placeholders":
        """The same for the last of several steps: the engine reads terms in the target language."""
        return replace(self, spans=tuple(replace(span, source=span.target) for span in self.spans))

    def restore(self, made: str, source: str = "") -> Restored:
        """The translation `made` of the part `source` of the text with its spans; of the part itself by default."""
        capitalised = not self._first_letter(source or made).islower()
        pieces: list[Restored] = []
        end = 0
        for marker in MARKER.finditer(made):
            span = self.span(marker[0])
            words = _in_case(span, capitalised=capitalised and is_first_word(marker))
            pieces += (Restored(made[end : marker.start()]), marked(words, span))
            end = marker.end()
        restored, placed = concatenated([*pieces, Restored(made[end:])]), set(find_markers(made))
        return with_read(restored, (self.span(marker) for marker in find_markers(source) if marker not in placed))

    def comparable(self, source: str, made: str) -> tuple[str, str]:
        """Both without the spans whose markers are in the translation: what quality estimation compares."""
        kept = set(find_markers(made))
        compared = MARKER.sub(lambda marker: "" if marker[0] in kept else self.span(marker[0]).source, source)
        return compared, without_markers(made)

    def differs(self, sentence: str, form: PlaceholderForm) -> bool:
        """Whether the sentence in this form differs from the form before."""
        spans = [self.span(marker) for marker in find_markers(sentence)]
        if form is PlaceholderForm.TARGET:
            return any(span.target != span.source and not span.opaque for span in spans)
        return form is PlaceholderForm.SOURCE or not all(span.opaque for span in spans)

    def encode(self, sentence: str, form: PlaceholderForm) -> str:
        """The sentence as the engine reads it: opaque spans are placeholders in every form."""
        places = {marker: place for place, marker in enumerate(find_markers(sentence))}
        joined = find_joints(sentence)

        def readable(marker: re.Match[str]) -> str:
            span = self.span(marker[0])
            if form is PlaceholderForm.PLACEHOLDER or span.opaque:
                before, after = (" " if marker[0] in side else "" for side in joined)
                return f"{before}XQ{places[marker[0]]}{after}"
            if form is PlaceholderForm.SOURCE:
                return span.source
            is_capitalised = span.has_target and span.source[0].isupper() and is_first_word(marker)
            return _capitalised(span.target) if is_capitalised else span.target

        return MARKER.sub(readable, sentence)

    def decode(self, output: str, sentence: str, form: PlaceholderForm) -> str | None:
        """The output with markers in place of the sentence's spans; None unless each came through unchanged and once.

        Terms that the engine read and translated as wanted get no marker: it knew their grammar.
        """
        markers = find_markers(sentence)
        encoded = [marker for marker in markers if form is PlaceholderForm.PLACEHOLDER or self.span(marker).opaque]
        if sorted(_PLACEHOLDER.findall(output)) != sorted(str(markers.index(marker)) for marker in encoded):
            return None
        found = _PLACEHOLDER.sub(lambda placeholder: markers[int(placeholder[1])], output)
        if any(touches_letter(found, marker) for marker in encoded):
            return None
        read = [marker for marker in markers if marker not in encoded]
        kept = [marker for marker in read if not self.span(marker).has_target]
        if not self._has_targets(found, [marker for marker in read if marker not in kept]):
            return None
        decoded = self._find_sources(found, kept)
        if decoded is None or sorted(find_markers(decoded)) != sorted(encoded + kept):
            return None
        joined = find_joints(sentence)
        decoded = join(decoded, *(side.intersection(encoded) for side in joined))
        apart = [marker for marker in encoded + kept if not _UNSPACED.search(self.span(marker).target)]
        apart = [marker for marker in apart if marker not in joined[0] | joined[1]]
        return set_apart(decoded, apart) if apart else decoded

    def _has_targets(self, output: str, markers: Sequence[str]) -> bool:
        expected = Counter(self.span(marker).target for marker in markers)
        return all(count(words, output) >= times for words, times in expected.items())

    def _find_sources(self, output: str, markers: Sequence[str]) -> str | None:
        """The output with these markers in place of their spans' sources, the longest first; None if one is missing."""
        sources = {marker: self.span(marker).source for marker in markers}
        for marker, words in sorted(sources.items(), key=lambda item: -len(item[1])):
            before = r"(?<![^\W_])" if words[0].isalpha() else r"(?<![\d.,])(?<!\d[ /-])"
            output, found = re.subn(rf"{before}{_loose_pattern(words)}(?![^\W_])", marker, output, count=1)
            if not found:
                return None
        return None if any(_is_repeated(words, output) for words in sources.values()) else output

    def _first_letter(self, source: str) -> str:
        read = MARKER.sub(lambda marker: self.span(marker[0]).source, source)
        return next(filter(str.isalpha, read), "")


def insert_placeholders(text: str, terms: Sequence[TermEntry] = ()) -> Placeholders:
    """The text with markers for every span, and for all of `terms` except those inside links and the like."""
    parts: list[str] = []
    spans: list[Span] = []
    end = 0
    for start, stop, span in islice(find_spans(text, terms), MAX_MARKERS):
        parts += (text[end:start], chr(FIRST_MARKER + len(spans)))
        spans.append(span)
        end = stop
    rest = MARKER.sub("\ufffd", text[end:])
    return Placeholders("".join((*parts, rest)), tuple(spans))


def _in_case(span: Span, *, capitalised: bool) -> str:
    """The target of the span with the capitals that its place requires."""
    if not span.has_target:
        return span.source
    if span.uppercase:
        return span.target.upper()
    return _capitalised(span.target) if capitalised else span.target


def _capitalised(words: str) -> str:
    """With a capital first letter, unless the first word has capitals inside (iPhone)."""
    return words[0].upper() + words[1:] if words.split()[0].islower() else words


def _loose_pattern(source: str) -> str:
    """A pattern for the source as other languages write it: `3,5 kg`, `160 km / h`."""
    parts = re.findall(r"\d+|[^\W\d_]+|\S", source)
    return r"\s*".join("[.,]" if part in ".," else re.escape(part) for part in parts)


def _is_repeated(source: str, output: str) -> bool:
    """Whether the source is still in the output after markers took its place."""
    before = r"(?<!\w)" if source[0].isalpha() else r"(?<!\d)"
    return re.search(rf"{before}{re.escape(source)}(?!\w)", output) is not None
