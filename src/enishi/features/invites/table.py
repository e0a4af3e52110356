"""Invites, kept under the hash of their secret."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, Row, insert, select, update

from enishi.model import Invite
from enishi.store.tables import invites

_FIELDS = tuple(Invite.__dataclass_fields__)


def add(connection: Connection, invite: Invite, digest: bytes) -> None:
    """Keep a new invite."""
    connection.execute(insert(invites).values(hash=digest, **{name: getattr(invite, name) for name in _FIELDS}))


def by_digest(connection: Connection, digest: bytes) -> Invite | None:
    """The invite whose secret has this hash."""
    row = connection.execute(select(invites).where(invites.c.hash == digest)).one_or_none()
    return None if row is None else _from_row(row)


def get(connection: Connection, invite: UUID) -> Invite | None:
    """The invite with this id."""
    row = connection.execute(select(invites).where(invites.c.id == invite)).one_or_none()
    return None if row is None else _from_row(row)


def of_room(connection: Connection, room: UUID) -> Sequence[Invite]:
    """A room's invites that were not revoked, the newest first."""
    query = select(invites).where(invites.c.room == room, invites.c.revoked_at.is_(None))
    return [_from_row(row) for row in connection.execute(query.order_by(invites.c.made_at.desc()))]


def use(connection: Connection, invite: UUID) -> None:
    """Count one use, where uses are counted."""
    connection.execute(update(invites).where(invites.c.id == invite).values(uses_left=invites.c.uses_left - 1))


def revoke(connection: Connection, invite: UUID, at: datetime) -> None:
    """Close an invite for good."""
    connection.execute(update(invites).where(invites.c.id == invite).values(revoked_at=at))


def revoke_own(connection: Connection, at: datetime) -> None:
    """Close the invites that no member made: those that the server printed when it started before."""
    open_ones = invites.c.made_by.is_(None), invites.c.revoked_at.is_(None)
    connection.execute(update(invites).where(*open_ones).values(revoked_at=at))


def _from_row(row: Row[tuple[object, ...]]) -> Invite:
    return Invite(**{name: getattr(row, name) for name in _FIELDS})
