"""A place for one worker process."""

import logging
from collections.abc import Sequence

from enishi.errors import EngineDied, EngineTimeout
from enishi.model import Step
from enishi.settings import Settings
from enishi.translate.process import TranslatingProcess

log = logging.getLogger(__name__)


class Seat:
    """Its worker is started when the first job comes, and anew after one that died or hung."""

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
