"""Sessions, kept under the hash of their secret: their table, and the only SQL on it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, Connection, ForeignKey, LargeBinary, Table, delete, insert, select, update

from enishi.gathering.people.members_table import from_row, members
from enishi.model import Member
from enishi.store.tables import Instant, metadata

sessions = Table(
    "sessions",
    metadata,
    Column("hash", LargeBinary(32), primary_key=True),
    Column("member", ForeignKey("members.id"), nullable=False, index=True),
    Column("seen_at", Instant, nullable=False),
)


def begin(connection: Connection, digest: bytes, member: UUID, at: datetime) -> None:
    """Keep a session under the hash of its secret."""
    connection.execute(insert(sessions).values(hash=digest, member=member, seen_at=at))


def end(connection: Connection, digest: bytes) -> None:
    """Forget a session."""
    connection.execute(delete(sessions).where(sessions.c.hash == digest))


def owner(connection: Connection, digest: bytes) -> tuple[Member, datetime] | None:
    """Whose session this is, and when it was last seen."""
    query = select(members, sessions.c.seen_at).join(sessions).where(sessions.c.hash == digest)
    row = connection.execute(query).one_or_none()
    return None if row is None else (from_row(row), row.seen_at)


def touch(connection: Connection, digest: bytes, at: datetime) -> None:
    """Note that a session was used."""
    connection.execute(update(sessions).where(sessions.c.hash == digest).values(seen_at=at))
