"""A place where one job at a time is done: by a worker process of this machine, or by whatever else fits."""

import logging
from typing import Protocol

from enishi.errors import EngineDied, EngineTimeout
from enishi.model import Step
from enishi.settings import Settings
from enishi.translate.pool.jobs import Job
from enishi.translate.pool.process import TranslatingProcess

log = logging.getLogger(__name__)

SECOND_CHANCE = 0.25
"""The share of the deadline that a second attempt has: a text that takes milliseconds elsewhere shows it soon."""


class Seat(Protocol):
    """What the pool gives its jobs to."""

    def rank(self, step: Step) -> int:
        """How well it suits the step: the lower, the sooner it starts to translate."""
        ...

    def risk(self, engine: str) -> int:
        """How many directions of other engines would be lost if that engine brought it down."""
        ...

    async def translate(self, job: Job) -> list[str]:
        """One output a sentence; raises EngineFailed, EngineTimeout, EngineDied."""
        ...

    async def empty(self) -> None:
        """Ends whatever works here, at once."""
        ...


class ProcessSeat(Seat):
    """Its worker is started when the first job comes, and anew after one that died or hung."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._worker: TranslatingProcess | None = None

    def rank(self, step: Step) -> int:
        """As the seam says: an open direction first, then a worker that runs."""
        if self._worker is None:
            return 2
        return 0 if self._worker.has(step) else 1

    def risk(self, engine: str) -> int:
        """As the seam says."""
        return self._worker.others(engine) if self._worker else 0

    async def translate(self, job: Job) -> list[str]:
        """As the seam says, within the deadline of the settings; the worker is gone when it died or hung."""
        step, share = job.step, SECOND_CHANCE if job.tried else 1.0
        try:
            self._worker = self._worker or await TranslatingProcess.start(self._settings)
            return await self._worker.translate(step, job.sentences, share * self._settings.deadline)
        except (EngineDied, EngineTimeout) as fault:
            log.warning("Worker replaced (%s, %s to %s): %s", step.engine, step.source, step.target, fault)
            await self.empty()
            raise

    async def empty(self) -> None:
        """As the seam says."""
        worker, self._worker = self._worker, None
        if worker:
            await worker.kill()


def processes(settings: Settings) -> list[ProcessSeat]:
    """As many places for worker processes as the settings say."""
    return [ProcessSeat(settings) for _ in range(settings.workers)]
