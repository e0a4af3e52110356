"""The translation of a text that is still being written: finished sentences stand, the open one settles by words."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterable, Sequence

from enishi.translate.local_agreement import Settling, Shown, agreed
from enishi.translate.text.placeholders import shield
from enishi.translate.text.scripts import UNSPACED
from enishi.translate.text.segments import Segments, split
from enishi.translate.translator import Rendering

RESTS, WAITS = 1.0, 6.0
"""Seconds without a key after which the word in hand is meant so; and after which all is shown, settled or not."""

_ENDS = tuple(".!?…。！？")
_HALF_A_WORD = re.compile(rf"[^\s{UNSPACED}]*[^\s{UNSPACED}.,;:!?…]$")


class Unfolding:
    """One draft on its way into one language; `translate` is what brings words there, alone or as a sentence.

    A sentence is finished when another one follows it: then it is translated whole, once, and its translation stands
    for as long as its words do. What is put right inside a text is shown when it is whole again, not at each key.
    """

    def __init__(self, translate: Callable[[str], Awaitable[Rendering]]) -> None:
        self._translate = translate
        self._text = ""
        self._sentences: list[Settling] = []
        self._shown = Shown()

    async def show(self, text: str, idle: float = 0.0) -> Shown:
        """What to show for the whole text so far, whose writer has been idle for so many seconds; one call at a time.

        One that is cancelled or fails changes nothing. Raises as `translate` does.
        """
        if idle >= RESTS or not _in_hand(self._text, text):
            self._shown = await self._unfold(text, idle)
        self._text = text
        return self._shown

    async def _unfold(self, text: str, idle: float) -> Shown:
        segments = _taken_apart(text)
        if not segments.sentences:
            return Shown(open=text)
        *before, last = segments.sentences
        behind = segments.gaps[-1]
        said = [*before, last if behind or idle >= RESTS else _HALF_A_WORD.sub("", last).rstrip()]
        sentences = _followed(self._sentences, said)
        known = {"": ""} | {sentence.said: sentence.made for sentence in sentences}
        made = known | await self._made(set(said) - known.keys())
        for sentence, words in zip(sentences, said, strict=True):
            if words != sentence.said:
                sentence.take(words, made[words])
        self._sentences = sentences
        *finished, growing = sentences
        whole = idle >= WAITS or bool(behind and last.endswith(_ENDS))
        return _put_together(segments, [each.finish() for each in finished], growing.show(whole=whole))

    async def _made(self, sentences: Iterable[str]) -> dict[str, str]:
        wanted = tuple(sentences)
        made = await asyncio.gather(*map(self._translate, wanted))
        return {sentence: rendering.text for sentence, rendering in zip(wanted, made, strict=True)}


def _in_hand(before: str, text: str) -> bool:
    """Whether the writer takes something back just now, or is within a word that stands before others."""
    ahead = agreed(before, text)
    behind = agreed(before[ahead:][::-1], text[ahead:][::-1])
    hand = len(text) - behind
    return hand == ahead or (behind > 0 and bool(_HALF_A_WORD.search(text[:hand])))


def _followed(old: list[Settling], said: Sequence[str]) -> list[Settling]:
    """For each sentence what was known of it, also of those that were changed, and of those behind them."""
    ahead = agreed(said, [each.said for each in old])
    behind = agreed(said[ahead:][::-1], [each.said for each in old[ahead:]][::-1])
    changed, rest = old[ahead : len(old) - behind], old[len(old) - behind :]
    new = len(said) - ahead - behind
    return [*old[:ahead], *changed[:new], *(Settling() for _ in range(new - len(changed))), *rest]


def _taken_apart(text: str) -> Segments:
    shielded = shield(text)
    segments = split(shielded.text)
    return Segments(tuple(map(shielded.reveal, segments.sentences)), tuple(map(shielded.reveal, segments.gaps)))


def _put_together(segments: Segments, finished: Sequence[str], last: Shown) -> Shown:
    """Everything up to where the open sentence ends; what lies before it belongs to its first words."""
    stand = Segments(segments.sentences[:-1], (*segments.gaps[: len(finished)], "")).join(finished)
    whole = Segments(segments.sentences, (*segments.gaps[:-1], "")).join([*finished, last.settled + last.open])
    if not last.settled:
        return Shown(stand, whole[len(stand) :] if last.open else "")
    return Shown(whole.removesuffix(last.open), last.open)
