"""Finds what no engine may change: links, mentions, code, file names, measures, times, terms and names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from enishi.translate.text.span_patterns import ICU, OPAQUE, PLAIN
from enishi.translate.text.terms import TermEntry, occurrences

_CLOSING = {")": "(", "]": "[", "}": "{", "）": "（", "」": "「", "』": "『"}
_AFTER_LINK = frozenset(".,;:!?…。、，！？؟،")
"""What belongs to the sentence at the end of a link."""


@dataclass(frozen=True, slots=True)
class Span:
    """A part of the text; `opaque` if no engine may read its `source`."""

    source: str
    opaque: bool
    term: TermEntry | None = None
    """The glossary term or name that it is."""

    @property
    def has_target(self) -> bool:
        """Whether it is a term with a fixed translation."""
        return self.term is not None and self.term.target is not None

    @property
    def target(self) -> str:
        """What stands in its place in the translation."""
        return (self.term and self.term.target) or self.source

    @property
    def uppercase(self) -> bool:
        """Whether it is in capitals although the term itself is not."""
        return self.term is not None and self.source.isupper() and not self.term.source.isupper()


class FoundSpan(NamedTuple):
    """A span and its place in the text."""

    start: int
    stop: int
    span: Span


def find_spans(text: str, terms: Sequence[TermEntry]) -> Iterator[FoundSpan]:
    """The spans in order; of two that overlap the one that starts first, and links before terms."""
    matches = [_opaque(text, match) for match in OPAQUE.finditer(text)]
    matches += [FoundSpan(start, stop, Span(text[start:stop], opaque=True)) for start, stop in _icu_messages(text)]
    plain = (FoundSpan(*match.span(), Span(match[0], opaque=False)) for match in PLAIN.finditer(text))
    words = (
        FoundSpan(start, stop, Span(text[start:stop], opaque=False, term=term))
        for start, stop, term in occurrences(text, terms)
    )
    end = 0
    for found in sorted((*matches, *plain, *words), key=lambda found: (found.start, not found.span.opaque)):
        if found.start >= end:
            yield found
            end = found.stop


def _opaque(text: str, match: re.Match[str]) -> FoundSpan:
    stop = match.end() - (_behind(match[0]) if match["url"] or match["link"] else 0)
    return FoundSpan(match.start(), stop, Span(text[match.start() : stop], opaque=True))


def _behind(link: str) -> int:
    """How many characters at the end belong to the sentence: punctuation, and brackets that were opened before."""
    extra = {closing: link.count(closing) - link.count(opening) for closing, opening in _CLOSING.items()}
    kept = len(link)
    while kept > 1 and (link[kept - 1] in _AFTER_LINK or extra.get(link[kept - 1], 0) > 0):
        kept -= 1
        if link[kept] in extra:
            extra[link[kept]] -= 1
    return len(link) - kept


def _icu_messages(text: str) -> Iterator[tuple[int, int]]:
    """Messages such as `{n, plural, one {# day} other {# days}}`, up to their closing brace."""
    depth = start = 0
    for brace in re.finditer("[{}]", text):
        if brace[0] == "{":
            start = start if depth else brace.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth and ICU.match(text, start):
                yield start, brace.end()
