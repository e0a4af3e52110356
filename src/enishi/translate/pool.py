"""The worker processes that translate: who waits, who works, and a fresh worker for one that died or hung."""

import asyncio
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from heapq import heappop, heappush
from itertools import count
from types import TracebackType
from typing import Self

from enishi.errors import EngineDied, EngineTimeout, TranslationError
from enishi.model import Step
from enishi.settings import Settings
from enishi.translate.process import WorkerProcess

log = logging.getLogger(__name__)

ATTEMPTS = 2
"""How often a text is tried that kills its worker or makes it hang."""


class Priority(IntEnum):
    """Who goes first when workers are scarce: the lower."""

    LIVE = 0
    HISTORY = 1


@dataclass(order=True, slots=True)
class _Job:
    priority: Priority
    number: int
    step: Step = field(compare=False)
    sentences: Sequence[str] = field(compare=False)
    outputs: asyncio.Future[list[str]] = field(compare=False)


class _Seat:
    """A place for one worker process, which is started when the first job comes."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._worker: WorkerProcess | None = None

    def rank(self, step: Step) -> int:
        """How well it suits the step: the lower, the sooner it starts to translate."""
        if self._worker is None:
            return 2
        return 0 if self._worker.has(step) else 1

    async def translate(self, step: Step, sentences: Sequence[str]) -> list[str]:
        """Tries at most ATTEMPTS times, each in a fresh worker; raises TranslationError."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                self._worker = self._worker or await WorkerProcess.start(self._settings)
                return await self._worker.translate(step, sentences)
            except (EngineDied, EngineTimeout) as fault:
                log.warning("Worker replaced (attempt %d, %s to %s): %s", attempt, step.source, step.target, fault)
                await self.empty()
                if attempt == ATTEMPTS:
                    raise
        raise AssertionError

    async def empty(self) -> None:
        """Kills the worker, if there is one."""
        worker, self._worker = self._worker, None
        if worker:
            await worker.kill()


class Pool:
    """`settings.workers` processes; a job goes to one that has its direction open, if such a one is idle."""

    def __init__(self, settings: Settings) -> None:
        self._idle = [_Seat(settings) for _ in range(settings.workers)]
        self._seats = tuple(self._idle)
        self._waiting: list[_Job] = []
        self._numbers = count()
        self._working: set[asyncio.Task[None]] = set()
        self._closed = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, _: TracebackType | None
    ) -> None:
        """Kills every worker; what still waits for one fails with EngineDied."""
        self._closed = True
        for task in self._working:
            task.cancel()
        await asyncio.gather(*self._working, return_exceptions=True)
        for job in self._waiting:
            _fail(job, _stopping())
        await asyncio.gather(*(seat.empty() for seat in self._seats))

    async def run(self, step: Step, sentences: Sequence[str], priority: Priority = Priority.LIVE) -> list[str]:
        """One output a sentence, by that engine; raises EngineFailed, EngineTimeout or EngineDied.

        The deadline of the settings counts from when a worker begins, and holds for each attempt.
        """
        if self._closed:
            raise _stopping()
        outputs: asyncio.Future[list[str]] = asyncio.get_running_loop().create_future()
        heappush(self._waiting, _Job(priority, next(self._numbers), step, sentences, outputs))
        self._assign()
        return await outputs

    async def warm(self, steps: Iterable[Step]) -> None:
        """Opens directions before anybody needs them; one that fails is logged, and fails again when it is used."""
        runs = (self.run(step, (), Priority.HISTORY) for step in steps)
        for outcome in await asyncio.gather(*runs, return_exceptions=True):
            if isinstance(outcome, TranslationError):
                log.warning("Not warmed up: %s", outcome)

    def _assign(self) -> None:
        while self._waiting and self._idle and not self._closed:
            job = heappop(self._waiting)
            if job.outputs.done():  # its caller gave up
                continue
            seat = self._best_idle(job.step)
            self._idle.remove(seat)
            task = asyncio.create_task(self._work(seat, job))
            self._working.add(task)
            task.add_done_callback(self._working.discard)

    def _best_idle(self, step: Step) -> _Seat:
        return min(self._idle, key=lambda seat: seat.rank(step))

    async def _work(self, seat: _Seat, job: _Job) -> None:
        try:
            outputs = await seat.translate(job.step, job.sentences)
            if not job.outputs.done():
                job.outputs.set_result(outputs)
        except asyncio.CancelledError:
            _fail(job, _stopping())
            raise
        except Exception as fault:
            _fail(job, fault)
        finally:
            self._idle.append(seat)
            self._assign()


def _fail(job: _Job, fault: Exception) -> None:
    if not job.outputs.done():
        job.outputs.set_exception(fault)


def _stopping() -> EngineDied:
    return EngineDied("Enishi is stopping; this text was not translated.")
