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

Translate = Callable[[str], Awaitable[str]]

_SPACES = re.compile(r"[ \t\r\n\f]+")


async def translate_markup(source: str, translate: Translate) -> str:
    """The page or fragment with its words translated; raises like `translate`."""
    return "".join(await asyncio.gather(*(_translated(run, translate) for run in _runs(source))))


def words_of(source: str) -> str:
    """The words of a page or fragment, without scripts, styles and code."""
    return " ".join(without_markers(_text(run)).strip() for run in _runs(source) if _has_words(_text(run)))


def _runs(source: str) -> Iterator[Sequence[Token]]:
    """Runs of inline tokens (a block each), and runs of all others."""
    return (tuple(run) for _, run in groupby(tokens(source), key=lambda token: token.is_inline))


async def _translated(run: Sequence[Token], translate: Translate) -> str:
    run = await asyncio.gather(*(_with_attributes(token, translate) for token in run))
    if not _has_words(_text(run)):
        return "".join(token.raw for token in run)
    spans = _spans(run)
    block = None if spans is None else await _translate_block(run, spans, translate)
    return block or "".join([await _translate_token(token, translate) for token in run])


async def _with_attributes(token: Token, translate: Translate) -> Token:
    """With its `alt`, `title` and `placeholder` translated."""
    raw, end = "", 0
    for start, stop, words in token.attributes():
        quote = token.raw[start] if token.raw[start] in "\"'" else '"'
        raw += f"{token.raw[end:start]}{quote}{escape(await translate(words))}{quote}"
        end = stop
    return replace(token, raw=raw + token.raw[end:])


async def _translate_block(run: Sequence[Token], spans: Sequence[TagSpan], translate: Translate) -> str | None:
    """The block translated as one text, with its tags around the same words; None if something has no place."""
    text = _text(run)
    core = text.strip()
    before, _, after = text.partition(core)
    inner = [span.moved(-len(before), len(core)) for span in spans]
    words = {span: core[span.start : span.stop].strip() for span in inner if span.size < len(core)}
    asked = [span for span, each in words.items() if _has_words(each) and len(inner) <= MAX_SPANS]
    texts = (_SPACES.sub(" ", each) for each in (core, *(words[span] for span in asked)))
    translation, *translations = await asyncio.gather(*map(translate, texts))
    held = {token.text: token.raw for token in run if token.kind is Kind.HELD}
    if any(text.count(sign) != 1 or translation.count(sign) != 1 for sign in held):
        return None
    alone = words | dict(zip(asked, translations, strict=True))
    placed = project(inner, core, translation=translation, span_translations=alone)
    if placed is None:
        return None
    whole = [_widened(*each, before, core, translation) for each in zip(placed, spans, strict=True)]
    return insert_tags(f"{before}{translation}{after}", whole, lambda part: _restored(part, held))


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
