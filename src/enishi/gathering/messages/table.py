"""Messages: their table, and the only SQL on it. Append, edit, relabel, remove; pages; what is unread."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Row,
    Select,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    and_,
    bindparam,
    func,
    insert,
    not_,
    or_,
    select,
    update,
)

from enishi.deeds import NOBODY_HIDDEN, Hidden
from enishi.errors import Denied, Missing
from enishi.gathering.facts.sources import Sources
from enishi.gathering.people import rooms_table as rooms
from enishi.model import Message, Role, Room
from enishi.store.tables import Instant, metadata

messages = Table(
    "messages",
    metadata,
    Column("room", ForeignKey("rooms.id"), primary_key=True),
    Column("id", Uuid, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("author", ForeignKey("members.id"), nullable=False),
    Column("nonce", String(64), nullable=False),
    Column("language", String(35), nullable=False),
    Column("text", Text, nullable=False),
    Column("sent_at", Instant, nullable=False),
    Column("edited_at", Instant),
    Column("removed_at", Instant),
    Column("reply_to", Uuid),
    Column("spoken", Boolean, nullable=False),
    ForeignKeyConstraint(["room", "reply_to"], ["messages.room", "messages.id"], name="fk_messages_reply_to"),
    UniqueConstraint("room", "seq"),
    UniqueConstraint("room", "author", "nonce"),
    Index(None, "room", "changed"),
)

_FIELDS = tuple(Message.__dataclass_fields__)

_KEEP = insert(messages)
_SENT_BEFORE = select(messages).where(
    messages.c.room == bindparam("of"), messages.c.author == bindparam("by"), messages.c.nonce == bindparam("once")
)
_NUMBER_IF_NEW = rooms.NEXT_NUMBER.where(~_SENT_BEFORE.exists())
"""In one statement, since each is a good part of the way of a message to disk."""


@dataclass(frozen=True, slots=True)
class Appended:
    """A message on its way to disk; `new` is False when its nonce had been seen before."""

    message: Message
    new: bool
    newcomers: bool = False
    """Whether the room limits newcomers."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A message in another form, and what it was before."""

    before: Message
    after: Message


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a member stands in a room: read up to `read`, `unread` messages of others after it."""

    room: Room
    read: int
    unread: int
    muted_until: datetime | None = None
    sees_after: int = 0


def append(connection: Connection, message: Message, nonce: str) -> Appended:
    """Keep a message under its room's next number; the same nonce of the same author again changes nothing.

    Raises Missing when the room does not exist, or the message it replies to is not in it, TooMany in a slow room.
    """
    sent = {"of": message.room, "by": message.author, "once": nonce}
    taken = connection.execute(_NUMBER_IF_NEW, sent).one_or_none()
    if taken is None:
        earlier = connection.execute(_SENT_BEFORE, sent).one_or_none()
        if earlier is None:
            raise rooms.missing()
        return Appended(from_row(earlier), new=False)
    if message.reply_to is not None:
        get(connection, message.room, message.reply_to)
    if taken.slow:
        rooms.take_turn(connection, message.room, message.author, message.sent_at, taken.slow)
    kept = replace(message, seq=taken.last, changed=taken.last)
    connection.execute(_KEEP, {"nonce": nonce, **{name: getattr(kept, name) for name in _FIELDS}})
    return Appended(kept, new=True, newcomers=taken.newcomers)


def edit(connection: Connection, sources: Sources, room: UUID, message: UUID, text: str, at: datetime) -> Changed:
    """Give a message other words. Raises Missing, or Denied for a removed one."""
    return _change(connection, sources, room, message, lambda before: replace(before, text=text, edited_at=at))


def remove(connection: Connection, sources: Sources, room: UUID, message: UUID, at: datetime) -> Changed:
    """Remove a message's words; its place stays. Raises like `edit`."""
    return _change(connection, sources, room, message, lambda before: replace(before, text="", removed_at=at))


def relabel(connection: Connection, sources: Sources, room: UUID, message: UUID, language: str) -> Changed:
    """Say that a message is in another language. Raises like `edit`."""
    return _change(connection, sources, room, message, lambda before: replace(before, language=language))


def _change(
    connection: Connection, sources: Sources, room: UUID, message: UUID, form: Callable[[Message], Message]
) -> Changed:
    before = get(connection, room, message)
    if before.removed_at is not None:  # checked here and not sooner: two changes may be under way at once
        raise Denied("This message was removed; it cannot be changed any more.", code="already_removed")
    after = form(before)
    if after == before:
        return Changed(before, before)
    after = replace(after, changed=rooms.next_number(connection, room))
    values = {name: getattr(after, name) for name in ("text", "language", "changed", "edited_at", "removed_at")}
    connection.execute(update(messages).where(messages.c.room == room, messages.c.id == message).values(values))
    sources.message_changed(connection, before, after)
    return Changed(before, after)


def get(connection: Connection, room: UUID, message: UUID, after: int = 0) -> Message:
    """The message with this id; raises Missing when none with a number above `after` has it in the room."""
    which = messages.c.room == room, messages.c.id == message, messages.c.seq > after
    row = connection.execute(select(messages).where(*which)).one_or_none()
    if row is None:
        raise Missing("There is no such message in this room.", code="no_message")
    return from_row(row)


def is_present(connection: Connection, room: UUID, message: UUID, form: int) -> bool:
    """Whether the message still has the form of that number, and its words."""
    present = messages.c.room == room, messages.c.id == message, messages.c.changed == form
    query = select(messages.c.id).where(*present, messages.c.removed_at.is_(None))
    return connection.execute(query).one_or_none() is not None


def some(connection: Connection, room: UUID, ids: Collection[UUID], after: int = 0) -> list[Message]:
    """Those of these messages that are in the room, with numbers above `after`; the oldest first."""
    these = messages.c.room == room, messages.c.id.in_(ids), messages.c.seq > after
    return _read(connection, select(messages).where(*these))


def newest(
    connection: Connection,
    room: UUID,
    limit: int,
    before: int | None = None,
    after: int = 0,
    hidden: Hidden = NOBODY_HIDDEN,
) -> list[Message]:
    """The newest `limit` messages with numbers above `after`, or of those below `before`; the newest first."""
    query = select(messages).where(messages.c.room == room, messages.c.seq > after, *_seen(hidden))
    if before is not None:
        query = query.where(messages.c.seq < before)
    rows = connection.execute(query.order_by(messages.c.seq.desc()).limit(limit))
    return [from_row(row) for row in rows]


def said_upto(connection: Connection, room: UUID, number: int) -> frozenset[UUID]:
    """The messages of a room up to that number."""
    query = select(messages.c.id).where(messages.c.room == room, messages.c.seq <= number)
    return frozenset(connection.execute(query).scalars())


def hidden_in(connection: Connection, room: UUID, hidden: Hidden) -> frozenset[UUID]:
    """The messages of the room that somebody does not see from whom these authors are hidden."""
    if not hidden:
        return frozenset()
    query = select(messages.c.id).where(messages.c.room == room, not_(and_(*_seen(hidden))))
    return frozenset(connection.execute(query).scalars())


def numbered(connection: Connection, room: UUID, after: int, upto: int) -> list[Message]:
    """The messages whose first or newest number is above `after` and up to `upto`."""
    either = (column.between(after + 1, upto) for column in (messages.c.seq, messages.c.changed))
    return _read(connection, select(messages).where(messages.c.room == room, or_(*either)))


def changed_since(connection: Connection, room: UUID, after: int, limit: int) -> list[Message]:
    """At most `limit` messages whose newest form has a number above `after`, the oldest first."""
    return _read(connection, select(messages).where(messages.c.room == room, messages.c.changed > after), limit)


def languages_lately(connection: Connection, room: UUID, author: UUID, limit: int) -> Sequence[str]:
    """The languages of the author's messages among the newest `limit` of the room."""
    query = select(messages.c.author, messages.c.language).where(messages.c.room == room)
    newest = connection.execute(query.order_by(messages.c.seq.desc()).limit(limit))
    return [row.language for row in newest if row.author == author]


def standings(
    connection: Connection, member: UUID, hidden: Hidden = NOBODY_HIDDEN, but: Collection[str] = ()
) -> Sequence[Standing]:
    """The member's rooms, the newest first; `but` are the keys of private rooms that are left out."""
    table, belongs = rooms.rooms, rooms.memberships
    unread = (
        select(func.count())
        .where(
            messages.c.room == table.c.id,
            messages.c.seq > belongs.c.read,
            messages.c.seq > belongs.c.sees_after,
            messages.c.author != member,
            messages.c.removed_at.is_(None),
            *_seen(hidden),
        )
        .scalar_subquery()
    )
    query = (
        select(table, belongs.c.read, belongs.c.muted_until, belongs.c.sees_after, unread.label("unread"))
        .join(belongs, belongs.c.room == table.c.id)
        .where(belongs.c.member == member, belongs.c.role != Role.FORMER.value)
        .where(or_(table.c.between.is_(None), table.c.between.not_in(but)))
        .order_by(table.c.made_at.desc())
    )
    return [
        Standing(rooms.from_row(row), row.read, row.unread, row.muted_until, row.sees_after)
        for row in connection.execute(query)
    ]


def count_by(connection: Connection, room: UUID, author: UUID) -> int:
    """How many messages the author said in the room, also those that were removed."""
    theirs = messages.c.room == room, messages.c.author == author
    return connection.execute(select(func.count()).select_from(messages).where(*theirs)).scalar_one()


def last_sent(connection: Connection, message: Message) -> datetime | None:
    """When the author of the message sent the last one before it, in the room."""
    earlier = messages.c.room == message.room, messages.c.author == message.author, messages.c.seq < message.seq
    last: datetime | None = connection.execute(select(func.max(messages.c.sent_at)).where(*earlier)).scalar_one()
    return last


def written_by(connection: Connection, member: UUID) -> Sequence[Message]:
    """All messages of a member that were not removed."""
    return _read(connection, _written_by(member))


def some_written_by(connection: Connection, member: UUID, limit: int) -> Sequence[Message]:
    """At most so many of them, in the rooms where the member is or was: these are found without reading all others."""
    theirs = select(rooms.memberships.c.room).where(rooms.memberships.c.member == member)
    rows = connection.execute(_written_by(member).where(messages.c.room.in_(theirs)).limit(limit))
    return [from_row(row) for row in rows]


def _written_by(member: UUID) -> Select[tuple[object, ...]]:
    return select(messages).where(messages.c.author == member, messages.c.removed_at.is_(None))


def from_row(row: Row[tuple[object, ...]]) -> Message:
    """A message from a row of the table."""
    return Message(**{name: getattr(row, name) for name in _FIELDS})


def _seen(hidden: Hidden) -> list[ColumnElement[bool]]:
    """Which messages somebody sees from whom these authors are hidden."""
    return [or_(messages.c.author != author, messages.c.id < since) for author, since in hidden.items()]


def _read(connection: Connection, query: Select[tuple[object, ...]], limit: int | None = None) -> list[Message]:
    rows = connection.execute(query.order_by(messages.c.seq).limit(limit))
    return [from_row(row) for row in rows]
