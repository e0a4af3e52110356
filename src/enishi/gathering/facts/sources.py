"""All sources of the house: what hangs on messages, without anybody naming it."""

from collections.abc import Collection, Iterator
from uuid import UUID

from sqlalchemy import Connection

from enishi.feature import Source
from enishi.model import Member, Message
from enishi.protocol import Fact


class Sources:
    """Filled when the features are opened, read afterwards. The methods run inside a transaction of the store."""

    def __init__(self) -> None:
        self._sources: list[Source] = []

    def __iter__(self) -> Iterator[Source]:
        return iter(self._sources)

    def __reversed__(self) -> Iterator[Source]:
        return reversed(self._sources)

    def add(self, *sources: Source) -> None:
        """Register these."""
        self._sources += sources

    def between(self, connection: Connection, room: UUID, after: int, upto: int) -> list[Fact]:
        """The facts of a room after one number and up to another, in the order of their numbers.

        They are in their present form: what an edit or a removal took away is not there, and some numbers are of
        nothing any more.
        """
        found = [fact for source in self for fact in source.between(connection, room, after, upto)]
        return sorted(found, key=lambda fact: fact.seq)

    def since(self, connection: Connection, room: UUID, after: int, reader: Member) -> list[Fact] | None:
        """What a reader missed after a number, ordered by number; None when it is too much to be sent one by one."""
        found: list[Fact] = []
        for source in self:
            facts = source.since(connection, room, after, reader, source.most_missed + 1)
            if len(facts) > source.most_missed:
                return None
            found += facts
        return sorted(found, key=lambda fact: fact.seq)

    def of_messages(
        self, connection: Connection, room: UUID, messages: Collection[UUID], reader: Member
    ) -> tuple[Fact, ...]:
        """What concerns a reader about these messages, ordered by number."""
        found = [fact for source in self for fact in source.of_messages(connection, room, messages, reader)]
        return tuple(sorted(found, key=lambda fact: fact.seq))

    def message_changed(self, connection: Connection, before: Message, after: Message) -> None:
        """Tell every source that a message was edited, relabelled or removed."""
        for source in self:
            source.message_changed(connection, before, after)
