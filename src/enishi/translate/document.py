"""A text on its way: shielded, in sentences, from step to step of a route, and put together again."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial

from enishi.model import Step
from enishi.translate.route_step import Crossing
from enishi.translate.text.placeholders import Shielded, shield
from enishi.translate.text.quality_estimation import in_order
from enishi.translate.text.segments import split
from enishi.translate.text.terms import Wording, count, inflected

AskStep = Callable[[Step, Sequence[str]], Awaitable[Sequence[str]]]


class Passage:
    """What of a text engines may see; `terms` come out as they are wanted."""

    def __init__(self, text: str, terms: Sequence[Wording] = ()) -> None:
        self._shielded = shield(text, terms)
        self._segments = split(self._shielded.text)
        self._inflected = inflected(self._shielded.text, terms)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What there is to translate; empty when there is nothing."""
        return self._segments.sentences

    @property
    def settled(self) -> str:
        """The text with its terms as they are wanted, and all else as it was."""
        return self._joined(self.sentences)

    async def follow(self, route: Sequence[Step], ask: AskStep) -> tuple[str, tuple[str, ...]]:
        """The text at the end of the route, and the doubts that every step left."""
        sentences, doubts = self._segments.sentences, list[str]()
        for step, shielded in zip(route, self._shields(len(route)), strict=True):
            crossed = await Crossing(shielded, step.source, step.target, partial(ask, step)).cross(sentences)
            sentences = tuple(each.text for each in crossed)
            doubts += [doubt for each in crossed for doubt in each.doubts]
        made = self._joined(sentences)
        missing = any(not count(wording.wanted or "", made) for wording in self._inflected)
        return made, in_order([*doubts, "term"] if missing else doubts)

    def _shields(self, steps: int) -> list[Shielded]:
        if steps < 2:
            return [self._shielded] * steps
        return [self._shielded.on_the_way()] * (steps - 1) + [self._shielded.from_the_way()]

    def _joined(self, sentences: Sequence[str]) -> str:
        reveal, segments = self._shielded.reveal, self._segments
        made = [reveal(sentence, said) for sentence, said in zip(sentences, segments.sentences, strict=True)]
        return replace(segments, gaps=tuple(map(reveal, segments.gaps))).join(made)
