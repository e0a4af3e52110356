"""Splits HTML into tokens: words, tags, and what is never translated; joined, they are the source byte for byte."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise

from enishi.translate.text.markers import FIRST_MARKER, MAX_MARKERS

INLINE = re.compile(
    "a|abbr|b|bdi|bdo|big|cite|data|del|dfn|em|font|i|ins|label|mark|q|s|small|span|strike|strong|sub|sup|time|tt|u"
)
"""Elements inside a sentence; every other element ends it."""

_UNTOUCHED = re.compile("code|kbd|math|pre|samp|script|style|svg|textarea|var")
_HELD = re.compile("code|kbd|math|samp|svg|var")
"""Those of them that may stand inside a sentence."""
_VOID = re.compile("area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr")

_NAME = re.compile(r"<[^\s/>]*+")
_ATTRIBUTE = re.compile(r"""([^\s/>=]++)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s>]++))?""")
_TRANSLATED = {"alt", "placeholder", "title"}


class Kind(Enum):
    """What a token is. Something held is no words, but has its place in a sentence: code, a name, a picture."""

    TEXT = auto()
    OPENING = auto()
    CLOSING = auto()
    HELD = auto()
    FIXED = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A part of the source, `raw`; `text` is its words, or a private-use character that stands for what is held."""

    kind: Kind
    name: str
    raw: str
    text: str = ""

    @property
    def is_inline(self) -> bool:
        """Whether it may be inside a sentence."""
        if self.kind in (Kind.TEXT, Kind.HELD):
            return True
        return self.kind is not Kind.FIXED and bool(INLINE.fullmatch(self.name))

    def attributes(self) -> Iterator[tuple[int, int, str]]:
        """The words in its attributes: where each value begins and ends in `raw`, quotes included."""
        tag = _NAME.match(self.raw) if self.name and self.kind is not Kind.CLOSING else None
        for match in _ATTRIBUTE.finditer(self.raw, tag.end()) if tag else ():
            if match[1].lower() in _TRANSLATED and match[2] and any(map(str.isalpha, match[2])):
                quoted = match[2][0] in "\"'"
                yield (*match.span(2), unescape(match[2][1:-1] if quoted else match[2]))


def tokens(source: str) -> Sequence[Token]:
    """The tokens of a page or fragment."""
    return tuple(_Parser(source).tokens())


class _Parser(HTMLParser):
    """Splits the source where the standard library's parser sees a token begin; what it cannot parse is text."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self._source = source
        self._lines = [0, *(match.end() for match in re.finditer("\n", source))]
        self._begun: list[tuple[int, Kind, str, str]] = []
        self._untouched: list[str] = []  # the name of the untranslated element, once for each time it is open
        self._held = 0
        self.feed(source)
        self.close()

    def tokens(self) -> Iterator[Token]:
        """The tokens of the source; their `raw` texts joined are the source."""
        begun = [(0, Kind.FIXED, "", ""), *self._begun, (len(self._source), Kind.FIXED, "", "")]
        for (start, kind, name, text), (stop, *_) in pairwise(begun):
            yield Token(kind, name, self._source[start:stop], text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        void, foreign = bool(_VOID.fullmatch(tag)), _is_foreign(attrs)
        if not self._untouched and (void or not (foreign or _UNTOUCHED.fullmatch(tag))):
            self._begin(Kind.HELD if tag == "img" else Kind.OPENING, "" if foreign else tag)
        elif not self._untouched:
            self._begin(Kind.HELD if _HELD.fullmatch(tag) or INLINE.fullmatch(tag) else Kind.FIXED)
            self._untouched = [tag]
        elif self._untouched[0] == tag and not void:
            self._untouched.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without content."""
        self._begin(Kind.HELD if tag == "img" else Kind.FIXED, "" if _is_foreign(attrs) else tag)

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        self._begin(Kind.CLOSING, tag)
        if self._untouched[:1] == [tag]:
            self._untouched.pop()

    def handle_data(self, data: str) -> None:
        """Text with its entities resolved."""
        self._begin(Kind.TEXT, text=data)

    def handle_comment(self, data: str) -> None:
        """A comment."""
        self._begin(Kind.FIXED)

    def handle_decl(self, decl: str) -> None:
        """A document type."""
        self._begin(Kind.FIXED)

    handle_pi = unknown_decl = handle_comment

    def _begin(self, kind: Kind, name: str = "", text: str = "") -> None:
        """A token begins, unless it is inside of what is not translated: that is one token."""
        if self._untouched:
            return
        line, column = self.getpos()
        if kind is Kind.HELD:
            text = chr(FIRST_MARKER + MAX_MARKERS - 1 - self._held % MAX_MARKERS)
            self._held += 1
        self._begun.append((self._lines[line - 1] + column, kind, name, text))


def _is_foreign(attrs: list[tuple[str, str | None]]) -> bool:
    """Whether the author says that the element is not to be translated (HTML, and the class that others heed, too)."""
    said = {name: (value or "").lower() for name, value in attrs}
    return said.get("translate") == "no" or "notranslate" in said.get("class", "").split()
