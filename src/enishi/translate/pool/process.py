"""A worker process that translates, and the directions that are open in it."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Self

from enishi.errors import EngineDied, EngineFailed, EngineTimeout
from enishi.model import Step
from enishi.settings import Settings
from enishi.workers.process import LOADING, WorkerProcess


class TranslatingProcess:
    """Runs `enishi.translate.pool.worker`."""

    def __init__(self, process: WorkerProcess, settings: Settings) -> None:
        self._process = process
        self._settings = settings
        self._open: dict[Step, None] = {}  # least recently used first

    @classmethod
    async def start(cls, settings: Settings) -> Self:
        """Starts one; raises EngineDied."""
        try:
            return cls(await WorkerProcess.start("enishi.translate.pool.worker", settings), settings)
        except OSError as fault:
            raise EngineDied(f"No worker process could be started: {fault}.") from fault

    def has(self, step: Step) -> bool:
        """Whether that direction is open here."""
        return step in self._open

    def others(self, engine: str) -> int:
        """How many directions of other engines are open here."""
        return sum(step.engine != engine for step in self._open)

    async def translate(self, step: Step, sentences: Sequence[str], deadline: float) -> list[str]:
        """Opens the direction where needed, and translates within `deadline` seconds.

        Raises EngineFailed, EngineTimeout, EngineDied.
        """
        if step not in self._open:
            if len(self._open) >= self._settings.worker_models:
                oldest = next(iter(self._open))
                del self._open[oldest]
                with suppress(EngineFailed):  # the fault of another text
                    await self._ask("close", oldest, (), LOADING)
            await self._ask("open", step, (), LOADING)
        self._open.pop(step, None)
        self._open[step] = None
        return await self._ask("translate", step, sentences, deadline) if sentences else []

    async def kill(self) -> None:
        """Ends it and everything that it started, at once."""
        await self._process.kill()

    async def _ask(self, verb: str, step: Step, sentences: Sequence[str], deadline: float) -> list[str]:
        command = {"do": verb, "step": [step.engine, step.source, step.target], "sentences": sentences}
        try:
            answer = await self._process.request(command, deadline)
        except TimeoutError:
            raise EngineTimeout(f"{step.engine} did not answer within {deadline:g} seconds.") from None
        except EOFError:
            memory = self._settings.worker_memory
            raise EngineDied(f"{step.engine} crashed, or used more than {memory} MiB of memory.") from None
        if "code" in answer:
            raise EngineFailed(answer["sentence"], code=answer["code"])
        outputs: list[str] = answer["outputs"]
        return outputs
