"""Links that add a device, kept under the hash of their secret: their table, and the only SQL on it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, Connection, ForeignKey, LargeBinary, Table, Uuid, delete, insert, or_, select

from enishi.auth.sessions_table import sessions
from enishi.feature import SecretSource
from enishi.gathering.people.members_table import from_row, members
from enishi.model import Member
from enishi.store.tables import Instant, metadata

device_links = Table(
    "device_links",
    metadata,
    Column("hash", LargeBinary(32), primary_key=True),
    Column("member", ForeignKey("members.id"), nullable=False, index=True),
    Column("session", Uuid, nullable=False),
    Column("room", Uuid),
    Column("expires_at", Instant, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Link:
    """Whom it signs in, and where."""

    member: Member
    room: UUID | None


def put(connection: Connection, digest: bytes, member: UUID, session: UUID, room: UUID | None, until: datetime) -> None:
    """Keep a new link in the place of those that the session made before."""
    connection.execute(delete(device_links).where(device_links.c.session == session))
    values = {"hash": digest, "member": member, "session": session, "room": room, "expires_at": until}
    connection.execute(insert(device_links).values(values))


def get(connection: Connection, digest: bytes, now: datetime) -> Link | None:
    """The link with this hash, where it still leads in: not any more, once the session that made it has ended."""
    query = (
        select(members, device_links.c.room)
        .join(device_links, device_links.c.member == members.c.id)
        .join(sessions, sessions.c.id == device_links.c.session)
        .where(device_links.c.hash == digest, device_links.c.expires_at > now)
    )
    row = connection.execute(query).one_or_none()
    return None if row is None else Link(from_row(row), row.room)


def take(connection: Connection, digest: bytes, now: datetime) -> Link | None:
    """The same, for the only time; whatever is too old goes as well."""
    link = get(connection, digest, now)
    used = or_(device_links.c.hash == digest, device_links.c.expires_at <= now)
    connection.execute(delete(device_links).where(used))
    return link


class DeviceLinkSource(SecretSource):
    """Links hold no words, and are gone within minutes: they are erased, and there is nothing to export."""

    owner = device_links.c.member
