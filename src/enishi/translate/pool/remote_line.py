"""The messages between a server and remote workers, and the interface of the line that carries them."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Protocol

from pydantic import BaseModel

from enishi.errors import EngineDied, EngineFailed, EngineTimeout
from enishi.model import Step
from enishi.translate.engine import Direction
from enishi.translate.pool.jobs import Priority

OFFERS, CALL = "enishi.workers.offers", "enishi.workers.call"
"""The subjects on which workers publish their directions, and on which a server asks for that."""

GROUP = "workers"
"""The queue group of the workers: each request goes to one of them."""

OFFER_INTERVAL = 2.0
"""Seconds between two offers of a worker."""

_FAULTS = {fault.code: fault for fault in (EngineFailed, EngineTimeout, EngineDied)}


class RemoteLine(Protocol):
    """Requests and broadcasts between processes; `enishi.bus.line` has one over NATS."""

    async def request(self, subject: str, question: bytes) -> bytes:
        """The answer of one member of a group; raises ConnectionError if there is none, TimeoutError when it dies."""
        ...

    async def serve(self, subject: str, group: str, respond: Callable[[bytes], Awaitable[bytes]]) -> None:
        """Joins the group that answers requests on the subject."""
        ...

    async def publish(self, subject: str, words: bytes) -> None:
        """Sends to every subscriber of the subject."""
        ...

    async def subscribe(self, subject: str, handler: Callable[[bytes], None]) -> None:
        """Calls the handler with what is published on the subject."""
        ...

    async def drain(self) -> None:
        """Accepts no further requests, and finishes those that were accepted."""
        ...


class Offer(BaseModel):
    """The directions of a worker."""

    directions: tuple[Direction, ...]


class Request(BaseModel):
    """Sentences to translate; the subject names the direction."""

    sentences: tuple[str, ...]
    priority: Priority


class Response(BaseModel):
    """An output for each sentence, or a fault as `code` and `sentence`."""

    outputs: tuple[str, ...] = ()
    code: str = ""
    sentence: str = ""

    def result(self) -> list[str]:
        """The outputs; raises EngineFailed, EngineTimeout, EngineDied as the worker did."""
        if self.code:
            raise _FAULTS.get(self.code, EngineFailed)(self.sentence, code=self.code)
        return list(self.outputs)


def subject(step: Step) -> str:
    """The subject of requests for that direction."""
    return f"enishi.translate.{step.engine}.{step.source}.{step.target}"


def ready_steps(directions: Iterable[Direction]) -> dict[Step, Direction]:
    """The directions that lack nothing, by step."""
    return {Step(each.engine, each.source, each.target): each for each in directions if not each.lacks}
