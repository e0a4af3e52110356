"""Sessions, kept under the hash of their secret: their table, and the only SQL on it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    LargeBinary,
    Row,
    Select,
    String,
    Table,
    Uuid,
    delete,
    insert,
    or_,
    select,
    update,
)

from enishi import clock
from enishi.auth.browsers import UNKNOWN, Browser
from enishi.feature import Source
from enishi.gathering.people.members_table import from_row, members
from enishi.model import Member
from enishi.store.tables import DATA, Instant, metadata

sessions = Table(
    "sessions",
    metadata,
    Column("hash", LargeBinary(32), primary_key=True),
    Column("id", Uuid, nullable=False, unique=True),
    Column("member", ForeignKey("members.id"), nullable=False, index=True),
    Column("begun_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("browser", String(32), info=DATA),
    Column("system", String(32), info=DATA),
)


@dataclass(frozen=True, slots=True)
class Session:
    """Whom a secret speaks for, since when, when it was last used, and in which browser. The id is no secret."""

    id: UUID
    member: Member
    begun_at: datetime
    seen_at: datetime
    browser: Browser = UNKNOWN
    banned: bool = False
    """Whether the member is banned from the house: then it leads nowhere, as long as that lasts."""


_EVERY = select(
    members,
    sessions.c.id.label("session"),
    sessions.c.begun_at,
    sessions.c.seen_at,
    sessions.c.browser,
    sessions.c.system,
).join(sessions)


def begin(connection: Connection, digest: bytes, member: UUID, at: datetime, browser: Browser = UNKNOWN) -> None:
    """Keep a session under the hash of its secret."""
    connection.execute(
        insert(sessions).values(
            hash=digest,
            id=clock.new_id(),
            member=member,
            begun_at=at,
            seen_at=at,
            browser=browser.name,
            system=browser.system,
        )
    )


def end(connection: Connection, member: UUID, ids: Collection[UUID]) -> None:
    """Forget these sessions of the member."""
    connection.execute(delete(sessions).where(sessions.c.member == member, sessions.c.id.in_(ids)))


def end_old(connection: Connection, begun_before: datetime, seen_before: datetime) -> None:
    """Forget the sessions that began, or were last used, so long ago."""
    old = or_(sessions.c.begun_at < begun_before, sessions.c.seen_at < seen_before)
    connection.execute(delete(sessions).where(old))


def renew(connection: Connection, was: bytes, digest: bytes) -> None:
    """Keep a session under the hash of another secret."""
    connection.execute(update(sessions).where(sessions.c.hash == was).values(hash=digest))


def get(connection: Connection, digest: bytes) -> Session | None:
    """The session whose secret has this hash."""
    row = connection.execute(_EVERY.where(sessions.c.hash == digest)).one_or_none()
    return None if row is None else _from_row(row)


def of_member(connection: Connection, member: UUID) -> Sequence[Session]:
    """The sessions of a member, the one that was used last first."""
    query = _EVERY.where(sessions.c.member == member).order_by(sessions.c.seen_at.desc(), sessions.c.id.desc())
    return [_from_row(row) for row in connection.execute(query)]


def members_of_living(begun_after: datetime, seen_after: datetime) -> Select[tuple[UUID]]:
    """The members with a session that began, and was last used, later than that."""
    return select(sessions.c.member).where(sessions.c.begun_at > begun_after, sessions.c.seen_at > seen_after)


def touch(connection: Connection, digest: bytes, at: datetime) -> None:
    """Note that a session was used."""
    connection.execute(update(sessions).where(sessions.c.hash == digest).values(seen_at=at))


def _from_row(row: Row[tuple[object, ...]]) -> Session:
    browser = Browser(row.browser, row.system)
    return Session(row.session, from_row(row), row.begun_at, row.seen_at, browser, row.banned_at is not None)


class SessionSource(Source):
    """Sessions hold no words."""

    owner = sessions.c.member
