"""Who speaks: one talk a member, as many at once as the server can recognise."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from enishi.doors.house import House
from enishi.errors import NoRecogniser, TooMany
from enishi.feature import Caller
from enishi.features.voice.talk import Talk
from enishi.features.voice.wire import Hush, Speak
from enishi.gathering.messages.wire import RecogniserMissing
from enishi.speech.recognition_sessions import RecognitionSession
from enishi.text import known_language

PATIENCE = 3.0
"""Seconds in which what was said is still recognised when the server stops."""


class Speaking:
    """Begins and ends talks; sound that comes without one is dropped."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._talks: dict[UUID, Talk] = {}
        """By member. A talk is here until all of it is posted: so long it needs its place."""

    async def speak(self, caller: Caller, command: Speak) -> None:
        """Recognise what the caller says from now on; the member's talk on another connection ends.

        Raises NoRecogniser, Invalid for an unknown language, TooMany when too many speak already.
        """
        while talk := self._talks.get(caller.member.id):
            await talk.give_way(caller)
        language = known_language(command.language or caller.member.language, self._house.languages)
        session = self._session(caller, command.room, language)
        if len(self._talks) >= self._house.settings.speakers:
            raise TooMany(
                "As many are speaking as the server can hear. Try again when somebody has finished.",
                code="too_many_speakers",
                retry_after=10,
            )
        self._begin(Talk(self._house, session, caller, room=command.room, language=language))

    def _session(self, caller: Caller, room: UUID, language: str) -> RecognitionSession:
        try:
            return self._house.recognition.start_session(language)
        except NoRecogniser:
            self._house.bus.publish(RecogniserMissing(member=caller.member, room=room, language=language))
            raise

    async def hush(self, caller: Caller, command: Hush) -> None:
        """End the caller's talk; returns when what they said is posted."""
        if talk := self._talk(caller):
            talk.finish()
            await asyncio.wait({talk.task})

    def feed(self, caller: Caller, sound: bytes) -> None:
        """Take what the caller said next."""
        if talk := self._talk(caller):
            talk.feed(sound)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """When the server stops, what was said is still posted, if that takes no longer than PATIENCE."""
        yield
        running = {talk.task for talk in self._talks.values()}
        for talk in self._talks.values():
            talk.finish()
        if running:
            _, late = await asyncio.wait(running, timeout=PATIENCE)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _begin(self, talk: Talk) -> None:
        member = talk.caller.member.id
        self._talks[member] = talk
        talk.task.add_done_callback(lambda _: self._talks.pop(member))
        talk.caller.at_leave(self, talk.finish)

    def _talk(self, caller: Caller) -> Talk | None:
        """The member's talk, if it is on this connection."""
        talk = self._talks.get(caller.member.id)
        return talk if talk and talk.caller is caller else None
