"""Passkeys, and the challenges that are to be signed with them: their tables, and the only SQL on them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    ForeignKey,
    LargeBinary,
    Row,
    String,
    Table,
    Uuid,
    delete,
    insert,
    select,
    update,
)
from typing_extensions import override

from enishi.feature import SecretSource, Source
from enishi.gathering.people.members_table import from_row as member_from_row
from enishi.gathering.people.members_table import members
from enishi.model import Member
from enishi.store.tables import DATA, Instant, metadata

passkeys = Table(
    "passkeys",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("member", ForeignKey("members.id"), nullable=False, index=True),
    Column("credential", LargeBinary, nullable=False, unique=True),
    Column("public_key", LargeBinary, nullable=False),
    Column("uses", BigInteger, nullable=False),
    Column("system", String(32), info=DATA),
    Column("made_at", Instant, nullable=False),
    Column("used_at", Instant),
)

challenges = Table(
    "passkey_challenges",
    metadata,
    Column("hash", LargeBinary(32), primary_key=True),
    Column("member", ForeignKey("members.id"), index=True),
    Column("expires_at", Instant, nullable=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A passkey as it is kept; `uses` is the authenticator's own count, zero where it does not count."""

    id: UUID
    member: UUID
    credential: bytes
    public_key: bytes
    uses: int
    system: str | None
    made_at: datetime
    used_at: datetime | None = None


_FIELDS = tuple(Kept.__dataclass_fields__)


def add(connection: Connection, passkey: Kept) -> None:
    """Keep a new passkey."""
    connection.execute(insert(passkeys).values({name: getattr(passkey, name) for name in _FIELDS}))


def of_member(connection: Connection, member: UUID) -> Sequence[Kept]:
    """The passkeys of a member, the oldest first."""
    query = select(passkeys).where(passkeys.c.member == member).order_by(passkeys.c.made_at, passkeys.c.id)
    return [_from_row(row) for row in connection.execute(query)]


def find(connection: Connection, credential: bytes) -> tuple[Kept, Member] | None:
    """The passkey with this id of its authenticator, and whose it is."""
    row = connection.execute(select(passkeys).where(passkeys.c.credential == credential)).one_or_none()
    if row is None:
        return None
    owner = connection.execute(select(members).where(members.c.id == row.member)).one()
    return _from_row(row), member_from_row(owner)


def used(connection: Connection, passkey: UUID, uses: int, at: datetime) -> None:
    """Note that a passkey was used."""
    connection.execute(update(passkeys).where(passkeys.c.id == passkey).values(uses=uses, used_at=at))


def remove(connection: Connection, member: UUID, passkey: UUID) -> None:
    """Forget a passkey of the member."""
    connection.execute(delete(passkeys).where(passkeys.c.member == member, passkeys.c.id == passkey))


def put_challenge(connection: Connection, digest: bytes, member: UUID | None, until: datetime) -> None:
    """Keep a challenge for who signs in, or for a member who makes a passkey."""
    connection.execute(insert(challenges).values(hash=digest, member=member, expires_at=until))


def take_challenge(connection: Connection, digest: bytes, member: UUID | None, now: datetime) -> bool:
    """Whether this challenge was given to them and is not too old; it is used up, and what is too old goes."""
    connection.execute(delete(challenges).where(challenges.c.expires_at <= now))
    whose = challenges.c.member.is_(None) if member is None else challenges.c.member == member
    return connection.execute(delete(challenges).where(challenges.c.hash == digest, whose)).rowcount == 1


def _from_row(row: Row[tuple[object, ...]]) -> Kept:
    return Kept(**{name: getattr(row, name) for name in _FIELDS})


class PasskeySource(Source):
    """Passkeys hold no words: their owner is given when and where they were made."""

    owner = passkeys.c.member

    @override
    def export(self, connection: Connection, member: UUID) -> Iterable[Mapping[str, Any]]:
        for passkey in of_member(connection, member):
            yield {"made_at": passkey.made_at, "used_at": passkey.used_at, "system": passkey.system}


class ChallengeSource(SecretSource):
    """Challenges are gone within minutes: there is nothing to export."""

    owner = challenges.c.member
