"""A worker process that translates, as the server sees it, and the directions that are open in it."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from typing import Self

from enishi.errors import EngineDied, EngineFailed, EngineTimeout
from enishi.model import Step
from enishi.settings import Settings
from enishi.workers.process import LOADING, WorkerProcess


class TranslationProcess:
    """Runs `enishi.translate.pool.worker`."""

    def __init__(self, process: WorkerProcess, settings: Settings) -> None:
        self._process = process
        self._settings = settings
        self._open: dict[Step, None] = {}  # least recently used first
        self._stale: set[Step] = set()

    @classmethod
    async def start(cls, settings: Settings) -> Self:
        """Starts a process; raises EngineDied."""
        try:
            return cls(await WorkerProcess.start("enishi.translate.pool.worker", settings), settings)
        except OSError as fault:
            raise EngineDied(f"No worker process could be started: {fault}.") from fault

    def is_open(self, step: Step) -> bool:
        """Whether the direction is loaded."""
        return step in self._open

    def reload(self, steps: Collection[Step]) -> None:
        """Opens these directions anew before they are used again."""
        self._stale |= self._open.keys() & set(steps)

    def open_of_others(self, engine: str) -> int:
        """How many directions of other engines are loaded."""
        return sum(step.engine != engine for step in self._open)

    async def translate(self, step: Step, sentences: Sequence[str], deadline: float) -> list[str]:
        """Loads the direction if needed, and translates within `deadline` seconds.

        Raises EngineFailed, EngineTimeout, EngineDied.
        """
        if step in self._stale:
            await self._close(step)
        if step not in self._open:
            if len(self._open) >= self._settings.worker.models:
                await self._close(next(iter(self._open)))
            await self._request("open", step, sentences=(), deadline=LOADING)
        self._open.pop(step, None)
        self._open[step] = None
        return await self._request("translate", step, sentences=sentences, deadline=deadline) if sentences else []

    async def kill(self) -> None:
        """Kills it and everything that it started."""
        await self._process.kill()

    async def _close(self, step: Step) -> None:
        del self._open[step]
        self._stale.discard(step)
        with suppress(EngineFailed):  # the fault of another text
            await self._request("close", step, sentences=(), deadline=LOADING)

    async def _request(self, verb: str, step: Step, *, sentences: Sequence[str], deadline: float) -> list[str]:
        command = {"do": verb, "step": [step.engine, step.source, step.target], "sentences": sentences}
        try:
            answer = await self._process.request(command, deadline)
        except TimeoutError:
            raise EngineTimeout(f"{step.engine} did not answer within {deadline:g} seconds.") from None
        except EOFError:
            memory = self._settings.worker.memory
            raise EngineDied(f"{step.engine} crashed, or used more than {memory} MiB of memory.") from None
        if "code" in answer:
            raise EngineFailed(answer["sentence"], code=answer["code"])
        outputs: list[str] = answer["outputs"]
        return outputs
