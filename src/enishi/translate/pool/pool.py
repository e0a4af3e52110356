"""The workers that translate: a job for each that is free, and a second chance for a text that cost one."""

import asyncio
import logging
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import count
from types import TracebackType
from typing import Self

from enishi.errors import EngineDied, EngineTimeout, TranslationError
from enishi.model import Step
from enishi.translate.pool.engine_health import Trust
from enishi.translate.pool.fair_queue import Turns
from enishi.translate.pool.jobs import Job, Priority, Queue
from enishi.translate.pool.slot import Seat

log = logging.getLogger(__name__)

ATTEMPTS = 2
"""How often a text is tried that kills its worker or makes it hang."""


class Pool:
    """A job goes to a seat that has its direction open, if such a one is idle.

    A job is *wary* when its text has already cost a worker, or its engine is not trusted: the wary jobs of an engine
    never take the last worker, so that whatever poison does, the others are at worst served by one worker less.
    """

    def __init__(self, seats: Iterable[Seat], attempts: int = ATTEMPTS) -> None:
        self._seats = tuple(seats)
        self._idle = list(self._seats)
        self._attempts = attempts
        self._queue = Queue()
        self._turns = {priority: Turns() for priority in Priority}
        self._trust = Trust()
        self._wary = Counter[str]()  # the workers that each engine's wary jobs hold
        self._numbers = count()
        self._working: set[asyncio.Task[list[str]]] = set()
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
            job.fail(_stopping())
        await asyncio.gather(*(seat.empty() for seat in self._seats))

    async def run(
        self, step: Step, sentences: Sequence[str], priority: Priority = Priority.LIVE, whose: Hashable = None
    ) -> list[str]:
        """One output a sentence, by that engine; raises EngineFailed, EngineTimeout or EngineDied.

        Of equal priority, those of one room (`whose`) go in turns with those of the others, however many there are.
        The deadline of the settings counts from when a worker begins; a second attempt has a share of it.
        """
        if self._closed:
            raise _stopping()
        outputs: asyncio.Future[list[str]] = asyncio.get_running_loop().create_future()
        turn = self._turns[priority].take(whose, max(1, len(sentences)))
        self._queue.push(Job(0, priority, turn, next(self._numbers), step, sentences, outputs))
        self._assign()
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

    def _assign(self) -> None:
        while self._idle and not self._closed and (job := self._queue.pop(self._may)):
            self._turns[job.priority].reached(job.turn)
            wary = self._is_wary(job)
            seat = self._best_idle(job.step, wary=wary)
            self._idle.remove(seat)
            self._wary[job.step.engine] += wary
            task = asyncio.create_task(seat.translate(job))
            self._working.add(task)
            task.add_done_callback(partial(self._ended, seat, job, wary=wary))

    def _is_wary(self, job: Job) -> bool:
        return bool(job.tried) or (bool(job.sentences) and not self._trust.has(job.step.engine))

    def _may(self, job: Job) -> bool:
        return not self._is_wary(job) or self._wary[job.step.engine] < max(1, len(self._seats) - 1)

    def _best_idle(self, step: Step, *, wary: bool) -> Seat:
        return min(self._idle, key=lambda seat: (seat.risk(step.engine) if wary else 0, seat.rank(step)))

    def _ended(self, seat: Seat, job: Job, task: asyncio.Task[list[str]], *, wary: bool) -> None:
        self._working.discard(task)
        self._wary[job.step.engine] -= wary
        self._idle.append(seat)
        fault = _stopping() if task.cancelled() else task.exception()
        if fault is None:
            self._trust.praise(job.step.engine, len(job.sentences))
            job.end(task.result())
        elif isinstance(fault, EngineDied | EngineTimeout) and not task.cancelled():
            self._suspect(job, fault)
        else:
            job.fail(fault)
        self._assign()

    def _suspect(self, job: Job, fault: TranslationError) -> None:
        """The text is tried once more, after all that was not tried."""
        self._trust.blame(job.step.engine)
        if job.tried + 1 >= self._attempts:
            job.fail(job.fault or fault)
        elif not job.outputs.done():
            self._queue.push(replace(job, tried=job.tried + 1, fault=job.fault or fault))


def _stopping() -> EngineDied:
    return EngineDied("Enishi is stopping; this text was not translated.")
