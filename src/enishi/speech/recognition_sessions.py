"""Who listens: a worker process for each speaker, and the sound that waits for it."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection

from enishi.errors import NoRecogniser, RecogniserBehind
from enishi.languages import best_match
from enishi.settings import Settings
from enishi.speech.captions import Heard
from enishi.speech.process import RecognisingProcess
from enishi.speech.recogniser import SECOND
from enishi.speech.registry import recognisers

MOST_WAITING = 30
"""Seconds of sound that may wait for a worker, or come before its time."""

_AT_ONCE = 5 * SECOND
"""Bytes that a worker is given at once: it has a deadline for them."""


class Ears:
    """The recognisers that there are; a worker that is done is kept for who speaks next."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._recognisers = recognisers(settings)
        self._idle: tuple[str, RecognisingProcess] | None = None

    @property
    def languages(self) -> Collection[str]:
        """The languages that are heard."""
        return self._recognisers.keys()

    def listen(self, language: str) -> "Listening":
        """Begin to hear somebody; raises NoRecogniser."""
        heard = best_match(language, self._recognisers)
        if heard is None:
            raise NoRecogniser("This server does not hear that language. Write instead.")
        return Listening(self, heard)

    async def close(self) -> None:
        """Kills the worker that waits, if there is one."""
        idle, self._idle = self._idle, None
        if idle:
            await idle[1].kill()

    async def take(self, language: str) -> RecognisingProcess:
        """A worker that has the language loaded; raises as it does."""
        idle, self._idle = self._idle, None
        if idle and idle[0] == language and not idle[1].ended:
            return idle[1]
        if idle:
            await idle[1].kill()
        return await RecognisingProcess.start(self._recognisers[language], language, self._settings)

    async def give_back(self, language: str, process: RecognisingProcess) -> None:
        """It is not needed for now."""
        idle, self._idle = self._idle, (language, process)
        if idle:
            await idle[1].kill()


class Listening:
    """One speaker, for as long as they speak."""

    def __init__(self, ears: Ears, language: str) -> None:
        self._ears = ears
        self._language = language
        self._waiting = bytearray()
        self._begun = time.monotonic()
        self._taken = 0
        self._finished = False
        self._news = asyncio.Event()

    def hear(self, sound: bytes) -> bool:
        """Take what was said next; whether it was, which ends when it is finished.

        Raises RecogniserBehind when that is more than can wait; then it is dropped.
        """
        if self._finished:
            return False
        may_come = (time.monotonic() - self._begun + MOST_WAITING) * SECOND
        if self._taken + len(sound) > may_come or len(self._waiting) + len(sound) > MOST_WAITING * SECOND:
            raise RecogniserBehind("More was said than the server could follow; the end of it is lost.")
        self._taken += len(sound)
        self._waiting += sound
        self._news.set()
        return True

    def finish(self) -> None:
        """Nothing more is said."""
        self._finished = True
        self._news.set()

    async def run(self, tell: Callable[[Heard], Awaitable[None]]) -> None:
        """Tell what is heard as it becomes known, until all that was said is known.

        Raises RecogniserDied, RecogniserTimeout, RecogniserFailed.
        """
        process = await self._ears.take(self._language)
        try:
            while not await self._pass_on(process, tell):
                pass
        except BaseException:
            await process.kill()
            raise
        await self._ears.give_back(self._language, process)

    async def _pass_on(self, process: RecognisingProcess, tell: Callable[[Heard], Awaitable[None]]) -> bool:
        """The sound that waits; whether it was the last."""
        await self._news.wait()
        sound = bytes(self._waiting[:_AT_ONCE])
        del self._waiting[:_AT_ONCE]
        last = self._finished and not self._waiting
        if not self._waiting and not self._finished:
            self._news.clear()
        await tell(await process.hear(sound, last=last))
        return last
