"""Translates HTML block by block, each as one text; everything but the words stays as it was written."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape
from itertools import groupby

from enishi.translate.text.markers import MARKER, without_markers
from enishi.translate.text.markup.projection import MAX_SPANS, TagSpan, insert_tags, project
from enishi.translate.text.markup.tokens import Kind, Token, tokens
from enishi.translate.text_work import TextWork

Translate = Callable[[str], Awaitable[str]]

MAX_BLOCKS = 8
"""Blocks that are translated at once: a page may have thousands."""

_SPACES = re.compile(r"[ \t\r\n\f]+")


async def translate_markup(source: str, translate: Translate) -> str:
    """The page or fragment with its words translated; raises like `translate`."""
    runs = await TextWork(len(source)).run(lambda: list(_runs(source)))
    done: list[str] = []
    for start in range(0, len(runs), MAX_BLOCKS):
        done += await asyncio.gather(*(_translated(run, translate) for run in runs[start : start + MAX_BLOCKS]))
    return "".join(done)


def words_of(source: str) -> str:
    """The words of a page or fragment, without scripts, styles and code."""
    return " ".join(without_markers(_text(run)).strip() for run in _runs(source) if _has_words(_text(run)))


def _runs(source: str) -> Iterator[Sequence[Token]]:
    """Runs of inline tokens (a block each), and runs of all others."""
    return (tuple(run) for _, run in groupby(tokens(source), key=lambda token: token.is_inline))


async def _translated(tokens_of_run: Sequence[Token], translate: Translate) -> str:
    run = list(tokens_of_run)
    work = TextWork(sum(len(token.raw) for token in run))
    attributes = await work.run(lambda: [list(token.attributes()) for token in run])
    for place, found in enumerate(attributes):
        if found:
            run[place] = await _with_attributes(run[place], found, translate)
    text, spans = await work.run(lambda: (_text(run), _spans(run)))
    if not _has_words(text):
        return "".join(token.raw for token in run)
    block = None if spans is None else await _translate_block(run, spans, translate, work)
    return block or "".join([await _translate_token(token, translate) for token in run])


async def _with_attributes(token: Token, attributes: Sequence[tuple[int, int, str]], translate: Translate) -> Token:
    """With its `alt`, `title` and `placeholder` translated."""
    raw, end = "", 0
    for start, stop, words in attributes:
        quote = token.raw[start] if token.raw[start] in "\"'" else '"'
        raw += f"{token.raw[end:start]}{quote}{escape(await translate(words))}{quote}"
        end = stop
    return replace(token, raw=raw + token.raw[end:])


async def _translate_block(
    run: Sequence[Token], spans: Sequence[TagSpan], translate: Translate, work: TextWork
) -> str | None:
    """The block translated as one text, with its tags around the same words; None if something has no place."""
    block = await work.run(_Block, run, spans)
    made = await asyncio.gather(*map(translate, block.texts))
    return await work.run(block.with_tags, *made)


class _Block:
    """A run of inline tokens as one text: `texts` are its words, and then those of each span by themselves."""

    def __init__(self, run: Sequence[Token], spans: Sequence[TagSpan]) -> None:
        self._text, self._spans = _text(run), spans
        self._held = {token.text: token.raw for token in run if token.kind is Kind.HELD}
        self._core = core = self._text.strip()
        self._before, _, self._after = self._text.partition(core)
        self._inner = [span.moved(-len(self._before), len(core)) for span in spans]
        self._words = {span: core[span.start : span.stop].strip() for span in self._inner if span.size < len(core)}
        is_small = len(spans) <= MAX_SPANS
        self._asked = [span for span, each in self._words.items() if is_small and _has_words(each)]
        self.texts = [_SPACES.sub(" ", each) for each in (core, *(self._words[span] for span in self._asked))]

    def with_tags(self, translation: str, *translations: str) -> str | None:
        """The translation with its tags; None if something has no place."""
        if any(self._text.count(sign) != 1 or translation.count(sign) != 1 for sign in self._held):
            return None
        alone = self._words | dict(zip(self._asked, translations, strict=True))
        placed = project(self._inner, self._core, translation=translation, span_translations=alone)
        if placed is None:
            return None
        pairs = zip(placed, self._spans, strict=True)
        whole = [_widened(*pair, self._before, self._core, translation) for pair in pairs]
        text = f"{self._before}{translation}{self._after}"
        return insert_tags(text, whole, lambda part: _restored(part, self._held))


def _widened(placed: TagSpan, span: TagSpan, before: str, core: str, translation: str) -> TagSpan:
    """The placed span with the spaces around the text that were in it."""
    behind = max(0, span.stop - len(before) - len(core)) if placed.stop == len(translation) else 0
    start = min(span.start, len(before)) if placed.start == 0 else placed.start + len(before)
    return replace(placed, start=start, stop=max(start, placed.stop + len(before) + behind))


async def _translate_token(token: Token, translate: Translate) -> str:
    core = token.text.strip()
    if token.kind is not Kind.TEXT or not _has_words(core):
        return token.raw
    before, _, after = token.text.partition(core)
    return _escaped(f"{before}{await translate(_SPACES.sub(' ', core))}{after}")


def _spans(run: Sequence[Token]) -> list[TagSpan] | None:
    """The inline elements of a block in the order of their opening; None if they are not nested."""
    spans: list[TagSpan] = []
    opened: list[tuple[int, int, str]] = []  # its place in `spans`, the length of the text before it, its name
    length = 0
    for token in run:
        if token.kind is Kind.OPENING:
            opened.append((len(spans), length, token.name))
            spans.append(TagSpan(length, length, token.raw, ""))
        elif token.kind is Kind.CLOSING:
            if not opened or opened[-1][2] != token.name:
                return None
            index, start, _ = opened.pop()
            spans[index] = TagSpan(start, length, spans[index].opening, token.raw)
        length += len(token.text)
    return None if opened else spans


def _text(run: Sequence[Token]) -> str:
    return "".join(token.text for token in run)


def _has_words(text: str) -> bool:
    return any(map(str.isalpha, text))


def _escaped(text: str) -> str:
    return escape(text, quote=False).replace("\xa0", "&nbsp;")


def _restored(text: str, held: Mapping[str, str]) -> str:
    """The escaped text with what is held in its places."""
    return MARKER.sub(lambda sign: held.get(sign[0], sign[0]), _escaped(text))
