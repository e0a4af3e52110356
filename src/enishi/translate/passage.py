"""A text on its way: shielded, in sentences, from step to step of a route, and put together again."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial

from enishi.model import Step
from enishi.translate.crossing import Crossing
from enishi.translate.doubt import in_order
from enishi.translate.segments import split
from enishi.translate.shield import shield

AskStep = Callable[[Step, Sequence[str]], Awaitable[Sequence[str]]]


class Passage:
    """What of a text engines may see; `terms` stay as they are, like links and code."""

    def __init__(self, text: str, terms: Iterable[str] = ()) -> None:
        self._shielded = shield(text, terms)
        self._segments = split(self._shielded.text)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What there is to translate; empty when there is nothing."""
        return self._segments.sentences

    async def follow(self, route: Sequence[Step], ask: AskStep) -> tuple[str, tuple[str, ...]]:
        """The text at the end of the route, and the doubts that every step left."""
        sentences, doubts = self._segments.sentences, list[str]()
        for step in route:
            crossed = await Crossing(self._shielded, step.source, step.target, partial(ask, step)).cross(sentences)
            sentences = tuple(each.text for each in crossed)
            doubts += [doubt for each in crossed for doubt in each.doubts]
        return self._shielded.reveal(self._segments.join(sentences)), in_order(doubts)
