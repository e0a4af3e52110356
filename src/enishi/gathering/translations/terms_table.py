"""The terms of each room's glossary."""

from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID

from sqlalchemy import Connection, Row, delete, func, insert, or_, select

from enishi.model import Term
from enishi.store.tables import terms


def put(connection: Connection, term: Term) -> None:
    """Keep a term in the place of the one with its id, and of the one with its words in its language."""
    same_words = (terms.c.text == term.text) & terms.c.language.is_not_distinct_from(term.language)
    connection.execute(delete(terms).where(terms.c.room == term.room, or_(terms.c.id == term.id, same_words)))
    connection.execute(insert(terms).values(asdict(term)))


def remove(connection: Connection, room: UUID, term: UUID) -> bool:
    """Forget a term; False when there is none."""
    return connection.execute(delete(terms).where(terms.c.room == room, terms.c.id == term)).rowcount > 0


def of_room(connection: Connection, room: UUID) -> Sequence[Term]:
    """The room's terms, in the order of their words."""
    rows = connection.execute(select(terms).where(terms.c.room == room).order_by(terms.c.text, terms.c.id))
    return [_from_row(row) for row in rows]


def count(connection: Connection, room: UUID) -> int:
    """How many terms the room has."""
    return connection.execute(select(func.count()).where(terms.c.room == room)).scalar_one()


def _from_row(row: Row[tuple[object, ...]]) -> Term:
    return Term(**row._mapping)
