"""Translates HTML block by block; everything but the words stays as it was written."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from html import escape
from html.parser import HTMLParser
from itertools import groupby, pairwise

from enishi.translate.text.tag_projection import TagSpan, insert_tags, project

Translate = Callable[[str], Awaitable[str]]

INLINE = re.compile(
    "a|abbr|b|bdi|bdo|big|cite|data|del|dfn|em|font|i|ins|label|mark|q|s|small|span|strike|strong|sub|sup|time|tt|u"
)
"""Elements inside a sentence; every other element ends it."""

UNTOUCHED = re.compile("code|kbd|math|pre|samp|script|style|svg|textarea|var")
VOID = re.compile("area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr")

MAX_SPANS = 12
"""Inline elements of a block that are projected into its translation: each needs a translation of its own."""

_SPACES = re.compile(r"[ \t\r\n\f]+")


class _Kind(Enum):
    TEXT = auto()
    OPENING = auto()
    CLOSING = auto()
    FIXED = auto()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: _Kind
    name: str
    raw: str
    text: str = ""

    @property
    def is_inline(self) -> bool:
        """Whether it may be inside a sentence."""
        return self.kind is _Kind.TEXT or (self.kind is not _Kind.FIXED and bool(INLINE.fullmatch(self.name)))


async def translate_markup(source: str, translate: Translate) -> str:
    """The page or fragment with its words translated; raises like `translate`."""
    return "".join(await asyncio.gather(*(_translated(run, translate) for run in _runs(source))))


def words_of(source: str) -> str:
    """The words of a page or fragment, without scripts, styles and code."""
    return " ".join(_text(run).strip() for run in _runs(source) if _has_words(run))


def _runs(source: str) -> Iterator[Sequence[_Token]]:
    """Runs of inline tokens (a block each), and runs of all others."""
    return (tuple(run) for _, run in groupby(_Parser(source).tokens(), key=lambda token: token.is_inline))


async def _translated(run: Sequence[_Token], translate: Translate) -> str:
    if not _has_words(run):
        return "".join(token.raw for token in run)
    spans = _spans(run)
    block = None if spans is None else await _translate_block(_text(run), spans, translate)
    return block or "".join([await _translate_token(token, translate) for token in run])


async def _translate_block(text: str, spans: Sequence[TagSpan], translate: Translate) -> str | None:
    """The block translated as one text, with its tags around the same words; None if a tag has no place."""
    core = text.strip()
    before, _, after = text.partition(core)
    inner = [span.moved(-len(before), len(core)) for span in spans]
    parts = [span for span in inner if 0 < span.stop - span.start < len(core)]
    translation, *translated_parts = await asyncio.gather(
        *(translate(_SPACES.sub(" ", words)) for words in (core, *(core[span.start : span.stop] for span in parts)))
    )
    span_translations = dict(zip(parts, translated_parts, strict=True))
    placed = project(inner, len(core), translation=translation, span_translations=span_translations)
    if placed is None:
        return None
    return f"{_escaped(before)}{insert_tags(translation, placed, _escaped)}{_escaped(after)}"


async def _translate_token(token: _Token, translate: Translate) -> str:
    core = token.text.strip()
    if token.kind is not _Kind.TEXT or not any(map(str.isalpha, core)):
        return token.raw
    before, _, after = token.text.partition(core)
    return _escaped(f"{before}{await translate(_SPACES.sub(' ', core))}{after}")


def _spans(run: Sequence[_Token]) -> list[TagSpan] | None:
    """The inline elements of a block in the order of their opening; None if they are not nested, or too many."""
    spans: list[TagSpan] = []
    opened: list[tuple[int, int]] = []  # its place in `spans`, the length of the text before it
    length = 0
    for token in run:
        if token.kind is _Kind.OPENING:
            opened.append((len(spans), length))
            spans.append(TagSpan(length, length, token.raw, token.name))
        elif token.kind is _Kind.CLOSING:
            if not opened or spans[opened[-1][0]].closing != token.name:
                return None
            index, start = opened.pop()
            spans[index] = TagSpan(start, length, spans[index].opening, token.raw)
        length += len(token.text)
    return None if opened or len(spans) > MAX_SPANS else spans


def _text(run: Sequence[_Token]) -> str:
    return "".join(token.text for token in run)


def _has_words(run: Sequence[_Token]) -> bool:
    return any(map(str.isalpha, _text(run)))


def _escaped(text: str) -> str:
    return escape(text, quote=False).replace("\xa0", "&nbsp;")


class _Parser(HTMLParser):
    """Splits the source where the standard library's parser sees a token begin; what it cannot parse is text."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self._source = source
        self._lines = [0, *(match.end() for match in re.finditer("\n", source))]
        self._begun: list[tuple[int, _Kind, str, str]] = []
        self._untouched: list[str] = []  # the name of the untranslated element, once for each time it is open
        self.feed(source)
        self.close()

    def tokens(self) -> Iterator[_Token]:
        """The tokens of the source; their `raw` texts joined are the source."""
        begun = [(0, _Kind.FIXED, "", ""), *self._begun, (len(self._source), _Kind.FIXED, "", "")]
        for (start, kind, name, text), (stop, *_) in pairwise(begun):
            yield _Token(kind, name, self._source[start:stop], text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        if self._untouched[:1] == [tag] or (
            not self._untouched
            and not VOID.fullmatch(tag)
            and (UNTOUCHED.fullmatch(tag) or ("translate", "no") in attrs)
        ):
            self._untouched.append(tag)
        self._begin(_Kind.OPENING, tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without content."""
        self._begin(_Kind.FIXED)

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        self._begin(_Kind.CLOSING, tag)
        if self._untouched[:1] == [tag]:
            self._untouched.pop()

    def handle_data(self, data: str) -> None:
        """Text with its entities resolved."""
        self._begin(_Kind.TEXT, text=data)

    def handle_comment(self, data: str) -> None:
        """A comment."""
        self._begin(_Kind.FIXED)

    def handle_decl(self, decl: str) -> None:
        """A document type."""
        self._begin(_Kind.FIXED)

    handle_pi = unknown_decl = handle_comment

    def _begin(self, kind: _Kind, name: str = "", text: str = "") -> None:
        line, column = self.getpos()
        start = self._lines[line - 1] + column
        fixed = bool(self._untouched)
        self._begun.append((start, _Kind.FIXED if fixed else kind, name, "" if fixed else text))
