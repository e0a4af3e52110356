"""The jobs that wait for a worker, and their order."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from heapq import heappop, heappush

from enishi.errors import TranslationError
from enishi.model import Step
from enishi.translate.pool.fair_queue import Flow


class Priority(IntEnum):
    """Lower values are served first."""

    LIVE = 0
    HISTORY = 1
    DRAFT = 2
    CHECK = 3


@dataclass(order=True, slots=True, kw_only=True)
class Job:
    """Sentences for one direction. The fields before `step` are the order of service.

    `attempts` counts the workers that this job has cost, `fault` says how the first of them was lost. `is_backlog`:
    its author has much else waiting.
    """

    attempts: int = 0
    priority: Priority
    start_tag: float
    number: int
    step: Step = field(compare=False)
    flow: Flow = field(compare=False)
    sentences: Sequence[str] = field(compare=False)
    outputs: asyncio.Future[list[str]] = field(compare=False)
    is_backlog: bool = field(default=False, compare=False)
    fault: TranslationError | None = field(default=None, compare=False)

    def complete(self, outputs: list[str]) -> None:
        """Sets the result, unless the caller has given up."""
        if not self.outputs.done():
            self.outputs.set_result(outputs)

    def fail(self, fault: BaseException) -> None:
        """Sets the exception, unless the caller has given up."""
        if not self.outputs.done():
            self.outputs.set_exception(fault)


class JobQueue:
    """A heap of jobs for each kind of which the first may have to wait: by engine, attempts, and backlog."""

    def __init__(self) -> None:
        self._heaps: dict[tuple[str, int, bool], list[Job]] = {}

    def push(self, job: Job) -> None:
        """Adds a job."""
        heappush(self._heaps.setdefault((job.step.engine, job.attempts, job.is_backlog), []), job)

    def pop(self, may_start: Callable[[Job], bool]) -> Job | None:
        """Removes and returns the first job that may start and whose caller still waits; None if there is none."""
        heaps = [heap for heap in self._heaps.values() if _drop_cancelled(heap) and may_start(heap[0])]
        return heappop(min(heaps, key=lambda heap: heap[0])) if heaps else None

    def jobs(self) -> list[Job]:
        """All jobs in the queue."""
        return [job for heap in self._heaps.values() for job in heap]


def _drop_cancelled(heap: list[Job]) -> bool:
    """Drops jobs from the top of the heap whose callers gave up; whether any job remains."""
    while heap and heap[0].outputs.done():
        heappop(heap)
    return bool(heap)
