"""Finds what no engine may change: links, mentions, code, file names, measures, times, terms and names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from enishi.translate.text.markers import MARKER
from enishi.translate.text.terms import TermEntry, occurrences

_FILES = (
    "7z|apk|avi|bak|bat|bin|bmp|bz2|cfg|conf|cpp|css|csv|deb|dmg|docx?|env|epub|exe|flac|gif|go|gpx|gz|html?|ico|ics"
    "|ini|ipynb|iso|jar|java|jpe?g|json|jsx?|key|kt|lock|log|lua|md|mkv|mov|mp[34]|od[pst]|ogg|opus|pdf|php|png|pptx?"
    "|ps1|py|rar|rb|rpm|rs|rst|rtf|sh|sql|srt|svg|tar|tex|tiff?|toml|tsx?|txt|vue|wav|webm|webp|xlsx?|xml|ya?ml|zip"
)
_UNITS = (
    "[KMGT]i?B|[kmg]bit/s|[kKMG]?Hz|[mk]?Wh?|[mk]?V|mAh|km/h|m/s|mph|bpm|fps|dpi|px|[kmc]?m[²³23]?|mm[²³23]?|µm|nm|ha"
    "|[kmµ]?g|lbs?|oz|[mcd]?l|mL|L|ft|°[CF]|°|%|‰|[kM]?€|[€$£¥₹₩₽]|EUR|USD|GBP|BRL|CHF|ms|min|kcal|hPa|dB"
)
_AMOUNT = r"\d+(?:[.,]\d\d?)?(?![.,]?\d)(?!\s(?:b|m|tr)il)"
"""Not grouped by thousands: the engine writes `1,000 km` as its language does, and quality estimation checks it."""
_SPANS = (
    # Opaque: always placeholders.
    r"(?P<opaque>```[\s\S]+?```|``[^\n]+?``|`[^`\n]+`"
    r"""|\b[a-z][a-z0-9+.-]*://[^\s<>"'`]*[^\s<>"'`.,;:!?)\]}。、，！？）」』؟،]|\b(?:mailto|tel|xmpp|matrix):[^\s<>"'`,]+\w"""
    r"|<[@#:][^\s<>]+>"
    r"|[\w.+-]*\w@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w/])@\w(?:[\w.-]*\w)?(?::[\w-]+(?:\.[\w-]+)+)?|(?<![\w/&])#\w(?:[\w-]*\w)?(?::[\w-]+(?:\.[\w-]+)+)?"
    r"|(?<!\w):[a-z0-9_+-]*[a-z][a-z0-9_+-]*:(?!\w)"
    rf"|(?<![\w./~-])(?:~?/)?[\w-]+(?:[./\\][\w-]+)*\.(?:{_FILES})\b(?![\w/])"
    r"|\b(?:www\.|(?:[\w-]+\.)+(?:com|org|net|edu|gov|io|dev|app|info|eu|de|fr|es|pt|br|it|cat|uk|ch|at|nl|jp|cn|ru)\b)"
    r"(?:/?[^\s<>\"'`]*[^\s<>\"'`.,;:!?)\]}])?"
    rf"|XQ\d+|{MARKER.pattern})"
    # Plain: the engine reads them, for its grammar; placeholders only if they did not come through.
    r"|(?P<plain>\+\d[\d ()/-]{5,}\d"
    r"|\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?Z?)?|\b\d{1,2}(?P<between>[./-])\d{1,2}(?P=between)\d{2,4}\b"
    r"|\b\d{1,2}\.\d{1,2}\.(?!\w)"
    r"|\b\d{1,2}(?:[:h]\d\d(?::\d\d)?(?:\s?[ap]\.?m\b)?|\s?[ap]\.?m\b)(?:\s(?:UTC|GMT|CES?T))?"
    rf"|(?<!\w)(?:(?:US|NZ|HK|MX|[RAC])?\$|[€£¥₹₩₽])\s?{_AMOUNT}|(?<![\w.,]){_AMOUNT}\s?(?:{_UNITS})(?!\w)"
    r"|\bv?\d+(?:\.\d+){2,}\b)"
)
_SPAN = re.compile(_SPANS)


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
    matches = (
        FoundSpan(match.start(), match.end(), Span(match[0], match["plain"] is None)) for match in _SPAN.finditer(text)
    )
    words = (
        FoundSpan(start, stop, Span(text[start:stop], opaque=False, term=term))
        for start, stop, term in occurrences(text, terms)
    )
    end = 0
    for found in sorted((*matches, *words), key=lambda found: (found.start, not found.span.opaque)):
        if found.start >= end:
            yield found
            end = found.stop
