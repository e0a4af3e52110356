"""Where the words of terms stand in a translation: those that are neither the writer's nor an engine's."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from enishi.model import Settled, TermUse
from enishi.translate.text.spans import Span
from enishi.translate.text.terms import places


class Restored(NamedTuple):
    """A text with its spans in place, and where the words of terms stand in it, in order."""

    text: str
    terms: tuple[TermUse, ...] = ()


def concatenated(pieces: Iterable[Restored]) -> Restored:
    """The pieces as one text."""
    parts: list[str] = []
    terms: list[TermUse] = []
    length = 0
    for text, uses in pieces:
        terms += (replace(use, start=use.start + length, stop=use.stop + length) for use in uses)
        parts.append(text)
        length += len(text)
    return Restored("".join(parts), tuple(terms))


def marked(words: str, span: Span) -> Restored:
    """The words that stand in the place of a span."""
    settled = _settled(span)
    return Restored(words, (TermUse(0, len(words), span.source, settled),) if settled else ())


def with_read(restored: Restored, spans: Iterable[Span]) -> Restored:
    """The same with the terms of `spans`, which an engine read in its own language and may have inflected.

    Their words are looked for. Where not all are found, everything counts as theirs: no word of a term is unmarked.
    """
    text, terms = restored
    read: defaultdict[tuple[str, Settled], list[str]] = defaultdict(list)
    for span in spans:
        if settled := _settled(span):
            read[span.target, settled].append(span.source)
    for (words, settled), said in read.items():
        found = [place for place in _places(words, text) if not any(_overlap(place, use) for use in terms)]
        if len(found) < len(said):
            return Restored(text, (TermUse(0, len(text), said[0], settled),))
        said += said[-1:] * (len(found) - len(said))
        terms += tuple(TermUse(*place, each, settled) for place, each in zip(found, said, strict=True))
    return Restored(text, tuple(sorted(terms, key=lambda use: use.start)))


def _settled(span: Span) -> Settled | None:
    return span.term.settled if span.term and span.has_target else None


def _places(words: str, text: str) -> Iterator[tuple[int, int]]:
    straight = [each.replace("’", "'") for each in (words, text)]  # apostrophes became typographic since
    return (found.span() for found in places(*straight))


def _overlap(place: tuple[int, int], use: TermUse) -> bool:
    return place[0] < use.stop and use.start < place[1]
