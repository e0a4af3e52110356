"""What waits for a worker, and in what order."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from heapq import heappop, heappush

from enishi.errors import TranslationError
from enishi.model import Step


class Priority(IntEnum):
    """Who goes first when workers are scarce: the lower."""

    LIVE = 0
    HISTORY = 1
    DRAFT = 2
    CHECK = 3


@dataclass(order=True, slots=True)
class Job:
    """Sentences for one direction; those that already cost a worker (`tried`, for the reason `fault`) come last.

    Among equals the `turn` decides, and then the `number`: who came first.
    """

    tried: int
    priority: Priority
    turn: float
    number: int
    step: Step = field(compare=False)
    sentences: Sequence[str] = field(compare=False)
    outputs: asyncio.Future[list[str]] = field(compare=False)
    fault: TranslationError | None = field(default=None, compare=False)

    def end(self, outputs: list[str]) -> None:
        """Gives whoever still waits what the engine said."""
        if not self.outputs.done():
            self.outputs.set_result(outputs)

    def fail(self, fault: BaseException) -> None:
        """Tells whoever still waits why there is nothing."""
        if not self.outputs.done():
            self.outputs.set_exception(fault)


class Queue:
    """Jobs in a heap for each engine and number of tries, since some may have to let later ones by."""

    def __init__(self) -> None:
        self._heaps: dict[tuple[str, int], list[Job]] = {}

    def push(self, job: Job) -> None:
        """Lets it wait."""
        heappush(self._heaps.setdefault((job.step.engine, job.tried), []), job)

    def pop(self, may: Callable[[Job], bool]) -> Job | None:
        """The first of those jobs that may go now and that somebody still waits for."""
        heaps = [heap for heap in self._heaps.values() if _wanted(heap) and may(heap[0])]
        return heappop(min(heaps, key=lambda heap: heap[0])) if heaps else None

    def jobs(self) -> list[Job]:
        """All that wait."""
        return [job for heap in self._heaps.values() for job in heap]


def _wanted(heap: list[Job]) -> bool:
    """Whether anybody waits for what is in the heap; drops from its top what its caller gave up."""
    while heap and heap[0].outputs.done():
        heappop(heap)
    return bool(heap)
