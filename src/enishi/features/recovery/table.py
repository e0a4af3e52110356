"""Recovery phrases, kept as hashes: their table, and the only SQL on it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, Connection, ForeignKey, LargeBinary, Table, delete, insert, select

from enishi.feature import SecretSource
from enishi.gathering.people.members_table import from_row, members
from enishi.model import Member
from enishi.store.tables import Instant, metadata

recovery_phrases = Table(
    "recovery_phrases",
    metadata,
    Column("member", ForeignKey("members.id"), primary_key=True),
    Column("hash", LargeBinary(32), nullable=False, unique=True),
    Column("made_at", Instant, nullable=False),
)


def put(connection: Connection, member: UUID, digest: bytes, at: datetime) -> None:
    """Keep a phrase in the place of the one that the member had."""
    connection.execute(delete(recovery_phrases).where(recovery_phrases.c.member == member))
    connection.execute(insert(recovery_phrases).values(member=member, hash=digest, made_at=at))


def made_at(connection: Connection, member: UUID) -> datetime | None:
    """When the phrase of the member was made, where there is one."""
    query = select(recovery_phrases.c.made_at).where(recovery_phrases.c.member == member)
    return connection.execute(query).scalar_one_or_none()


def owner(connection: Connection, digest: bytes) -> Member | None:
    """Whose phrase has this hash."""
    query = select(members).join(recovery_phrases).where(recovery_phrases.c.hash == digest)
    row = connection.execute(query).one_or_none()
    return None if row is None else from_row(row)


class RecoverySource(SecretSource):
    """Phrases are not there to be exported, only to be erased."""

    owner = recovery_phrases.c.member
