"""What must hold for the facts in a database: each number once, nothing left of what was changed or removed."""

from collections.abc import Iterator

from sqlalchemy import Connection, Subquery, and_, func, not_, select, union_all

from enishi.gathering.messages.table import messages
from enishi.gathering.people.rooms_table import rooms
from enishi.store.check import SOUND, Check
from enishi.store.tables import metadata

REPORT = "This is a fault of Enishi: please report it. A backup from before does not have it."
OUTDATED = "Nobody is shown it any more. Editing the message makes all of them anew."


def _doubles(connection: Connection) -> Iterator[str]:
    numbers = _numbers()
    query = select(numbers).group_by(numbers.c.room, numbers.c.seq).having(func.count() > 1)
    for room, seq in connection.execute(query):
        yield f"The room {room} gave the number {seq} twice."


def _beyond(connection: Connection) -> Iterator[str]:
    numbers = _numbers()
    query = select(numbers).join(rooms, rooms.c.id == numbers.c.room).where(numbers.c.seq > rooms.c.last)
    for room, seq in connection.execute(query):
        yield f"The room {room} has a number {seq}, beyond its last."


def _numbers() -> Subquery:
    """Every number that a room has given to what is still there."""
    facts = [table for table in metadata.sorted_tables if {"room", "seq"} <= set(table.c.keys())]
    changes = select(messages.c.room, messages.c.changed).where(messages.c.changed != messages.c.seq)
    return union_all(*(select(fact.c.room, fact.c.seq) for fact in facts), changes).subquery()


def _outdated(connection: Connection) -> Iterator[str]:
    for table in metadata.sorted_tables:
        if {"room", "message", "of", "seq"} <= set(table.c.keys()):
            its_message = (messages.c.room == table.c.room) & (messages.c.id == table.c.message)
            present = and_(table.c.of == messages.c.changed, messages.c.removed_at.is_(None))
            query = select(table.c.message).join(messages, its_message).where(not_(present))
            for message in connection.execute(query).scalars():
                yield f"A row of {table.name} belongs to no present form of its message {message}."


def _removed(connection: Connection) -> Iterator[str]:
    query = select(messages.c.id).where(messages.c.removed_at.is_not(None), messages.c.text != "")
    for message in connection.execute(query).scalars():
        yield f"The words of the message {message}, which was removed, are still there."


CHECKS = (
    *SOUND,
    Check("no number was given twice", _doubles, REPORT),
    Check("no number is beyond its room's last", _beyond, REPORT),
    Check("what is about a message belongs to its present form", _outdated, OUTDATED),
    Check("removed words are gone", _removed, REPORT),
)
"""All that `enishi check` looks for; the tables of every feature must be imported."""
