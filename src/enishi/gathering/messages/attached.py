"""What hangs on messages: the facts of a table whose rows each belong to one message."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Table, delete, true
from typing_extensions import override

from enishi.feature import Source
from enishi.model import Member, Message
from enishi.protocol import Fact


class AttachedSource(Source, ABC):
    """Reads a table with the columns `room`, `message` and `seq`; its rows go with the form of their message."""

    table: Table
    present: ColumnElement[bool] = true()
    """Which rows a fresh page shows; the others only tell that something was taken back."""

    @abstractmethod
    def facts(self, connection: Connection, *which: ColumnElement[bool], limit: int | None = None) -> Sequence[Fact]:
        """At most `limit` facts, of the rows of which all of `which` is true, in the order of their numbers."""

    def concerns(self, reader: Member) -> ColumnElement[bool]:
        """The rows that concern this reader. All of them, unless the source overrides this."""
        return true()

    @override
    def between(self, connection: Connection, room: UUID, after: int, upto: int) -> Sequence[Fact]:
        return self.facts(connection, self.table.c.room == room, self.table.c.seq.between(after + 1, upto))

    @override
    def since(self, connection: Connection, room: UUID, after: int, reader: Member, limit: int) -> Sequence[Fact]:
        later = self.table.c.room == room, self.table.c.seq > after
        return self.facts(connection, *later, self.concerns(reader), limit=limit)

    @override
    def of_messages(
        self, connection: Connection, room: UUID, messages: Collection[UUID], reader: Member
    ) -> Sequence[Fact]:
        these = self.table.c.room == room, self.table.c.message.in_(messages)
        return self.facts(connection, *these, self.concerns(reader), self.present)

    @override
    def message_changed(self, connection: Connection, before: Message, after: Message) -> None:
        of = self.table.c.room == after.room, self.table.c.message == after.id
        connection.execute(delete(self.table).where(*of))
