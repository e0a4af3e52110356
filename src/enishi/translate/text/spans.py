"""What no engine may change: links, mentions, code, file names, measures and times, terms and names, in a text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from enishi.translate.text.markers import MARKS
from enishi.translate.text.terms import Wording, occurrences

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
"""Not grouped by thousands: `1,000 km` is the engine's to write as its language does, and checked."""
_SPANS = (
    # Carried past every engine: nobody translates these.
    r"(?P<opaque>```[\s\S]+?```|``[^\n]+?``|`[^`\n]+`"
    r"""|\b[a-z][a-z0-9+.-]*://[^\s<>"'`]*[^\s<>"'`.,;:!?)\]}。、，！？）」』؟،]|\b(?:mailto|tel|xmpp|matrix):[^\s<>"'`,]+\w"""
    r"|<[@#:][^\s<>]+>"
    r"|[\w.+-]*\w@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w/])@\w(?:[\w.-]*\w)?(?::[\w-]+(?:\.[\w-]+)+)?|(?<![\w/&])#\w(?:[\w-]*\w)?(?::[\w-]+(?:\.[\w-]+)+)?"
    r"|(?<!\w):[a-z0-9_+-]*[a-z][a-z0-9_+-]*:(?!\w)"
    rf"|(?<![\w./~-])(?:~?/)?[\w-]+(?:[./\\][\w-]+)*\.(?:{_FILES})\b(?![\w/])"
    r"|\b(?:www\.|(?:[\w-]+\.)+(?:com|org|net|edu|gov|io|dev|app|info|eu|de|fr|es|pt|br|it|cat|uk|ch|at|nl|jp|cn|ru)\b)"
    r"(?:/?[^\s<>\"'`]*[^\s<>\"'`.,;:!?)\]}])?"
    rf"|XQ\d+|{MARKS.pattern})"
    # Read by the engine first, which needs them for its grammar; carried when they did not come through.
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
    """What was taken out, as it stood; `opaque` where no engine may read it."""

    said: str
    opaque: bool
    wording: Wording | None = None
    """The term or name that it is."""

    @property
    def fixed(self) -> bool:
        """Whether other words are to stand in its place."""
        return self.wording is not None and self.wording.wanted is not None

    @property
    def wanted(self) -> str:
        """What is to stand in its place."""
        return (self.wording and self.wording.wanted) or self.said

    @property
    def shouted(self) -> bool:
        """Whether it is in capitals that the term itself does not have."""
        return self.wording is not None and self.said.isupper() and not self.wording.text.isupper()


def find(text: str, terms: Sequence[Wording]) -> Iterator[tuple[int, int, Span]]:
    """What there is to take out, in order; where two overlap, what begins first, and links before terms."""
    matches = ((match.start(), match.end(), Span(match[0], match["plain"] is None)) for match in _SPAN.finditer(text))
    words = (
        (start, stop, Span(text[start:stop], opaque=False, wording=wording))
        for start, stop, wording in occurrences(text, terms)
    )
    end = 0
    for start, stop, span in sorted((*matches, *words), key=lambda found: (found[0], not found[2].opaque)):
        if start >= end:
            yield start, stop, span
            end = stop
