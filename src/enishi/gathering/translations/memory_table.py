"""The translation memory, what members of a room corrected: its table, and the only SQL on it."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    Row,
    String,
    Table,
    Text,
    Uuid,
    and_,
    bindparam,
    delete,
    insert,
    or_,
    select,
)
from typing_extensions import override

from enishi.feature import Source, Words, readable, rows
from enishi.gathering.messages.table import messages
from enishi.model import Message
from enishi.store.tables import Instant, metadata

memory = Table(
    "memory",
    metadata,
    Column("room", ForeignKey("rooms.id"), primary_key=True),
    Column("source", String(35), primary_key=True),
    Column("target", String(35), primary_key=True),
    Column("key", LargeBinary(32), primary_key=True),
    Column("text", Text, nullable=False),
    Column("translation", Text, nullable=False),
    Column("message", Uuid),
    Column("made_by", ForeignKey("members.id"), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("confirmed_by", ForeignKey("members.id")),
    ForeignKeyConstraint(["room", "message"], ["messages.room", "messages.id"], name="fk_memory_message"),
    Index(None, "room", "message"),
)


@dataclass(frozen=True, slots=True)
class Remembered:
    """`made_by` said how `text` of `source` is translated into `target`.

    It was learned from `message`, and goes when that is edited or removed; without one it was imported from a file.
    Until somebody else confirms it, it is used for what `made_by` writes only: nobody speaks for another alone.
    """

    room: UUID
    source: str
    target: str
    text: str
    translation: str
    message: UUID | None
    made_by: UUID
    made_at: datetime
    confirmed_by: UUID | None = None


_PLACE = ("room", "source", "target", "key")


def learn(connection: Connection, learned: Remembered) -> None:
    """Remember what one member said; what was confirmed for everybody stays until this is confirmed, too."""
    known = look_up(connection, learned.room, learned.source, learned.target, learned.text)
    if learned.confirmed_by or known is None or known.confirmed_by is None or known.made_by == learned.made_by:
        keep(connection, learned)


def keep(connection: Connection, *learned: Remembered) -> None:
    """Remember; what was known of the same words between the same languages is replaced."""
    rows = [asdict(each) | {"key": key_of(each.text)} for each in learned]
    newest = list({tuple(row[name] for name in _PLACE): row for row in rows}.values())
    if newest:
        same = [memory.c[name] == bindparam(f"old_{name}") for name in _PLACE]
        connection.execute(
            delete(memory).where(*same), [{f"old_{name}": row[name] for name in _PLACE} for row in newest]
        )
        connection.execute(insert(memory), newest)


def of_room(connection: Connection, room: UUID, after: int = 0) -> Sequence[Remembered]:
    """What the room remembers for everybody, but of messages up to number `after`; in the order of its words."""
    earlier = select(messages.c.id).where(messages.c.room == room, messages.c.seq <= after)
    seen = or_(memory.c.message.is_(None), memory.c.message.not_in(earlier))
    which = memory.c.room == room, memory.c.confirmed_by.is_not(None), seen
    rows = connection.execute(select(memory).where(*which).order_by(memory.c.text, memory.c.target))
    return [_from_row(row) for row in rows]


def look_up(connection: Connection, room: UUID, source: str, target: str, text: str) -> Remembered | None:
    """What the room knows of these words."""
    row = connection.execute(select(memory).where(*_place(room, source, target, text))).one_or_none()
    return None if row is None else _from_row(row)


def forget(connection: Connection, message: Message, target: str, made_by: UUID) -> None:
    """Forget how this member put the words of this message, whichever message that was learned from."""
    _delete(connection, *_place(message.room, message.language, target, message.text), memory.c.made_by == made_by)


def _delete(connection: Connection, *which: ColumnElement[bool]) -> None:
    connection.execute(delete(memory).where(*which))


def _place(room: UUID, source: str, target: str, text: str) -> tuple[ColumnElement[bool], ...]:
    key = memory.c.key == key_of(text)
    return memory.c.room == room, memory.c.source == source, memory.c.target == target, key


def key_of(text: str) -> bytes:
    """The same for words that differ in their spaces, or in how Unicode composes their letters.

    Case and punctuation stay: they carry meaning (Polish, polish), and a question is no statement.
    """
    return sha256(" ".join(unicodedata.normalize("NFC", text).split()).encode()).digest()


def _from_row(row: Row[tuple[object, ...]]) -> Remembered:
    return Remembered(**{name: getattr(row, name) for name in Remembered.__dataclass_fields__})


class MemorySource(Source):
    """What was learned from a message goes when the message changes."""

    words = (Words(memory.c.text, by=memory.c.made_by), Words(memory.c.translation, by=memory.c.made_by))

    @override
    def export(self, connection: Connection, member: UUID) -> Iterable[Mapping[str, Any]]:
        """Without the words of others that they corrected a translation of."""
        its_message = and_(messages.c.room == memory.c.room, messages.c.id == memory.c.message)
        query = readable(memory).add_columns(messages.c.author).outerjoin(messages, its_message)
        for row in rows(connection, query.where(memory.c.made_by == member)):
            author = row["author"]
            yield {**row, "author": author, "text": row["text"] if author in (None, member) else None}

    @override
    def message_changed(self, connection: Connection, before: Message, after: Message) -> None:
        _delete(connection, memory.c.room == after.room, memory.c.message == after.id)
