"""Leases: which process is making which translation, and until when. Their table, and the only SQL on it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    ForeignKeyConstraint,
    Integer,
    String,
    Table,
    Uuid,
    delete,
    insert,
    select,
    update,
)

from enishi.gathering.messages.table import is_present
from enishi.gathering.translations import table as translations
from enishi.store.tables import Instant, metadata

leases = Table(
    "leases",
    metadata,
    Column("room", Uuid, primary_key=True),
    Column("message", Uuid, primary_key=True),
    Column("language", String(35), primary_key=True),
    Column("of", Integer, nullable=False),
    Column("process", Uuid, nullable=False),
    Column("until", Instant, nullable=False),
    ForeignKeyConstraint(["room", "message"], ["messages.room", "messages.id"], name="fk_leases_message"),
)


@dataclass(frozen=True, slots=True)
class Lease:
    """`process` translates the form `of` of a message into a language."""

    room: UUID
    message: UUID
    of: int
    language: str
    process: UUID
    until: datetime


def take(connection: Connection, lease: Lease, now: datetime) -> Lease | None:
    """Take a lease; returns the one that holds: this one, or that of another process, which came first.

    None when nobody has to translate: it is done, or the message was changed or removed.
    """
    connection.execute(delete(leases).where(leases.c.room == lease.room, leases.c.until <= now))
    done = translations.get(connection, lease.room, lease.message, lease.language)
    if done or not is_present(connection, lease.room, lease.message, lease.of):
        return None
    earlier = connection.execute(select(leases).where(*_place(lease))).one_or_none()
    if earlier is not None and earlier.of == lease.of and earlier.process != lease.process:
        return Lease(**earlier._mapping)
    connection.execute(delete(leases).where(*_place(lease)))
    connection.execute(insert(leases).values(asdict(lease)))
    return lease


def renew(connection: Connection, held: Iterable[Lease], until: datetime) -> None:
    """Prolong these until then, as far as they are still held."""
    for lease in held:
        connection.execute(update(leases).where(*_held(lease)).values(until=until))


def release(connection: Connection, lease: Lease) -> None:
    """Let another process try."""
    connection.execute(delete(leases).where(*_held(lease)))


def _place(lease: Lease) -> tuple[ColumnElement[bool], ...]:
    return leases.c.room == lease.room, leases.c.message == lease.message, leases.c.language == lease.language


def _held(lease: Lease) -> tuple[ColumnElement[bool], ...]:
    return *_place(lease), leases.c.of == lease.of, leases.c.process == lease.process
