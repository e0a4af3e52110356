"""What passes between a server and the workers of other machines, and over what kind of line."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Protocol

from pydantic import BaseModel

from enishi.errors import EngineDied, EngineFailed, EngineTimeout
from enishi.model import Step
from enishi.translate.engine import Direction
from enishi.translate.pool.jobs import Priority

OFFERS, CALL = "enishi.workers.offers", "enishi.workers.call"
"""Where workers tell what they can do; where a server asks them for it."""

GROUP = "workers"
"""Each text goes to one of them."""

BEAT = 2.0
"""Seconds between two offers of a worker."""

_FAULTS = {fault.code: fault for fault in (EngineFailed, EngineTimeout, EngineDied)}


class Line(Protocol):
    """What carries it; bus/line.py has one over NATS, and says more."""

    async def ask(self, subject: str, question: bytes) -> bytes:
        """The answer of one of a group; raises ConnectionError where there is nobody, TimeoutError when it dies."""
        ...

    async def answer(self, subject: str, group: str, respond: Callable[[bytes], Awaitable[bytes]]) -> None:
        """Take part in a group that answers."""
        ...

    async def tell(self, subject: str, words: bytes) -> None:
        """Tell everybody."""
        ...

    async def hear(self, subject: str, handler: Callable[[bytes], None]) -> None:
        """Hear what is told."""
        ...

    async def finish(self) -> None:
        """Answer nothing new, and finish what is begun."""
        ...


class Offer(BaseModel):
    """What a worker can do."""

    directions: tuple[Direction, ...]


class Question(BaseModel):
    """Sentences to translate; the subject says in which direction."""

    sentences: tuple[str, ...]
    priority: Priority


class Answer(BaseModel):
    """What became of them: an output each, or why there is none."""

    outputs: tuple[str, ...] = ()
    code: str = ""
    sentence: str = ""

    def read(self) -> list[str]:
        """The outputs; raises EngineFailed, EngineTimeout, EngineDied as the worker did."""
        if self.code:
            raise _FAULTS.get(self.code, EngineFailed)(self.sentence, code=self.code)
        return list(self.outputs)


def subject(step: Step) -> str:
    """Where texts for that direction are sent."""
    return f"enishi.translate.{step.engine}.{step.source}.{step.target}"


def steps(directions: Iterable[Direction]) -> dict[Step, Direction]:
    """What is ready among these."""
    return {Step(each.engine, each.source, each.target): each for each in directions if not each.lacks}
