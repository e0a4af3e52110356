"""The command that shows what is being written; what a connection was writing ends with it."""

from uuid import UUID

from enishi.doors.verbs import Verbs
from enishi.live.connection import Connection
from enishi.protocol import Draft


class Drafts:
    """One connection's; close it when the connection is gone."""

    def __init__(self, verbs: Verbs, connection: Connection) -> None:
        self._verbs = verbs
        self._connection = connection
        self._rooms: set[UUID] = set()

    def close(self) -> None:
        """Nobody writes here any more."""
        for room in self._rooms:
            self._verbs.drafting.end(self._connection.reader.id, room)

    async def draft(self, command: Draft) -> None:
        """Show the words to the room; raises an EnishiError when that cannot be."""
        writer = self._connection.reader
        self._verbs.drafts.take(writer.id)
        await self._verbs.access.to_room(writer, command.room)
        self._rooms.add(command.room)
        await self._verbs.drafting.write(writer, command.room, command.text, command.language, spoken=command.spoken)
