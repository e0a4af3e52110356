"""Messages: append, edit, relabel, remove; pages of them, and what a reader missed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from enishi.errors import Denied, Missing
from enishi.features.questions import table as questions
from enishi.gathering.people import rooms_table as rooms
from enishi.gathering.translations import memory_table as memory
from enishi.gathering.translations import table as translations
from enishi.model import Message, Missed, Page
from enishi.store.tables import messages
from enishi.store.tables import translations as translations_table

MOST_MISSED = 100
MOST_TRANSLATIONS_MISSED = 1000
"""More changed messages, or more translations or questions, are not told one by one: the reader starts afresh."""


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


@dataclass(frozen=True, slots=True)
class Changed:
    """A message in another form, and what it was before."""

    before: Message
    after: Message


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a page is made: translations into `language`, and all of this member's own messages."""

    member: UUID
    language: str


def append(connection: Connection, message: Message, nonce: str) -> Appended:
    """Keep a message under its room's next number; the same nonce of the same author again changes nothing.

    Raises Missing when the room does not exist, or the message it replies to is not in it.
    """
    sent = {"of": message.room, "by": message.author, "once": nonce}
    seq = connection.execute(_NUMBER_IF_NEW, sent).scalar_one_or_none()
    if seq is None:
        earlier = connection.execute(_SENT_BEFORE, sent).one_or_none()
        if earlier is None:
            raise rooms.missing()
        return Appended(from_row(earlier), new=False)
    if message.reply_to is not None:
        get(connection, message.room, message.reply_to)
    kept = replace(message, seq=seq, changed=seq)
    connection.execute(_KEEP, {"nonce": nonce, **{name: getattr(kept, name) for name in _FIELDS}})
    return Appended(kept, new=True)


def edit(connection: Connection, room: UUID, message: UUID, text: str, at: datetime) -> Changed:
    """Give a message other words; its translations are void. Raises Missing, or Denied for a removed one."""
    return _change(connection, room, message, lambda before: replace(before, text=text, edited_at=at))


def remove(connection: Connection, room: UUID, message: UUID, at: datetime) -> Changed:
    """Take a message's words away, with its translations; its place stays. Raises like `edit`."""
    return _change(connection, room, message, lambda before: replace(before, text="", removed_at=at))


def relabel(connection: Connection, room: UUID, message: UUID, language: str) -> Changed:
    """Say that a message is in another language; its translations are void. Raises like `edit`."""
    return _change(connection, room, message, lambda before: replace(before, language=language))


def _change(connection: Connection, room: UUID, message: UUID, form: Callable[[Message], Message]) -> Changed:
    before = get(connection, room, message)
    if before.removed_at is not None:  # asked here and not sooner: two changes may be under way at once
        raise Denied("This message was removed; it cannot be changed any more.", code="already_removed")
    after = replace(form(before), changed=rooms.next_number(connection, room))
    connection.execute(
        update(messages)
        .where(messages.c.id == message)
        .values(
            text=after.text,
            language=after.language,
            changed=after.changed,
            edited_at=after.edited_at,
            removed_at=after.removed_at,
        )
    )
    connection.execute(delete(translations_table).where(translations_table.c.message == message))
    questions.answer(connection, message)
    memory.forget_message(connection, message)
    return Changed(before, after)


def get(connection: Connection, room: UUID, message: UUID) -> Message:
    """The message with this id; raises Missing when it is not in the room."""
    row = connection.execute(select(messages).where(messages.c.id == message, messages.c.room == room)).one_or_none()
    if row is None:
        raise Missing("There is no such message in this room.", code="no_message")
    return from_row(row)


def some(connection: Connection, room: UUID, reader: Reader, ids: Sequence[UUID]) -> Page:
    """Those of these messages that are in the room, oldest first."""
    query = select(messages).where(messages.c.room == room, messages.c.id.in_(ids)).order_by(messages.c.seq)
    found = tuple(from_row(row) for row in connection.execute(query))
    return _page(connection, found, reader)


def languages_lately(connection: Connection, room: UUID, author: UUID, limit: int) -> Sequence[str]:
    """The languages of the author's messages among the newest `limit` of the room."""
    query = select(messages.c.author, messages.c.language).where(messages.c.room == room)
    newest = connection.execute(query.order_by(messages.c.seq.desc()).limit(limit))
    return [row.language for row in newest if row.author == author]


def page(connection: Connection, room: UUID, reader: Reader, limit: int, before: int | None = None) -> Page:
    """The newest `limit` messages of the room, or of those whose number is below `before`."""
    query = select(messages).where(messages.c.room == room)
    if before is not None:
        query = query.where(messages.c.seq < before)
    rows = connection.execute(query.order_by(messages.c.seq.desc()).limit(limit + 1)).all()
    found = tuple(from_row(row) for row in reversed(rows[:limit]))
    return _page(connection, found, reader, earlier=len(rows) > limit)


def missed(connection: Connection, room: UUID, reader: Reader, since: int | None, limit: int) -> Missed:
    """What happened after number `since`; the newest page afresh when that is too much, or `since` is None.

    Raises Missing when the room does not exist.
    """
    now = rooms.get(connection, room)
    if now is None:
        raise rooms.missing()
    if since is not None and since <= now.last:
        query = select(messages).where(messages.c.room == room, messages.c.changed > since)
        rows = connection.execute(query.order_by(messages.c.seq).limit(MOST_MISSED + 1)).all()
        most = MOST_TRANSLATIONS_MISSED
        news = translations.since(connection, room, since, reader.member, reader.language, most + 1)
        asked = questions.since(connection, room, since, reader.member, most + 1)
        if len(rows) <= MOST_MISSED and max(len(news), len(asked)) <= most:
            return Missed(Page(tuple(from_row(row) for row in rows), news, asked), now.last)
    return Missed(page(connection, room, reader, limit), now.last, fresh=True)


def _page(connection: Connection, found: tuple[Message, ...], reader: Reader, *, earlier: bool = False) -> Page:
    made = translations.of_messages(connection, found, reader.member, reader.language)
    return Page(found, made, questions.of_messages(connection, found, reader.member), earlier)


_FIELDS = tuple(Message.__dataclass_fields__)


def from_row(row: Row[tuple[object, ...]]) -> Message:
    """A message from a row of the table."""
    return Message(**{name: getattr(row, name) for name in _FIELDS})
