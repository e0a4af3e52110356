"""Who speaks: one talk a caller, as many at once as the server can recognise."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from enishi.doors.house import House
from enishi.errors import TooMany
from enishi.feature import Caller
from enishi.features.voice.talk import Talk
from enishi.features.voice.wire import Hush, Speak
from enishi.text import known_language

PATIENCE = 3.0
"""Seconds in which what was said is still recognised when the server stops."""


class Speaking:
    """Begins and ends talks; sound that comes without one is dropped."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._talks: dict[Caller, Talk] = {}
        self._running: set[asyncio.Task[None]] = set()

    async def speak(self, caller: Caller, command: Speak) -> None:
        """Recognise what the caller says from now on.

        Raises NoRecogniser, Invalid for an unknown language, TooMany when too many speak already.
        """
        await self._end(caller)
        language = known_language(command.language or caller.member.language, self._house.languages)
        session = self._house.recognition.start_session(language)
        if len(self._running) >= self._house.settings.speakers:
            raise TooMany(
                "As many are speaking as the server can hear. Try again when somebody has finished.",
                code="too_many_speakers",
                retry_after=10,
            )
        talk = Talk(self._house, session, caller, room=command.room, language=language)
        self._talks[caller] = talk
        self._running.add(talk.task)
        talk.task.add_done_callback(self._running.discard)
        caller.at_leave(self, partial(self._finish, caller))

    async def hush(self, caller: Caller, command: Hush) -> None:
        """End the caller's talk; returns when what they said is posted."""
        await self._end(caller)

    def feed(self, caller: Caller, sound: bytes) -> None:
        """Take what the caller said next."""
        if talk := self._talks.get(caller):
            talk.feed(sound)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """When the server stops, what was said is still posted, if that takes no longer than PATIENCE."""
        yield
        for talk in self._talks.values():
            talk.finish()
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=PATIENCE)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _end(self, caller: Caller) -> None:
        if talk := self._talks.get(caller):
            self._finish(caller)
            await asyncio.wait({talk.task})

    def _finish(self, caller: Caller) -> None:
        """Nobody speaks here any more; what was said is posted all the same."""
        if talk := self._talks.pop(caller, None):
            talk.finish()
