"""Emphasis as chats write it (`_not_`, `*rice*`, `~~old~~`): taken off before an engine, and put back after.

An engine copies a word in marks instead of translating it, and may then say the opposite.
"""

import re
from collections.abc import Sequence
from itertools import chain, islice
from typing import NamedTuple

from enishi.translate.text.markers import MARKER
from enishi.translate.text.markup.projection import MAX_SPANS, TagSpan, insert_tags, project

_MARKS = r"[*_~]{1,5}|\|\|"
_FIRST, _LAST = rf"[^\W_]|[\"'“‘«¿¡]|{MARKER.pattern}", rf"[^\W_]|[\"'”’».!?…]|{MARKER.pattern}"
_EMPHASISED = re.compile(rf"(?<![\w*_~|])({_MARKS})(?={_FIRST})([^*_~|\n]+)(?:(?<={_LAST}))({_MARKS})(?![\w*_~|])")
"""Linear: what is between marks has none of them, so each beginning is read to the next mark only."""


_OPEN, _CLOSED = re.compile(rf"[*_~]{{1,5}}(?={_FIRST})"), re.compile(rf"(?:(?<={_LAST}))[*_~]{{1,5}}$")
"""Marks whose other half is in another sentence."""


class _Sentence(NamedTuple):
    """A sentence without its marks: the spans that had them, and those before and behind it."""

    text: str
    spans: tuple[TagSpan, ...] = ()
    before: str = ""
    behind: str = ""

    @property
    def words(self) -> list[str]:
        """The words of each span."""
        return [self.text[span.start : span.stop] for span in self.spans]


class Emphasised:
    """Sentences without their marks: `texts` are these, and then the words of each span by themselves."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self._sentences = tuple(map(_without_marks, sentences))
        words = chain.from_iterable(each.words for each in self._sentences)
        self.texts = (*(each.text for each in self._sentences), *words)

    def restore(self, translations: Sequence[str]) -> list[str]:
        """The translations of the sentences, out of those of all `texts`, with the marks around the same words."""
        words = iter(translations[len(self._sentences) :])
        return [
            _with_marks(sentence, translation, tuple(islice(words, len(sentence.spans))))
            for sentence, translation in zip(self._sentences, translations, strict=False)
        ]


def _with_marks(sentence: _Sentence, translation: str, words: Sequence[str]) -> str:
    placed = sentence.spans if translation == sentence.text else _projected(sentence, translation, words)
    marked = translation if placed is None else insert_tags(translation, placed, str)
    return f"{sentence.before}{marked}{sentence.behind}"


def _projected(sentence: _Sentence, translation: str, words: Sequence[str]) -> Sequence[TagSpan] | None:
    alone = dict(zip(sentence.spans, words, strict=True))
    return project(sentence.spans, sentence.text, translation=translation, span_translations=alone)


def _without_marks(sentence: str) -> _Sentence:
    text, spans = _without_spans(sentence)
    opened = _OPEN.match(text)
    before = opened[0] if opened else ""
    closed = _CLOSED.search(text, len(before))
    behind = closed[0] if closed else ""
    text = text.removeprefix(before).removesuffix(behind)
    return _Sentence(text, tuple(span.moved(-len(before), len(text)) for span in spans), before, behind)


def _without_spans(sentence: str) -> tuple[str, Sequence[TagSpan]]:
    found = [match for match in _EMPHASISED.finditer(sentence) if match[3] == match[1][::-1]]
    if not found or len(found) > MAX_SPANS:
        return sentence, ()
    parts: list[str] = []
    spans: list[TagSpan] = []
    end = length = 0
    for match in found:
        before = sentence[end : match.start()]
        start = length + len(before)
        length = start + len(match[2])
        parts += (before, match[2])
        spans.append(TagSpan(start, length, match[1], match[3]))
        end = match.end()
    return "".join((*parts, sentence[end:])), spans
