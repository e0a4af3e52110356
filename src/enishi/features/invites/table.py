"""Invites, kept under the hash of their secret: their table, and the only SQL on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    ForeignKey,
    Integer,
    LargeBinary,
    Row,
    Select,
    Table,
    Uuid,
    func,
    insert,
    or_,
    select,
    update,
)
from typing_extensions import override

from enishi import clock
from enishi.feature import Source
from enishi.gathering.people.members_table import members
from enishi.store.tables import Instant, metadata

invites = Table(
    "invites",
    metadata,
    Column("room", ForeignKey("rooms.id"), primary_key=True),
    Column("id", Uuid, primary_key=True),
    Column("hash", LargeBinary(32), nullable=False, unique=True),
    Column("host", Boolean, nullable=False),
    Column("owner", Boolean, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("made_by", ForeignKey("members.id")),
    Column("expires_at", Instant),
    Column("uses_left", Integer),
    Column("revoked_at", Instant),
)


@dataclass(frozen=True, slots=True)
class Invite:
    """A link that lets someone into a room; only the hash of its secret is kept."""

    id: UUID
    room: UUID
    host: bool
    made_at: datetime
    made_by: UUID | None = None
    expires_at: datetime | None = None
    uses_left: int | None = None
    revoked_at: datetime | None = None
    owner: bool = False
    """Whether who comes by it owns the house."""

    def open_at(self, instant: datetime) -> bool:
        """Whether it still lets somebody in at `instant`."""
        in_time = self.expires_at is None or instant < self.expires_at
        return self.revoked_at is None and in_time and (self.uses_left is None or self.uses_left > 0)


_FIELDS = tuple(Invite.__dataclass_fields__)

_REVOKED_AT = func.coalesce(invites.c.revoked_at, members.c.banned_at)
"""Those of who is banned from the house let nobody in, as long as that lasts."""

_EVERY: Select[Any] = select(
    *(invites.c[name] for name in _FIELDS if name != "revoked_at"), _REVOKED_AT.label("revoked_at")
).outerjoin_from(invites, members, invites.c.made_by == members.c.id)


def add(connection: Connection, invite: Invite, digest: bytes) -> None:
    """Keep a new invite."""
    connection.execute(insert(invites).values(hash=digest, **{name: getattr(invite, name) for name in _FIELDS}))


def by_digest(connection: Connection, digest: bytes) -> Invite | None:
    """The invite whose secret has this hash."""
    row = connection.execute(_EVERY.where(invites.c.hash == digest)).one_or_none()
    return None if row is None else _from_row(row)


def get(connection: Connection, room: UUID, invite: UUID) -> Invite | None:
    """The invite with this id, if it leads into the room."""
    row = connection.execute(_EVERY.where(invites.c.room == room, invites.c.id == invite)).one_or_none()
    return None if row is None else _from_row(row)


def of_room(connection: Connection, room: UUID) -> Sequence[Invite]:
    """A room's invites that were not revoked, the newest first."""
    query = _EVERY.where(invites.c.room == room, _REVOKED_AT.is_(None))
    return [_from_row(row) for row in connection.execute(query.order_by(invites.c.made_at.desc()))]


def open_of(connection: Connection, host: UUID, at: datetime) -> int:
    """How many invites this member made that still let somebody in."""
    lasts = or_(invites.c.expires_at.is_(None), invites.c.expires_at > at)
    left = or_(invites.c.uses_left.is_(None), invites.c.uses_left > 0)
    query = select(func.count()).where(invites.c.made_by == host, invites.c.revoked_at.is_(None), lasts, left)
    return connection.execute(query).scalar_one()


def use(connection: Connection, invite: Invite) -> None:
    """Count one use, where uses are counted."""
    connection.execute(update(invites).where(*_is(invite)).values(uses_left=invites.c.uses_left - 1))


def revoke(connection: Connection, invite: Invite, at: datetime) -> None:
    """Close an invite for good."""
    connection.execute(update(invites).where(*_is(invite)).values(revoked_at=at))


def revoke_own(connection: Connection, at: datetime) -> None:
    """Close the invites that no member made: those that the server printed when it started before."""
    open_ones = invites.c.made_by.is_(None), invites.c.revoked_at.is_(None)
    connection.execute(update(invites).where(*open_ones).values(revoked_at=at))


def _is(invite: Invite) -> tuple[ColumnElement[bool], ...]:
    return invites.c.room == invite.room, invites.c.id == invite.id


def _from_row(row: Row[tuple[object, ...]]) -> Invite:
    return Invite(**{name: getattr(row, name) for name in _FIELDS})


class InviteSource(Source):
    """Invites hold no words; those of who is erased let nobody in any more."""

    owner = invites.c.made_by

    @override
    def erase(self, connection: Connection, member: UUID) -> None:
        theirs = invites.c.made_by == member
        still_open = theirs, invites.c.revoked_at.is_(None)
        connection.execute(update(invites).where(*still_open).values(revoked_at=clock.now()))
        connection.execute(update(invites).where(theirs).values(made_by=None))
