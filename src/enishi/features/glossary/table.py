"""What was changed in each room's glossary, and which are locked: their tables, and the only SQL on them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import (
    JSON,
    Column,
    Connection,
    ForeignKey,
    RowMapping,
    Table,
    Text,
    Uuid,
    cast,
    delete,
    insert,
    or_,
    select,
)
from typing_extensions import override

from enishi import clock
from enishi.feature import Source, Words
from enishi.gathering.translations.terms_table import Term
from enishi.store.tables import Instant, metadata

KEPT = 100
"""Changes of a room that are kept: the newest."""

changes = Table(
    "glossary_changes",
    metadata,
    Column("room", ForeignKey("rooms.id"), primary_key=True),
    Column("id", Uuid, primary_key=True),
    Column("made_by", ForeignKey("members.id"), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("before", JSON, nullable=False),
    Column("after", JSON, nullable=False),
)

locks = Table(
    "glossary_locks",
    metadata,
    Column("room", ForeignKey("rooms.id"), primary_key=True),
    Column("locked_at", Instant, nullable=False),
)

_TERMS = TypeAdapter(tuple[Term, ...])


@dataclass(frozen=True, slots=True)
class Change:
    """What one member did at once: the terms `before` were there, then those `after` in their place."""

    id: UUID
    room: UUID
    made_by: UUID
    made_at: datetime
    before: tuple[Term, ...]
    after: tuple[Term, ...]


def keep(connection: Connection, change: Change) -> None:
    """Keep a change, and forget the oldest of its room where there are too many."""
    row = {name: getattr(change, name) for name in ("id", "room", "made_by", "made_at")}
    terms = {name: _TERMS.dump_python(getattr(change, name), mode="json") for name in ("before", "after")}
    connection.execute(insert(changes).values(row | terms))
    here = changes.c.room == change.room
    newest = select(changes.c.id).where(here).order_by(changes.c.id.desc()).limit(KEPT)
    connection.execute(delete(changes).where(here, changes.c.id.not_in(newest)))


def of_room(connection: Connection, room: UUID) -> Sequence[Change]:
    """The changes of a room, the newest first."""
    rows = connection.execute(select(changes).where(changes.c.room == room).order_by(changes.c.id.desc()))
    return [_change(row) for row in rows.mappings()]


def get(connection: Connection, room: UUID, change: UUID) -> Change | None:
    """One change, if it is still kept."""
    row = connection.execute(select(changes).where(changes.c.room == room, changes.c.id == change)).mappings().first()
    return None if row is None else _change(row)


def is_locked(connection: Connection, room: UUID) -> bool:
    """Whether only stewards change the glossary of this room."""
    return connection.execute(select(locks.c.room).where(locks.c.room == room)).first() is not None


def lock(connection: Connection, room: UUID, *, locked: bool) -> None:
    """Lock the glossary of a room, or open it."""
    connection.execute(delete(locks).where(locks.c.room == room))
    if locked:
        connection.execute(insert(locks).values(room=room, locked_at=clock.now()))


def _change(row: RowMapping) -> Change:
    terms = {name: _TERMS.validate_python(row[name]) for name in ("before", "after")}
    return Change(**{**row, **terms})


class ChangeSource(Source):
    """Changes belong to who made them; with the words of a member, those that others changed go, too."""

    words = (Words(changes.c.before, by=changes.c.made_by), Words(changes.c.after, by=changes.c.made_by))

    @override
    def export(self, connection: Connection, member: UUID) -> Iterable[Mapping[str, Any]]:
        """Without the terms of others that they changed."""
        for row in super().export(connection, member):
            own = {name: [term for term in row[name] if term["made_by"] == str(member)] for name in ("before", "after")}
            yield {**row, **own}

    @override
    def erase(self, connection: Connection, member: UUID) -> None:
        theirs = (cast(column, Text).contains(str(member)) for column in (changes.c.before, changes.c.after))
        connection.execute(delete(changes).where(or_(changes.c.made_by == member, *theirs)))
