"""The translation of a text that is still being written: finished sentences stand, the open one settles by words."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterable, Sequence

from enishi.translate.scripts import UNSPACED
from enishi.translate.segments import Segments, split
from enishi.translate.settling import Settling, Shown
from enishi.translate.shield import shield
from enishi.translate.translator import Rendering

_ENDS = tuple(".!?…。！？")
_HALF_A_WORD = re.compile(rf"[^\s{UNSPACED}]*[^\s{UNSPACED}.,;:!?…]$")


class Unfolding:
    """One draft on its way into one language; `translate` is what brings words there, alone or as a sentence.

    A sentence is finished when another one follows it: then it is translated whole, once, and its translation stands
    for as long as its words do.
    """

    def __init__(self, translate: Callable[[str], Awaitable[Rendering]]) -> None:
        self._translate = translate
        self._finished: list[tuple[str, str]] = []
        self._open = Settling()

    async def show(self, text: str) -> Shown:
        """What to show for the whole text so far; one call at a time. One that is cancelled or fails changes nothing.

        Raises as `translate` does.
        """
        segments = _taken_apart(text)
        if not segments.sentences:
            return Shown(open=text)
        *finished, last = segments.sentences
        said = last if segments.gaps[-1] else _HALF_A_WORD.sub("", last).rstrip()
        settling = self._settling(len(finished))
        known = {"": "", self._open.said: self._open.made} | dict(self._finished)
        made = known | await self._made({*finished, said} - known.keys())
        if said != settling.said:
            settling.take(said, made[said])
        settling.ended = bool(segments.gaps[-1]) and said.endswith(_ENDS)
        self._finished, self._open = [(sentence, made[sentence]) for sentence in finished], settling
        return _put_together(segments, [made[sentence] for sentence in finished], settling.shown)

    def _settling(self, place: int) -> Settling:
        """That of the sentence in this place; one that was finished and is open again was settled as a whole."""
        if place == len(self._finished):
            return self._open
        return Settling(*self._finished[place]) if place < len(self._finished) else Settling()

    async def _made(self, sentences: Iterable[str]) -> dict[str, str]:
        wanted = tuple(sentences)
        return dict(
            zip(wanted, (made.text for made in await asyncio.gather(*map(self._translate, wanted))), strict=True)
        )


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
