"""Speech recognition for several speakers: a worker process each, and a bounded buffer of sound before it."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable

from enishi.errors import NoRecogniser, RecogniserBehind
from enishi.languages import best_match
from enishi.settings import Settings
from enishi.speech.captions import Captions
from enishi.speech.process import RecognitionProcess
from enishi.speech.recogniser import SECOND
from enishi.speech.registry import recognisers

MAX_BUFFERED = 30
"""Seconds of sound that a session buffers, and by which sound may come faster than it was spoken."""

_CHUNK = 5 * SECOND
"""Bytes that a worker gets at once: its deadline is for one chunk."""


class RecognitionSessions:
    """The recognisers of this machine. One worker that has finished is kept for the next session."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._recognisers = recognisers(settings)
        self._idle: tuple[str, RecognitionProcess] | None = None

    def refresh(self) -> None:
        """Offer what the machine recognises now. It reads files: not on the event loop."""
        self._recognisers = recognisers(self._settings)

    def among(self, tags: Iterable[str]) -> tuple[str, ...]:
        """Those of these languages that can be recognised."""
        return tuple(tag for tag in tags if best_match(tag, self._recognisers))

    def start_session(self, language: str) -> "RecognitionSession":
        """A session for one speaker of the language; raises NoRecogniser."""
        recognised = best_match(language, self._recognisers)
        if recognised is None:
            raise NoRecogniser("This server does not hear that language. Write instead.")
        return RecognitionSession(self, recognised)

    async def close(self) -> None:
        """Kills the idle worker, if there is one."""
        idle, self._idle = self._idle, None
        if idle:
            await idle[1].kill()

    async def acquire(self, language: str) -> RecognitionProcess:
        """A worker with the language loaded; raises like `RecognitionProcess.start`."""
        idle, self._idle = self._idle, None
        if idle and idle[0] == language and not idle[1].ended:
            return idle[1]
        if idle:
            await idle[1].kill()
        return await RecognitionProcess.start(self._recognisers[language], language, self._settings)

    async def release(self, language: str, process: RecognitionProcess) -> None:
        """Keeps the worker as the idle one, and kills the one that was idle before."""
        idle, self._idle = self._idle, (language, process)
        if idle:
            await idle[1].kill()


class RecognitionSession:
    """The speech of one speaker, from `start_session` to `finish`."""

    def __init__(self, sessions: RecognitionSessions, language: str) -> None:
        self._sessions = sessions
        self._language = language
        self._buffer = bytearray()
        self._started = time.monotonic()
        self._received = 0
        self._finished = False
        self._changed = asyncio.Event()

    def feed(self, sound: bytes) -> bool:
        """Buffers the next sound; False once the session is finished.

        Raises RecogniserBehind when MAX_BUFFERED would be exceeded; the sound is dropped then.
        """
        if self._finished:
            return False
        allowed = (time.monotonic() - self._started + MAX_BUFFERED) * SECOND
        if self._received + len(sound) > allowed or len(self._buffer) + len(sound) > MAX_BUFFERED * SECOND:
            raise RecogniserBehind("More was said than the server could follow; the end of it is lost.")
        self._received += len(sound)
        self._buffer += sound
        self._changed.set()
        return True

    def finish(self) -> None:
        """Ends the session: `run` returns when all buffered sound is recognised."""
        self._finished = True
        self._changed.set()

    async def run(self, publish: Callable[[Captions], Awaitable[None]]) -> None:
        """Calls `publish` with the captions of each chunk until the session is finished.

        Raises RecogniserDied, RecogniserTimeout, RecogniserFailed.
        """
        process = await self._sessions.acquire(self._language)
        try:
            while not await self._recognise_chunk(process, publish):
                pass
        except BaseException:
            await process.kill()
            raise
        await self._sessions.release(self._language, process)

    async def _recognise_chunk(
        self, process: RecognitionProcess, publish: Callable[[Captions], Awaitable[None]]
    ) -> bool:
        """Waits for sound and recognises a chunk of it; whether it was the last one."""
        await self._changed.wait()
        sound = bytes(self._buffer[:_CHUNK])
        del self._buffer[:_CHUNK]
        last = self._finished and not self._buffer
        if not self._buffer and not self._finished:
            self._changed.clear()
        await publish(await process.feed(sound, last=last))
        return last
