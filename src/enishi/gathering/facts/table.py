"""The facts of rooms by their numbers, for who missed some of them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, Select, Table, or_, select

from enishi.features.questions import table as questions_of
from enishi.gathering.messages import table as messages_of
from enishi.gathering.translations import table as translations_of
from enishi.model import Message, Question, Translation
from enishi.store.tables import messages, questions, rooms, translations


@dataclass(frozen=True, slots=True)
class Fact:
    """What has that number: a message by `author`, said or changed, or a translation of it, or a question about it."""

    seq: int
    author: UUID
    what: Message | Translation | Question


def between(connection: Connection, room: UUID, after: int, upto: int) -> list[Fact]:
    """The facts of a room after one number and up to another, in the order of their numbers.

    They are told in their present form: what an edit or a removal took away is not told again, and of some numbers
    nothing is left.
    """
    first, changed = messages.c.seq.between(after + 1, upto), messages.c.changed.between(after + 1, upto)
    query = select(messages).where(messages.c.room == room, or_(first, changed))
    said = [messages_of.from_row(row) for row in connection.execute(query)]
    found = [Fact(seq, one.author, one) for one in said for seq in {one.seq, one.changed} if after < seq <= upto]
    made, asked = (connection.execute(_about(table, room, after, upto)) for table in (translations, questions))
    found += [Fact(row.seq, row.author, translations_of.from_row(row)) for row in made]
    found += [Fact(row.seq, row.author, questions_of.from_row(row)) for row in asked]
    return sorted(found, key=lambda fact: fact.seq)


def last_numbers(connection: Connection, wanted: Collection[UUID]) -> Mapping[UUID, int]:
    """The number of the newest fact of each of these rooms."""
    query = select(rooms.c.id, rooms.c.last).where(rooms.c.id.in_(wanted))
    return {row.id: row.last for row in connection.execute(query)}


def _about(table: Table, room: UUID, after: int, upto: int) -> Select[tuple[object, ...]]:
    """Rows about messages, and who wrote these."""
    query = select(*table.columns, messages.c.author).join(messages, messages.c.id == table.c.message)
    return query.where(table.c.room == room, table.c.seq.between(after + 1, upto))
