"""The translation of a text while it is written: finished sentences are final, the open one settles word by word."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import NamedTuple

from enishi.translate.local_agreement import LocalAgreement, PartialTranslation, common_prefix
from enishi.translate.renderings import Rendering
from enishi.translate.text.placeholders import insert_placeholders
from enishi.translate.text.scripts import UNSPACED
from enishi.translate.text.segments import Segments, split
from enishi.translate.text_work import TextWork

WORD_PAUSE, IDLE_PAUSE = 1.0, 6.0
"""Seconds without a key after which the last word counts as complete; and after which all is shown, settled or not."""

_SENTENCE_ENDS = tuple(".!?…。！？")
_BACKWARDS_WORD = re.compile(rf"(?![.,;:!?…])[^\s{UNSPACED}]+")
"""The word that a text ends with, unless a mark follows it; matched from the end, in linear time."""


class IncrementalTranslation:
    """One draft into one language; `translate` translates a sentence or the beginning of one.

    A sentence is finished when another one follows it: it is translated whole, once, and its translation is final until
    its words change. An edit inside the text is shown when the edited word is complete, not at each key.
    """

    def __init__(self, translate: Callable[[str], Awaitable[Rendering]]) -> None:
        self._translate = translate
        self._text = ""
        self._sentences: list[LocalAgreement] = []
        self._shown = PartialTranslation()

    async def update(self, text: str, idle: float = 0.0) -> PartialTranslation:
        """What to show for the whole text so far, `idle` seconds after its last key; one call at a time.

        A call that is cancelled or fails changes nothing. Raises like `translate`.
        """
        if idle >= WORD_PAUSE or not _is_editing(self._text, text):
            self._shown = await self._retranslate(text, idle)
        self._text = text
        return self._shown

    async def _retranslate(self, text: str, idle: float) -> PartialTranslation:
        run = TextWork(len(text)).run
        update = await run(self._begin, text, idle)
        if update is None:
            return PartialTranslation(open=text, guess=text)
        made = {sentence: (await self._translate(sentence)).text for sentence in update.untranslated}
        return await run(self._end, update, made)

    def _begin(self, text: str, idle: float) -> "_Update | None":
        """What has to be translated; None where there are no sentences."""
        segments = _segments(text)
        if not segments.sentences:
            return None
        *before, last = segments.sentences
        behind = segments.gaps[-1]
        complete_words = last if behind or idle >= WORD_PAUSE else last[: len(last) - incomplete(last)].rstrip()
        sources = (*before, complete_words)
        is_complete = idle >= IDLE_PAUSE or bool(behind and last.endswith(_SENTENCE_ENDS))
        return _Update(segments, sources, _matched(self._sentences, sources), is_complete)

    def _end(self, update: "_Update", made: Mapping[str, str]) -> PartialTranslation:
        translations = {**update.known, **made}
        for sentence, source in zip(update.sentences, update.sources, strict=True):
            if source != sentence.source:
                sentence.observe(source, translations[source])
        self._sentences = update.sentences
        *finished, growing = update.sentences
        last = growing.partial(complete=update.is_complete)
        return _join(update.segments, [each.finish() for each in finished], last)


class _Update(NamedTuple):
    """The sentences of a text, what of each is translated, and what was made of each before."""

    segments: Segments
    sources: tuple[str, ...]
    sentences: list[LocalAgreement]
    is_complete: bool

    @property
    def known(self) -> dict[str, str]:
        """The translations that there are, by source."""
        return {"": ""} | {sentence.source: sentence.translation for sentence in self.sentences}

    @property
    def untranslated(self) -> list[str]:
        """The sources that have no translation yet."""
        known = {sentence.source for sentence in self.sentences}
        return [source for source in dict.fromkeys(self.sources) if source and source not in known]


def _is_editing(before: str, text: str) -> bool:
    """Whether the writer is deleting, or is inside a word that has text behind it."""
    ahead = common_prefix(before, text)
    behind = common_prefix(before[ahead:][::-1], text[ahead:][::-1])
    cursor = len(text) - behind
    return cursor == ahead or (behind > 0 and incomplete(text[:cursor]) > 0)


def incomplete(text: str) -> int:
    """The number of characters of the word that is not complete at the end of a text."""
    word = _BACKWARDS_WORD.match(text[::-1])
    return word.end() if word else 0


def _matched(old: list[LocalAgreement], sources: Sequence[str]) -> list[LocalAgreement]:
    """The state of each sentence: kept before and behind the changed sentences, and in order for those changed."""
    ahead = common_prefix(sources, [each.source for each in old])
    behind = common_prefix(sources[ahead:][::-1], [each.source for each in old[ahead:]][::-1])
    changed, rest = old[ahead : len(old) - behind], old[len(old) - behind :]
    new = len(sources) - ahead - behind
    return [*old[:ahead], *changed[:new], *(LocalAgreement() for _ in range(new - len(changed))), *rest]


def _segments(text: str) -> Segments:
    """The sentences as they are cut with placeholders in them, and without."""
    placeholders = insert_placeholders(text)
    segments, restore = split(placeholders.text), placeholders.restore
    sentences, gaps = (tuple(restore(part).text for part in parts) for parts in (segments.sentences, segments.gaps))
    return Segments(sentences, gaps)


def _join(segments: Segments, finished: Sequence[str], last: PartialTranslation) -> PartialTranslation:
    """Everything up to the end of the open sentence; the gap before it belongs to its first words."""
    final = Segments(segments.sentences[:-1], (*segments.gaps[: len(finished)], "")).join(finished)
    whole = Segments(segments.sentences, (*segments.gaps[:-1], ""))

    def up_to(words: str) -> str:
        return whole.join([*finished, words]) if words else final

    settled = up_to(last.settled)
    shown, guessed = (up_to(last.settled + words)[len(settled) :] for words in (last.open, last.guess))
    return PartialTranslation(settled, shown, guessed)
