"""What one connection says aloud, and whom it hears."""

import asyncio

from enishi.doors.verbs import Verbs
from enishi.features.voice.verbs import Talk
from enishi.live.connection import Connection
from enishi.protocol import Hush, Listen, Speak


class Talks:
    """One connection's; close it when the connection is gone."""

    def __init__(self, verbs: Verbs, connection: Connection) -> None:
        self._verbs = verbs
        self._connection = connection
        self._talk: Talk | None = None

    def close(self) -> None:
        """Nobody speaks here any more; what was said is posted all the same."""
        if self._talk:
            self._talk.finish()
            self._talk = None

    async def obey(self, command: Speak | Hush | Listen) -> None:
        """Do as asked; raises an EnishiError when that cannot be."""
        match command:
            case Speak():
                await self._speak(command)
            case Hush():
                await self._hush()
            case Listen():
                await self._listen(command)

    def hear(self, sound: bytes) -> None:
        """Listen, after `speak`; sound that comes without it is dropped."""
        if self._talk:
            self._talk.hear(sound)

    async def _speak(self, command: Speak) -> None:
        speaker = self._connection.reader
        self._verbs.posts.take(speaker.id)
        await self._verbs.access.to_room(speaker, command.room)
        await self._hush()
        self._talk = self._verbs.speaking.begin(speaker, command.room, command.language, self._connection.tell)

    async def _hush(self) -> None:
        talk = self._talk
        self.close()
        if talk:
            await asyncio.wait({talk.task})

    async def _listen(self, command: Listen) -> None:
        if command.room:
            await self._verbs.access.to_room(self._connection.reader, command.room)
        self._connection.listen(command.room)
