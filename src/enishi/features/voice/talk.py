"""One member speaking in a room: drafts while an utterance lasts, a message when it ends; no sound is kept."""

import asyncio
import logging
from contextlib import suppress
from uuid import UUID

from enishi import clock
from enishi.doors.house import House
from enishi.errors import EnishiError, RecogniserBehind
from enishi.feature import Caller
from enishi.features.voice.wire import Silenced, Sound
from enishi.gathering.messages.wire import Uttered
from enishi.rights import Right
from enishi.speech.captions import Captions
from enishi.speech.recogniser import SECOND
from enishi.speech.recognition_sessions import RecognitionSession

log = logging.getLogger(__name__)

PIECE = SECOND // 10
"""Bytes of sound that are passed on at once, in whatever pieces they come: each is sent to everybody who listens."""

SILENCE = 60.0
"""Seconds in which no word was recognised, after which a talk ends: others may wait for its place."""


class Talk:
    """Runs until `finish`; what was said is posted even if nobody waits for it."""

    def __init__(self, house: House, session: RecognitionSession, caller: Caller, *, room: UUID, language: str) -> None:
        self._house = house
        self._session = session
        self.caller = caller
        self._author = caller.member
        self._room = room
        self._language = language
        self._uttered = ""
        self._sound = bytearray()
        self._loop = asyncio.get_running_loop()
        self._last_words = self._loop.time()
        self._timer = self._loop.call_later(SILENCE, self._on_timer)
        self.task = asyncio.create_task(self._run())

    def feed(self, sound: bytes) -> None:
        """Take what was said next; when that is too much, the talk ends with what was said before."""
        try:
            taken = self._session.feed(sound)
        except RecogniserBehind as fault:
            self._silence(fault)
            self.finish()
        else:
            if taken:
                self._relay(sound)

    def finish(self) -> None:
        """Nothing more is said; `task` ends when all of it is posted."""
        self._timer.cancel()
        self._session.finish()

    async def give_way(self, caller: Caller) -> None:
        """End the talk because its member speaks anew, maybe elsewhere; returns when all of it is posted."""
        if caller is not self.caller:
            self._silence(EnishiError("You are speaking on another device now.", code="microphone_elsewhere"))
        self.finish()
        await asyncio.wait({self.task})

    def _relay(self, sound: bytes) -> None:
        """Pass the voice itself to who listens."""
        self._sound += sound
        while len(self._sound) >= PIECE:
            piece = bytes(self._sound[:PIECE])
            self._house.bus.publish(Sound(room=self._room, speaker=self._author.id, pcm=piece))
            del self._sound[:PIECE]

    async def _run(self) -> None:
        try:
            await self._session.run(self._publish)
        except EnishiError as fault:
            await self._save()
            self._silence(fault)
        except Exception:
            log.exception("A talk failed")
            self._silence(EnishiError("Something went wrong on the server, and was noted there.", code="internal"))
        finally:
            self.finish()
            if self._uttered:
                self._show("")

    def _on_timer(self) -> None:
        left = self._last_words + SILENCE - self._loop.time()
        if left > 0:
            self._timer = self._loop.call_later(left, self._on_timer)
        else:
            self._silence(EnishiError("Nothing was heard for a while.", code="microphone_quiet"))
            self.finish()

    async def _publish(self, captions: Captions) -> None:
        if captions.final or captions.partial:
            self._last_words = self._loop.time()
        for text in captions.final:
            self._uttered = ""
            await self._post(text)
        if captions.partial != self._uttered:
            self._uttered = captions.partial
            self._show(captions.partial)

    async def _save(self) -> None:
        """Post what was recognised of an utterance that will not be finished."""
        with suppress(EnishiError):
            if self._uttered:
                await self._post(self._uttered)

    def _show(self, text: str) -> None:
        self._house.bus.publish_local(Uttered(author=self._author, room=self._room, text=text, language=self._language))

    async def _post(self, text: str) -> None:
        await self._house.access.require(self._author, Right.WRITE, self._room)  # it may have ended in between
        nonce = str(clock.new_id())
        post = self._house.posting.post
        await post(self._author, self._room, text, nonce=nonce, language=self._language, spoken=True)

    def _silence(self, fault: EnishiError) -> None:
        self.caller.tell(Silenced(room=self._room, code=fault.code, sentence=fault.told))
