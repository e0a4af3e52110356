"""The worker processes that translate: who waits, who works, and a fresh worker for one that died or hung."""

import asyncio
import logging
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from heapq import heapify, heappop, heappush
from itertools import count
from types import TracebackType
from typing import Self

from enishi.errors import EngineDied, EngineTimeout, TranslationError
from enishi.model import Step
from enishi.settings import Settings
from enishi.translate.process import TranslatingProcess

log = logging.getLogger(__name__)

ATTEMPTS = 2
"""How often a text is tried that kills its worker or makes it hang."""

SECOND_CHANCE = 0.25
"""The share of the deadline that a second attempt has: a text that takes milliseconds elsewhere shows it soon."""

RECOVERY = 30.0
"""Seconds without an offence after which an engine that killed a worker, or hung, is trusted again."""


class Priority(IntEnum):
    """Who goes first when workers are scarce: the lower."""

    LIVE = 0
    HISTORY = 1
    DRAFT = 2


@dataclass(order=True, slots=True)
class _Job:
    tried: int
    priority: Priority
    number: int
    step: Step = field(compare=False)
    sentences: Sequence[str] = field(compare=False)
    outputs: asyncio.Future[list[str]] = field(compare=False)
    fault: TranslationError | None = field(default=None, compare=False)


class _Seat:
    """A place for one worker process, which is started when the first job comes."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._worker: TranslatingProcess | None = None

    def rank(self, step: Step) -> int:
        """How well it suits the step: the lower, the sooner it starts to translate."""
        if self._worker is None:
            return 2
        return 0 if self._worker.has(step) else 1

    def risk(self, engine: str) -> int:
        """How many directions of other engines would be lost with its worker."""
        return self._worker.others(engine) if self._worker else 0

    async def translate(self, step: Step, sentences: Sequence[str], share: float) -> list[str]:
        """In the worker, within a share of the deadline; the worker is gone when it died or hung. Raises as it does."""
        try:
            self._worker = self._worker or await TranslatingProcess.start(self._settings)
            return await self._worker.translate(step, sentences, share * self._settings.deadline)
        except (EngineDied, EngineTimeout) as fault:
            log.warning("Worker replaced (%s, %s to %s): %s", step.engine, step.source, step.target, fault)
            await self.empty()
            raise

    async def empty(self) -> None:
        """Kills the worker, if there is one."""
        worker, self._worker = self._worker, None
        if worker:
            await worker.kill()


class _Queue:
    """Those who wait, in two heaps, since wary jobs may have to let later ones by."""

    def __init__(self) -> None:
        self._calm: list[_Job] = []
        self._wary: list[_Job] = []

    def push(self, job: _Job, *, wary: bool) -> None:
        heappush(self._wary if wary else self._calm, job)

    def pop(self, *, wary: bool) -> tuple[_Job, bool] | None:
        """The next job that somebody still waits for, and whether it is a wary one; those only when `wary`."""
        for heap in (self._calm, self._wary):
            while heap and heap[0].outputs.done():  # its caller gave up
                heappop(heap)
        if wary and self._wary and not (self._calm and self._calm[0] < self._wary[0]):
            return heappop(self._wary), True
        return (heappop(self._calm), False) if self._calm else None

    def make_wary(self, engine: str) -> None:
        for job in self._calm:
            if job.step.engine == engine:
                heappush(self._wary, job)
        self._calm = [job for job in self._calm if job.step.engine != engine]
        heapify(self._calm)

    def jobs(self) -> list[_Job]:
        return [*self._calm, *self._wary]


class Pool:
    """`settings.workers` processes; a job goes to one that has its direction open, if such a one is idle.

    A job is *wary* when its text has already cost a worker, or its engine has of late: wary jobs never take the
    last worker, so that whatever poison does, the others are at worst served by one worker less.
    """

    def __init__(self, settings: Settings) -> None:
        self._idle = [_Seat(settings) for _ in range(settings.workers)]
        self._seats = tuple(self._idle)
        self._queue = _Queue()
        self._offended: dict[str, float] = {}  # when an engine last killed its worker, or hung
        self._wary_room = max(1, settings.workers - 1)
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
        for job in self._queue.jobs():
            _fail(job, _stopping())
        await asyncio.gather(*(seat.empty() for seat in self._seats))

    async def run(self, step: Step, sentences: Sequence[str], priority: Priority = Priority.LIVE) -> list[str]:
        """One output a sentence, by that engine; raises EngineFailed, EngineTimeout or EngineDied.

        The deadline of the settings counts from when a worker begins; a second attempt has SECOND_CHANCE of it.
        """
        if self._closed:
            raise _stopping()
        outputs: asyncio.Future[list[str]] = asyncio.get_running_loop().create_future()
        self._push(_Job(0, priority, next(self._numbers), step, sentences, outputs))
        return await outputs

    def waiting(self, priority: Priority) -> int:
        """How many texts of this priority have no worker yet."""
        return sum(job.priority is priority and not job.outputs.done() for job in self._queue.jobs())

    async def warm(self, steps: Iterable[Step]) -> None:
        """Opens directions before anybody needs them; one that fails is logged, and fails again when it is used."""
        runs = (self.run(step, (), Priority.HISTORY) for step in steps)
        for outcome in await asyncio.gather(*runs, return_exceptions=True):
            if isinstance(outcome, TranslationError):
                log.warning("Not warmed up: %s", outcome)

    def _push(self, job: _Job) -> None:
        offended = self._offended.get(job.step.engine)
        self._queue.push(job, wary=offended is not None and time.monotonic() - offended < RECOVERY)
        self._assign()

    def _assign(self) -> None:
        while self._idle and not self._closed and (taken := self._queue.pop(wary=self._wary_room > 0)):
            job, wary = taken
            seat = self._best_idle(job.step, wary=wary)
            self._idle.remove(seat)
            self._wary_room -= wary
            task = asyncio.create_task(self._work(seat, job, wary=wary))
            self._working.add(task)
            task.add_done_callback(self._working.discard)

    def _best_idle(self, step: Step, *, wary: bool) -> _Seat:
        return min(self._idle, key=lambda seat: (seat.risk(step.engine) if wary else 0, seat.rank(step)))

    async def _work(self, seat: _Seat, job: _Job, *, wary: bool) -> None:
        try:
            outputs = await seat.translate(job.step, job.sentences, SECOND_CHANCE if job.tried else 1.0)
            if not job.outputs.done():
                job.outputs.set_result(outputs)
        except asyncio.CancelledError:
            _fail(job, _stopping())
            raise
        except (EngineDied, EngineTimeout) as fault:
            self._suspect(job, fault)
        except Exception as fault:
            _fail(job, fault)
        finally:
            self._wary_room += wary
            self._idle.append(seat)
            self._assign()

    def _suspect(self, job: _Job, fault: TranslationError) -> None:
        """What else the engine has to do becomes wary; the text is tried once more after all that was not tried."""
        engine = job.step.engine
        self._offended[engine] = time.monotonic()
        self._queue.make_wary(engine)
        if job.tried + 1 >= ATTEMPTS:
            _fail(job, job.fault or fault)
        elif not job.outputs.done():
            self._queue.push(replace(job, tried=job.tried + 1, fault=job.fault or fault), wary=True)


def _fail(job: _Job, fault: Exception) -> None:
    if not job.outputs.done():
        job.outputs.set_exception(fault)


def _stopping() -> EngineDied:
    return EngineDied("Enishi is stopping; this text was not translated.")
