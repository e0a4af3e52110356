"""The index of words, and how far each room is indexed: their tables, and the only SQL on them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Select,
    String,
    Table,
    and_,
    case,
    delete,
    exists,
    func,
    insert,
    select,
    update,
)
from typing_extensions import override

from enishi.feature import Source, Words
from enishi.features.search.tokens import LONGEST, Token
from enishi.features.search.wire import SearchQuery
from enishi.gathering.messages.table import from_row, messages
from enishi.gathering.people.rooms_table import rooms
from enishi.gathering.translations.table import translations
from enishi.model import Message
from enishi.store.tables import metadata

search_words = Table(
    "search_words",
    metadata,
    Column("room", ForeignKey("rooms.id"), primary_key=True),
    Column("language", String(35), primary_key=True),
    Column("word", String(LONGEST), primary_key=True),
    Column("said", Integer, primary_key=True, autoincrement=False),
    Index(None, "room", "said", "language"),
)
"""`said` is the number under which a message was first said; `language` that of the original, or of a translation
that has the word."""

search_progress = Table(
    "search_progress",
    metadata,
    Column("room", ForeignKey("rooms.id"), primary_key=True),
    Column("upto", Integer, nullable=False),
)
"""The facts of the room up to this number are indexed."""

LAST = "\U0010ffff"
"""Comes after all characters that words have."""


FREQUENT = 10_000
"""Words that stand in more messages of a room say little about which one was meant."""


class SearchSource(Source):
    """Words of a message go with its form; the index is no copy that anybody would take along."""

    words = (Words(search_words.c.word, by=None),)

    @override
    def export_room(self, connection: Connection, room: UUID) -> Iterable[Mapping[str, Any]]:
        return ()

    @override
    def erase(self, connection: Connection, member: UUID) -> None:
        """The words of their corrections; those of their messages go with these."""
        query = select(translations.c.room, messages.c.seq, translations.c.language)
        query = query.join(
            messages, and_(messages.c.room == translations.c.room, messages.c.id == translations.c.message)
        )
        for room, said, language in connection.execute(query.where(translations.c.corrected_by == member)).all():
            put(connection, room, said, language, ())

    @override
    def message_changed(self, connection: Connection, before: Message, after: Message) -> None:
        of = search_words.c.room == before.room, search_words.c.said == before.seq
        connection.execute(delete(search_words).where(*of))


def put(connection: Connection, room: UUID, said: int, language: str, words: Collection[str]) -> None:
    """Index a message in one language, in place of what it was indexed by."""
    place = {"room": room, "said": said, "language": language}
    connection.execute(delete(search_words).where(*(search_words.c[name] == value for name, value in place.items())))
    if words:
        connection.execute(insert(search_words), [place | {"word": word} for word in words])


def behind(connection: Connection) -> Sequence[UUID]:
    """The rooms with facts that are not indexed."""
    query = select(rooms.c.id).outerjoin(search_progress, search_progress.c.room == rooms.c.id)
    return connection.execute(query.where(func.coalesce(search_progress.c.upto, 0) < rooms.c.last)).scalars().all()


def progress(connection: Connection, room: UUID) -> tuple[int, int]:
    """Up to which fact the room is indexed, and the number of its newest; the same for a room that is gone."""
    query = select(func.coalesce(search_progress.c.upto, 0), rooms.c.last)
    query = query.outerjoin_from(rooms, search_progress, search_progress.c.room == rooms.c.id)
    row = connection.execute(query.where(rooms.c.id == room)).one_or_none()
    return (0, 0) if row is None else (row[0], row[1])


def advance(connection: Connection, room: UUID, upto: int) -> None:
    """The room is indexed up to this number."""
    moved = connection.execute(update(search_progress).where(search_progress.c.room == room).values(upto=upto))
    if moved.rowcount == 0:
        connection.execute(insert(search_progress).values(room=room, upto=upto))


def languages(connection: Connection, room: UUID) -> Iterator[str]:
    """The languages in which the room has words, by jumps through the index."""
    found: str | None = ""
    while found is not None:
        query = select(func.min(search_words.c.language)).where(search_words.c.room == room)
        found = connection.execute(query.where(search_words.c.language > found)).scalar_one()
        if found:
            yield found


def find(
    connection: Connection, room: UUID, language: str, wanted: Sequence[Token], *which: ColumnElement[bool], most: int
) -> Sequence[Message]:
    """The messages that have all that is wanted, in this language; where there are none, those that have most of it."""
    found = with_all(connection, room, language, wanted, *which, most=most)
    return found or (with_most(connection, room, language, wanted, *which, most=most) if len(wanted) > 1 else ())


def with_all(
    connection: Connection, room: UUID, language: str, wanted: Sequence[Token], *which: ColumnElement[bool], most: int
) -> Sequence[Message]:
    """The newest messages that have all that is wanted, in this language; the rarest of it should come first."""
    first, *others = sorted(wanted, key=lambda token: token.begins)
    here, other = search_words, search_words.alias()
    found = select(here.c.said).where(here.c.room == room, here.c.language == language, _is(here.c.word, first))
    driver = (found.distinct() if first.begins else found).subquery()
    query = select(messages).join(driver, driver.c.said == messages.c.seq).where(messages.c.room == room, *which)
    same = other.c.room == room, other.c.language == language, other.c.said == driver.c.said
    for token in others:
        query = query.where(exists().where(*same, _is(other.c.word, token)))
    return _read(connection, query.order_by(driver.c.said.desc()).limit(most))


def with_most(
    connection: Connection, room: UUID, language: str, wanted: Sequence[Token], *which: ColumnElement[bool], most: int
) -> Sequence[Message]:
    """The messages that have a third or more of what is wanted, in this language; a word counts as 1 / how often."""
    here = search_words
    keys = {token.key for token in wanted}
    place = here.c.room == room, here.c.language == language
    counts = select(here.c.word, func.count().label("times")).where(*place, here.c.word.in_(keys))
    often = {row.word: row.times for row in connection.execute(counts.group_by(here.c.word))}
    telling = {word: times for word, times in often.items() if times <= FREQUENT} or often
    if not telling:
        return ()
    weight = case({word: 1.0 / times for word, times in telling.items()}, value=here.c.word, else_=0.0)
    scored = select(here.c.said, func.sum(weight).label("score")).where(*place, here.c.word.in_(telling))
    best = scored.group_by(here.c.said).having(func.count() * 3 >= len(telling)).subquery()
    query = select(messages).join(best, best.c.said == messages.c.seq).where(messages.c.room == room, *which)
    return _read(connection, query.order_by(best.c.score.desc(), messages.c.seq.desc()).limit(most))


def _read(connection: Connection, query: Select[Any]) -> list[Message]:
    return [from_row(row) for row in connection.execute(query)]


def said_by(query: SearchQuery, after: int) -> list[ColumnElement[bool]]:
    """Which messages pass the filters of a query: not removed, and with a number above `after`."""
    which: list[ColumnElement[bool]] = [messages.c.removed_at.is_(None), messages.c.seq > after]
    if query.author:
        which.append(messages.c.author == query.author)
    if query.language:
        which.append(messages.c.language == query.language)
    if query.since:
        which.append(messages.c.sent_at >= query.since)
    if query.until:
        which.append(messages.c.sent_at < query.until)
    return which


def _is(column: ColumnElement[str], token: Token) -> ColumnElement[bool]:
    return column.between(token.key, token.key + LAST) if token.begins else column == token.key
