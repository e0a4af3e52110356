"""The terms of each room's glossary: their table, and the only SQL on it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Connection,
    ForeignKey,
    Row,
    String,
    Table,
    Text,
    Uuid,
    delete,
    func,
    insert,
    select,
)

from enishi.feature import Source, Words
from enishi.store.tables import Instant, metadata

terms = Table(
    "terms",
    metadata,
    Column("room", ForeignKey("rooms.id"), primary_key=True),
    Column("id", Uuid, primary_key=True),
    Column("text", Text, nullable=False),
    Column("language", String(35)),
    Column("translations", JSON, nullable=False),
    Column("made_by", ForeignKey("members.id"), nullable=False),
    Column("made_at", Instant, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Term:
    """What a room has settled: `text` of `language` is translated as `translations` say, by language.

    Without a language it is left as it is in every one.
    """

    id: UUID
    room: UUID
    text: str
    language: str | None
    translations: Mapping[str, str]
    made_by: UUID
    made_at: datetime


def put(connection: Connection, room: UUID, added: Sequence[Term]) -> Sequence[Term]:
    """Keep these terms of the room; those with their ids, or their words in their languages, go and are returned."""
    ids, words = {term.id for term in added}, {(term.text, term.language) for term in added}
    replaced = [term for term in of_room(connection, room) if term.id in ids or (term.text, term.language) in words]
    if replaced:
        _delete(connection, terms.c.room == room, terms.c.id.in_([term.id for term in replaced]))
    if added:
        connection.execute(insert(terms), [asdict(term) for term in added])
    return replaced


def remove(connection: Connection, room: UUID, term: UUID) -> Term | None:
    """Forget a term; None when there is none."""
    removed = _delete(connection, terms.c.room == room, terms.c.id == term)
    return removed[0] if removed else None


def of_room(connection: Connection, room: UUID) -> Sequence[Term]:
    """The room's terms, in the order of their words."""
    rows = connection.execute(select(terms).where(terms.c.room == room).order_by(terms.c.text, terms.c.id))
    return [_from_row(row) for row in rows]


def count(connection: Connection, room: UUID) -> int:
    """How many terms the room has."""
    return connection.execute(select(func.count()).where(terms.c.room == room)).scalar_one()


def _delete(connection: Connection, *which: ColumnElement[bool]) -> Sequence[Term]:
    rows = connection.execute(delete(terms).where(*which).returning(*terms.c))
    return [_from_row(row) for row in rows]


def _from_row(row: Row[tuple[object, ...]]) -> Term:
    return Term(**row._mapping)


class TermSource(Source):
    """Terms belong to who made or changed them last."""

    words = (Words(terms.c.text, by=terms.c.made_by), Words(terms.c.translations, by=terms.c.made_by))
