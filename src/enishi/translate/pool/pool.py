"""The pool of workers: gives each free one a job, and retries a text that cost a worker."""

import asyncio
import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import count
from types import TracebackType
from typing import Self

from typing_extensions import override

from enishi.errors import EngineDied, EngineTimeout, Overloaded, TranslationError
from enishi.model import Step
from enishi.translate.pool.engine_health import EngineHealth
from enishi.translate.pool.fair_queue import NO_FLOW, FairQueue, Flow
from enishi.translate.pool.jobs import Job, JobQueue, Priority
from enishi.translate.pool.slot import Slot
from enishi.translate.pool.workers import Workers

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 2
"""How often a text is tried that kills its worker or makes it hang."""

MUCH = 700
"""Characters of one author that wait or are in work: what else they say live is backlog."""

MOST = 2_000_000
"""Characters that wait or are in work of all: beyond it no backlog is taken; some ten minutes for two workers."""


class Pool(Workers):
    """Assigns jobs to slots, preferably to a free one that has the job's direction open.

    A job is *risky* when its text has already cost a worker, or its engine is not trusted. The risky jobs of an engine
    never take the last worker: whatever such a text does, the others lose one worker at most. Nor do drafts: a pool may
    work for several servers, and none of them knows how many drafts the others have begun. Nor does the backlog of
    those who say much: who says little finds a worker at once.
    """

    def __init__(self, slots: Iterable[Slot], max_attempts: int = MAX_ATTEMPTS) -> None:
        self._slots = tuple(slots)
        self._idle = list(self._slots)
        self._max_attempts = max_attempts
        self._queue = JobQueue()
        self._fair_queues = {priority: FairQueue() for priority in Priority}
        self._health = EngineHealth()
        self._risky = Counter[str]()  # workers in use by the risky jobs of each engine
        self._drafts = 0  # workers in use by drafts
        self._live = Counter[Flow]()  # workers in use by what each says live
        self._unfinished = Counter[Flow]()  # characters
        self._numbers = count()
        self._working: set[asyncio.Task[list[str]]] = set()
        self._closed = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, _: TracebackType | None
    ) -> None:
        """Kills every worker; jobs that are not done fail with EngineDied."""
        self._closed = True
        for task in self._working:
            task.cancel()
        await asyncio.gather(*self._working, return_exceptions=True)
        for job in self._queue.jobs():
            job.fail(_stopping())
        await asyncio.gather(*(slot.stop() for slot in self._slots))

    @override
    async def run(
        self, step: Step, sentences: Sequence[str], *, priority: Priority = Priority.LIVE, flow: Flow = NO_FLOW
    ) -> list[str]:
        if self._closed:
            raise _stopping()
        size = max(1, sum(map(len, sentences)))
        has_much = self._unfinished[flow] > MUCH
        if has_much and self._unfinished.total() > MOST:
            raise Overloaded("There is more to translate than this server can do. Try again in some minutes.")
        job = Job(
            priority=priority,
            start_tag=self._fair_queues[priority].enqueue(flow, size),
            number=next(self._numbers),
            step=step,
            flow=flow,
            sentences=sentences,
            outputs=asyncio.get_running_loop().create_future(),
            is_backlog=has_much and priority is Priority.LIVE,
        )
        self._unfinished[flow] += size
        try:
            self._queue.push(job)
            self._assign()
            return await job.outputs
        finally:
            self._unfinished[flow] -= size
            self._unfinished = +self._unfinished  # drops the zeros

    @override
    def waiting(self, priority: Priority) -> int:
        return sum(job.priority is priority and not job.outputs.done() for job in self._queue.jobs())

    @override
    async def warm(self, steps: Iterable[Step]) -> None:
        runs = (self.run(step, (), priority=Priority.HISTORY) for step in steps)
        for outcome in await asyncio.gather(*runs, return_exceptions=True):
            if isinstance(outcome, TranslationError):
                log.warning("Not warmed up: %s", outcome)

    @override
    def reload(self, steps: Iterable[Step]) -> None:
        replaced = tuple(steps)
        for slot in self._slots:
            slot.reload(replaced)

    def _assign(self) -> None:
        while self._idle and not self._closed and (job := self._queue.pop(self._may_start)):
            self._fair_queues[job.priority].dequeue(job.start_tag)
            risky = self._is_risky(job)
            slot = self._best_idle(job.step, risky=risky)
            self._idle.remove(slot)
            self._risky[job.step.engine] += risky
            self._drafts += job.priority is Priority.DRAFT
            self._live[job.flow] += job.priority is Priority.LIVE
            task = asyncio.create_task(slot.translate(job))
            self._working.add(task)
            task.add_done_callback(partial(self._finish, slot, job, risky=risky))

    def _is_risky(self, job: Job) -> bool:
        return bool(job.attempts) or (bool(job.sentences) and not self._health.is_trusted(job.step.engine))

    def _may_start(self, job: Job) -> bool:
        most = max(1, len(self._slots) - 1)
        if (job.priority is Priority.DRAFT and self._drafts >= most) or (job.is_backlog and self._loud() >= most):
            return False
        return not self._is_risky(job) or self._risky[job.step.engine] < most

    def _loud(self) -> int:
        """Workers in use by what those say live who have much waiting."""
        return sum(workers for flow, workers in self._live.items() if self._unfinished[flow] > MUCH)

    def _best_idle(self, step: Step, *, risky: bool) -> Slot:
        return min(self._idle, key=lambda slot: (slot.risk(step.engine) if risky else 0, slot.rank(step)))

    def _finish(self, slot: Slot, job: Job, task: asyncio.Task[list[str]], *, risky: bool) -> None:
        self._working.discard(task)
        self._risky[job.step.engine] -= risky
        self._drafts -= job.priority is Priority.DRAFT
        self._live[job.flow] -= job.priority is Priority.LIVE
        self._live = +self._live
        self._idle.append(slot)
        fault = _stopping() if task.cancelled() else task.exception()
        if fault is None:
            self._health.record_success(job.step.engine, len(job.sentences))
            job.complete(task.result())
        elif isinstance(fault, EngineDied | EngineTimeout) and not task.cancelled():
            self._retry(job, fault)
        else:
            job.fail(fault)
        self._assign()

    def _retry(self, job: Job, fault: TranslationError) -> None:
        """Queues the job again, behind all jobs with fewer attempts; fails it after the last attempt."""
        self._health.record_failure(job.step.engine)
        if job.attempts + 1 >= self._max_attempts:
            job.fail(job.fault or fault)
        elif not job.outputs.done():
            self._queue.push(replace(job, attempts=job.attempts + 1, fault=job.fault or fault))


def _stopping() -> EngineDied:
    return EngineDied("Enishi is stopping; this text was not translated.")
