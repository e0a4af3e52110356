"""Sessions, kept under the hash of their secret: their table, and the only SQL on it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, Connection, ForeignKey, LargeBinary, Table, delete, insert, or_, select, update

from enishi.gathering.people.members_table import from_row, members
from enishi.model import Member
from enishi.store.tables import Instant, metadata

sessions = Table(
    "sessions",
    metadata,
    Column("hash", LargeBinary(32), primary_key=True),
    Column("member", ForeignKey("members.id"), nullable=False, index=True),
    Column("begun_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Session:
    """Whom a secret speaks for, since when, and when it was last used."""

    member: Member
    begun_at: datetime
    seen_at: datetime


def begin(connection: Connection, digest: bytes, member: UUID, at: datetime) -> None:
    """Keep a session under the hash of its secret."""
    connection.execute(insert(sessions).values(hash=digest, member=member, begun_at=at, seen_at=at))


def end(connection: Connection, digest: bytes) -> None:
    """Forget a session."""
    connection.execute(delete(sessions).where(sessions.c.hash == digest))


def end_old(connection: Connection, begun_before: datetime, seen_before: datetime) -> None:
    """Forget the sessions that began, or were last used, so long ago."""
    old = or_(sessions.c.begun_at < begun_before, sessions.c.seen_at < seen_before)
    connection.execute(delete(sessions).where(old))


def renew(connection: Connection, was: bytes, digest: bytes) -> None:
    """Keep a session under the hash of another secret."""
    connection.execute(update(sessions).where(sessions.c.hash == was).values(hash=digest))


def get(connection: Connection, digest: bytes) -> Session | None:
    """The session whose secret has this hash."""
    query = select(members, sessions.c.begun_at, sessions.c.seen_at).join(sessions).where(sessions.c.hash == digest)
    row = connection.execute(query).one_or_none()
    return None if row is None else Session(from_row(row), row.begun_at, row.seen_at)


def touch(connection: Connection, digest: bytes, at: datetime) -> None:
    """Note that a session was used."""
    connection.execute(update(sessions).where(sessions.c.hash == digest).values(seen_at=at))
