"""A slot of the pool: where one job at a time is done, by a worker process of this machine or by something else."""

import logging
from collections.abc import Collection
from typing import Protocol

from typing_extensions import override

from enishi.errors import EngineDied, EngineTimeout
from enishi.model import Step
from enishi.settings import Settings
from enishi.translate.pool.jobs import Job
from enishi.translate.pool.process import TranslationProcess

log = logging.getLogger(__name__)

RETRY_SHARE = 0.25
"""The share of the deadline that a second attempt has: most texts need milliseconds."""


class Slot(Protocol):
    """What the pool gives its jobs to."""

    def rank(self, step: Step) -> int:
        """How soon the slot could begin the step: the lower, the sooner."""
        ...

    def risk(self, engine: str) -> int:
        """How many loaded directions of other engines would be lost if that engine killed the worker."""
        ...

    def reload(self, steps: Collection[Step]) -> None:
        """Has the worker open these directions anew before it uses them again."""
        return

    async def translate(self, job: Job) -> list[str]:
        """One output a sentence; raises EngineFailed, EngineTimeout, EngineDied."""
        ...

    async def stop(self) -> None:
        """Kills the worker."""
        ...


class ProcessSlot(Slot):
    """Its worker process starts with the first job, and again after one that died or hung."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._worker: TranslationProcess | None = None

    @override
    def rank(self, step: Step) -> int:
        """An open direction first, then a running worker."""
        if self._worker is None:
            return 2
        return 0 if self._worker.is_open(step) else 1

    @override
    def risk(self, engine: str) -> int:
        return self._worker.open_of_others(engine) if self._worker else 0

    @override
    def reload(self, steps: Collection[Step]) -> None:
        if self._worker:
            self._worker.reload(steps)

    @override
    async def translate(self, job: Job) -> list[str]:
        """Within the deadline of the settings; a worker that died or hung is killed."""
        step, share = job.step, RETRY_SHARE if job.attempts else 1.0
        try:
            self._worker = self._worker or await TranslationProcess.start(self._settings)
            return await self._worker.translate(step, job.sentences, share * self._settings.deadline)
        except (EngineDied, EngineTimeout) as fault:
            log.warning("Worker replaced (%s, %s to %s): %s", step.engine, step.source, step.target, fault)
            await self.stop()
            raise

    @override
    async def stop(self) -> None:
        worker, self._worker = self._worker, None
        if worker:
            await worker.kill()


def process_slots(settings: Settings) -> list[ProcessSlot]:
    """A slot for each worker process of the settings."""
    return [ProcessSlot(settings) for _ in range(settings.workers)]
