"""A worker process that recognises speech of one language, as the server sees it."""

from base64 import b64encode
from collections.abc import Mapping
from typing import Self

from enishi.errors import RecogniserDied, RecogniserFailed, RecogniserTimeout
from enishi.settings import Settings
from enishi.speech.captions import Captions
from enishi.workers.process import LOADING, WorkerProcess


class RecognitionProcess:
    """Runs `enishi.speech.worker`; serves one speaker at a time."""

    def __init__(self, process: WorkerProcess, recogniser: str, settings: Settings) -> None:
        self._process = process
        self._recogniser = recogniser
        self._settings = settings

    @classmethod
    async def start(cls, recogniser: str, language: str, settings: Settings) -> Self:
        """Starts a process and loads the language; raises RecogniserDied, RecogniserTimeout, RecogniserFailed."""
        try:
            started = cls(await WorkerProcess.start("enishi.speech.worker", settings), recogniser, settings)
        except OSError as fault:
            raise RecogniserDied(f"No worker process could be started: {fault}.") from fault
        try:
            await started._request({"do": "open", "recogniser": recogniser, "language": language}, LOADING)
        except BaseException:
            await started.kill()
            raise
        return started

    @property
    def ended(self) -> bool:
        """Whether the process has ended."""
        return self._process.ended

    async def feed(self, sound: bytes, *, last: bool) -> Captions:
        """The captions after this sound. Raises RecogniserDied, RecogniserTimeout, RecogniserFailed."""
        command = {"do": "feed", "sound": b64encode(sound).decode(), "last": last}
        return await self._request(command, self._settings.deadline)

    async def kill(self) -> None:
        """Kills it and everything that it started."""
        await self._process.kill()

    async def _request(self, command: Mapping[str, object], deadline: float) -> Captions:
        try:
            answer = await self._process.request(command, deadline)
        except TimeoutError:
            raise RecogniserTimeout(f"{self._recogniser} did not answer within {deadline:g} seconds.") from None
        except EOFError:
            memory = self._settings.worker.memory
            raise RecogniserDied(f"{self._recogniser} crashed, or used more than {memory} MiB of memory.") from None
        if "code" in answer:
            raise RecogniserFailed(answer["sentence"], code=answer["code"])
        return Captions(tuple(answer["final"]), answer["partial"])
