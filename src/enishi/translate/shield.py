"""Links, mentions, code, file names, measures and times: taken out of a text before engines read it, and put back."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

_FIRST = 0x100000
"""Spans stand in a shielded text as private-use characters from here on: no letters, and nothing to cut at."""
_MOST = 0xFFFE
_MARKS = re.compile(f"[{chr(_FIRST)}-{chr(_FIRST + _MOST - 1)}]")

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
    rf"|XQ\d+|{_MARKS.pattern})"
    # Read by the engine first, which needs them for its grammar; carried when they did not come through.
    r"|(?P<plain>\+\d[\d ()/-]{5,}\d"
    r"|\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?Z?)?|\b\d{1,2}(?P<between>[./-])\d{1,2}(?P=between)\d{2,4}\b"
    r"|\b\d{1,2}\.\d{1,2}\.(?!\w)"
    r"|\b\d{1,2}(?:[:h]\d\d(?::\d\d)?(?:\s?[ap]\.?m\b)?|\s?[ap]\.?m\b)(?:\s(?:UTC|GMT|CES?T))?"
    rf"|(?<!\w)(?:(?:US|NZ|HK|MX|[RAC])?\$|[€£¥₹₩₽])\s?{_AMOUNT}|(?<![\w.,]){_AMOUNT}\s?(?:{_UNITS})(?!\w)"
    r"|\bv?\d+(?:\.\d+){2,}\b)"
)
_SPAN = re.compile(_SPANS)

_CARRIER = re.compile(r"XQ(\d+)")
"""What stands for a span before an engine: of 17 forms the one that every engine kept (docs/decisions/0040)."""


@dataclass(frozen=True, slots=True)
class Shielded:
    """A text with a mark in place of each span."""

    text: str
    spans: tuple[str, ...]
    opaque: frozenset[str]
    """The marks of spans that no engine may read."""

    def reveal(self, text: str) -> str:
        """The spans in place of their marks."""
        return _MARKS.sub(lambda mark: self.span(mark[0]), text)

    def span(self, mark: str) -> str:
        """What a mark stands for; a mark that stands for nothing is nothing."""
        place = ord(mark) - _FIRST
        return self.spans[place] if place < len(self.spans) else ""

    def plain(self, sentence: str) -> bool:
        """Whether the sentence has spans that an engine may read."""
        return any(mark not in self.opaque for mark in marks(sentence))

    def carry(self, sentence: str, *, everything: bool) -> str:
        """What an engine reads: a carrier for each opaque span, or for `everything` that was shielded."""
        places = {mark: place for place, mark in enumerate(marks(sentence))}

        def readable(mark: str) -> str:
            return f"XQ{places[mark]}" if everything or mark in self.opaque else self.span(mark)

        return _MARKS.sub(lambda mark: readable(mark[0]), sentence)

    def recover(self, answer: str, sentence: str, *, everything: bool) -> str | None:
        """The answer with its marks; None when one did not come through unchanged and once."""
        there = marks(sentence)
        carried = [mark for mark in there if everything or mark in self.opaque]
        if sorted(_CARRIER.findall(answer)) != sorted(str(there.index(mark)) for mark in carried):
            return None
        found = _CARRIER.sub(lambda carrier: there[int(carrier[1])], answer)
        if any(_joined(found, mark) for mark in carried):
            return None
        read = [mark for mark in there if mark not in carried]
        recovered = self._recognised(found, read)
        return _spaced(recovered) if recovered is not None and Counter(marks(recovered)) == Counter(there) else None

    def _recognised(self, answer: str, read: Sequence[str]) -> str | None:
        """The marks of spans that the engine read, in place of what they stand for; the longest first."""
        for mark in sorted(read, key=lambda mark: -len(self.span(mark))):
            whole = re.compile(rf"(?<![\d.,])(?<!\d[ /-]){_loosely(self.span(mark))}(?![^\W_])")
            answer, found = whole.subn(mark, answer, count=1)
            if not found:
                return None
        copies = (re.escape(self.span(mark)) for mark in read)
        return None if any(re.search(rf"(?<!\d){copy}(?!\w)", answer) for copy in copies) else answer


def shield(text: str, terms: Iterable[str] = ()) -> Shielded:
    """Takes out every span, and every one of `terms` (names, words of a glossary that stay as they are)."""
    named = "|".join(re.escape(term) for term in sorted(terms, key=len, reverse=True) if term)
    pattern = re.compile(rf"(?P<term>(?<!\w)(?:{named})(?!\w))|{_SPANS}") if named else _SPAN
    shielded: list[str] = []
    spans: list[str] = []
    opaque: set[str] = set()
    end = 0
    for match in islice(pattern.finditer(text), _MOST):
        mark = chr(_FIRST + len(spans))
        if match["plain"] is None:
            opaque.add(mark)
        spans.append(match[0])
        shielded += (text[end : match.start()], mark)
        end = match.end()
    rest = _MARKS.sub("\ufffd", text[end:])
    return Shielded("".join((*shielded, rest)), tuple(spans), frozenset(opaque))


def marks(text: str) -> list[str]:
    """The marks in a text, in order."""
    return _MARKS.findall(text)


def pieces(sentence: str) -> list[str]:
    """What stands before, between and after the marks, and the marks themselves."""
    return re.split(f"({_MARKS.pattern})", sentence)


def bare(text: str) -> str:
    """The text without its marks."""
    return _MARKS.sub("", text)


def _loosely(span: str) -> str:
    """A pattern for the span as other languages write it: `3,5 kg`, `160 km / h`."""
    parts = re.findall(r"\d+|[^\W\d_]+|\S", span)
    return r"\s*".join("[.,]" if part in ".," else re.escape(part) for part in parts)


def _joined(text: str, mark: str) -> bool:
    """Whether a letter of a script with spaces, or a digit, has grown to the mark."""
    place = text.index(mark)
    return any(_grown(neighbour) for neighbour in (text[place - 1 : place], text[place + 1 : place + 2]))


def _grown(character: str) -> bool:
    return character.isalnum() and (character.isascii() or unicodedata.name(character, "").startswith("LATIN"))


def _spaced(text: str) -> str:
    """Marks set off from letters that stand next to them, as in Japanese: a link would end with them otherwise."""
    mark, letter = _MARKS.pattern, r"[^\W\d_]"
    return re.sub(rf"(?<={letter})(?={mark})|(?<={mark})(?={letter})", " ", text)
