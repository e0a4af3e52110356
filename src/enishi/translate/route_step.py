"""One step of a route: sentences as the engine reads them best, verified, and tried otherwise where doubtful."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from enishi.translate.text.markers import bare, pieces
from enishi.translate.text.noise import Reading, normalise, restore
from enishi.translate.text.placeholders import Form, Shielded
from enishi.translate.text.quality_estimation import doubts, in_order

Ask = Callable[[Sequence[str]], Awaitable[Sequence[str]]]
"""What an engine makes of sentences: one answer each, in order."""

_WORSE = frozenset({"length", "repeats", "copied"})
"""Doubts that another reading may lift."""


@dataclass(frozen=True, slots=True)
class Crossed:
    """A sentence on the other side, every span in it once, and what makes it doubtful."""

    text: str
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A way to read a sentence: its spans in one form or another, with another end or not."""

    form: Form
    other_end: bool = False


_ATTEMPTS = (*map(_Attempt, Form), _Attempt(Form.CARRIED, other_end=True))


class Crossing:
    """Takes sentences of one shielded text from `source` to `target`."""

    def __init__(self, shielded: Shielded, source: str, target: str, ask: Ask) -> None:
        self._shielded = shielded
        self._source = source
        self._target = target
        self._ask = ask

    async def cross(self, sentences: Sequence[str]) -> list[Crossed]:
        """Every sentence; of several answers the least doubtful, and pieces where a span was lost in all of them."""
        best: dict[int, Crossed] = {}
        for attempt in _ATTEMPTS:
            tried = [i for i, sentence in enumerate(sentences) if self._worth(attempt, sentence, best.get(i))]
            readings = [self._reading(attempt, sentences[i]) for i in tried]
            answers = await self._asked([self._carried(attempt, reading) for reading in readings])
            for i, reading, answer in zip(tried, readings, answers, strict=True):
                crossed = self._crossed(attempt, sentences[i], reading, answer)
                if crossed and (i not in best or len(crossed.doubts) < len(best[i].doubts)):
                    best[i] = crossed
        lost = [i for i in range(len(sentences)) if i not in best]
        best |= dict(zip(lost, await self._in_pieces([sentences[i] for i in lost]), strict=True))
        return [best[i] for i in range(len(sentences))]

    def _worth(self, attempt: _Attempt, sentence: str, found: Crossed | None) -> bool:
        if attempt.other_end:
            return found is not None and not _WORSE.isdisjoint(found.doubts)
        return found is None and self._shielded.varies(sentence, attempt.form)

    def _reading(self, attempt: _Attempt, sentence: str) -> Reading:
        reading = normalise(sentence, self._source)
        return reading.otherwise() if attempt.other_end else reading

    def _carried(self, attempt: _Attempt, reading: Reading) -> str:
        return self._shielded.carry(reading.text, attempt.form)

    def _crossed(self, attempt: _Attempt, sentence: str, reading: Reading, answer: str) -> Crossed | None:
        found = self._shielded.recover(answer, sentence, attempt.form)
        if found is None:
            return None
        return self._judged(sentence, restore(found, reading, self._target))

    def _judged(self, sentence: str, made: str, *more: str) -> Crossed:
        found = doubts(*self._shielded.compared(sentence, made), self._target)
        return Crossed(made, in_order([*found, *more]))

    async def _in_pieces(self, sentences: Sequence[str]) -> list[Crossed]:
        """What stands around the spans, each translated by itself."""
        parts = [part for sentence in sentences for part in pieces(sentence)]
        read = list(dict.fromkeys(part.strip() for part in parts if any(map(str.isalpha, part))))
        known = dict(zip(read, await self._asked(read), strict=True))
        return [self._judged(sentence, _put_together(sentence, known), "pieces") for sentence in sentences]

    async def _asked(self, readings: Sequence[str]) -> Sequence[str]:
        return await self._ask(readings) if readings else ()


def _put_together(sentence: str, known: dict[str, str]) -> str:
    def made(part: str) -> str:
        core = part.strip()
        answer = known.get(core)
        if answer is None:
            return part
        before, _, after = part.partition(core)
        return before + bare(answer).strip() + after

    return "".join(made(part) for part in pieces(sentence))
