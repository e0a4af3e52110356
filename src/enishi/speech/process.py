"""A worker process that recognises speech of one language."""

from base64 import b64encode
from collections.abc import Mapping
from typing import Self

from enishi.errors import RecogniserDied, RecogniserFailed, RecogniserTimeout
from enishi.settings import Settings
from enishi.speech.captions import Heard
from enishi.workers.process import LOADING, WorkerProcess


class RecognisingProcess:
    """Runs `enishi.speech.worker`; serves one speaker after the other."""

    def __init__(self, process: WorkerProcess, recogniser: str, settings: Settings) -> None:
        self._process = process
        self._recogniser = recogniser
        self._settings = settings

    @classmethod
    async def start(cls, recogniser: str, language: str, settings: Settings) -> Self:
        """Starts one, and loads the language; raises RecogniserDied, RecogniserTimeout, RecogniserFailed."""
        try:
            made = cls(await WorkerProcess.start("enishi.speech.worker", settings), recogniser, settings)
        except OSError as fault:
            raise RecogniserDied(f"No worker process could be started: {fault}.") from fault
        try:
            await made._ask({"do": "open", "recogniser": recogniser, "language": language}, LOADING)
        except BaseException:
            await made.kill()
            raise
        return made

    @property
    def ended(self) -> bool:
        """Whether it is gone."""
        return self._process.ended

    async def hear(self, sound: bytes, *, last: bool) -> Heard:
        """What is known after this sound. Raises RecogniserDied, RecogniserTimeout, RecogniserFailed."""
        command = {"do": "hear", "sound": b64encode(sound).decode(), "last": last}
        return await self._ask(command, self._settings.deadline)

    async def kill(self) -> None:
        """Ends it and everything that it started, at once."""
        await self._process.kill()

    async def _ask(self, command: Mapping[str, object], deadline: float) -> Heard:
        try:
            answer = await self._process.ask(command, deadline)
        except TimeoutError:
            raise RecogniserTimeout(f"{self._recogniser} did not answer within {deadline:g} seconds.") from None
        except EOFError:
            memory = self._settings.worker_memory
            raise RecogniserDied(f"{self._recogniser} crashed, or used more than {memory} MiB of memory.") from None
        if "code" in answer:
            raise RecogniserFailed(answer["sentence"], code=answer["code"])
        return Heard(tuple(answer["said"]), answer["saying"])
