"""Messages as facts, and what becomes of them when their author is erased."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Connection
from typing_extensions import override

from enishi import clock
from enishi.feature import Source, Words
from enishi.gathering.facts.sources import Sources
from enishi.gathering.messages import table
from enishi.gathering.messages.wire import Posted, newest
from enishi.model import Member, Message
from enishi.protocol import Fact


class MessageSource(Source):
    """The first of all sources. Erasing removes each message, with all that hangs on it."""

    words = (Words(table.messages.c.text, by=table.messages.c.author),)
    most_missed = 100

    def __init__(self, sources: Sources) -> None:
        self._sources = sources

    @override
    def between(self, connection: Connection, room: UUID, after: int, upto: int) -> list[Fact]:
        found: list[Fact] = []
        for message in table.numbered(connection, room, after, upto):
            if after < message.seq <= upto:
                found.append(posted(message))
            if message.changed != message.seq and after < message.changed <= upto:
                found.append(newest(message))
        return found

    @override
    def since(self, connection: Connection, room: UUID, after: int, reader: Member, limit: int) -> Sequence[Fact]:
        return [newest(message) for message in table.changed_since(connection, room, after, limit)]

    @override
    def erase_some(self, connection: Connection, member: UUID, most: int) -> int:
        found = table.some_written_by(connection, member, most)
        for message in found:
            table.remove(connection, self._sources, message.room, message.id, clock.now())
        return len(found)

    @override
    def erase(self, connection: Connection, member: UUID) -> None:
        for message in table.written_by(connection, member):
            table.remove(connection, self._sources, message.room, message.id, clock.now())


def posted(message: Message) -> Posted:
    """A message in its present form, under its first number."""
    return Posted(room=message.room, seq=message.seq, message=message)
