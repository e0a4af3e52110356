"""The commands that ask to see words in another language: of messages that are there, or of words being written."""

import asyncio
import logging
from collections.abc import Sequence

from enishi.doors.verbs import Verbs
from enishi.gathering.facts.telling import translated
from enishi.live.connection import Connection
from enishi.protocol import Interpret, Mirror, Mirrored

log = logging.getLogger(__name__)


class Looks:
    """One connection's; close it when the connection is gone."""

    def __init__(self, verbs: Verbs, connection: Connection) -> None:
        self._verbs = verbs
        self._connection = connection
        self._mirror: asyncio.Task[None] | None = None

    def close(self) -> None:
        """Nobody looks any more."""
        if self._mirror:
            self._mirror.cancel()

    async def obey(self, command: Interpret | Mirror) -> None:
        """Do as asked; raises an EnishiError when that cannot be."""
        if isinstance(command, Interpret):
            await self._interpret(command)
        else:
            await self._look(command)

    async def _interpret(self, command: Interpret) -> None:
        """Tell what is translated already; the rest comes by itself."""
        reader = self._connection.reader
        await self._verbs.access.to_room(reader, command.room)
        page = await self._verbs.history.some(reader, command.room, command.messages, again=command.again)
        authors = {message.id: message.author for message in page.messages}
        for made in page.translations:
            self._connection.tell(translated(authors[made.message], made))

    async def _look(self, command: Mirror) -> None:
        """Tell later how the words arrive; the newest words win."""
        self._verbs.mirrors.take(self._connection.reader.id)
        await self._verbs.access.to_room(self._connection.reader, command.room)
        spoken, wanted = self._verbs.mirroring.languages(command.room, command.text, command.language)
        self.close()
        self._mirror = asyncio.create_task(self._reflect(command, spoken, wanted))
        self._mirror.add_done_callback(_note)

    async def _reflect(self, command: Mirror, spoken: str, wanted: Sequence[str]) -> None:
        made = await self._verbs.mirroring.mirror(command.room, command.text, spoken, wanted)
        self._connection.tell(
            Mirrored(nonce=command.nonce, room=command.room, text=command.text, language=spoken, renderings=made)
        )


def _note(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()):
        log.error("A mirror failed", exc_info=error)
