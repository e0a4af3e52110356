"""What hosts and stewards did to members and rooms, for the hosts to read: its table, and the only SQL on it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Column, Connection, ForeignKey, String, Table, Uuid, delete, func, insert, or_, select
from typing_extensions import override

from enishi import clock
from enishi.feature import Source
from enishi.store.tables import Instant, metadata


class AuditKind(StrEnum):
    """What was done."""

    ROLE = "role"
    """Somebody got the role in `value`."""
    REMOVED = "removed"
    MUTED = "muted"
    """For the minutes in `value`."""
    UNMUTED = "unmuted"
    MESSAGE_REMOVED = "message_removed"
    BANNED = "banned"
    """From the whole house, by an owner."""
    UNBANNED = "unbanned"
    REPORT = "report"
    """A report was closed, and how: `value`. It names the writer, unless an engine was at fault."""
    STATE = "state"
    """The room was opened, closed or archived: `value`."""
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """`by` did it, to `member` where it concerns one."""

    by: UUID
    kind: AuditKind
    member: UUID | None = None
    value: str | None = None


audit_log = Table(
    "audit_log",
    metadata,
    Column("room", ForeignKey("rooms.id"), primary_key=True),
    Column("id", Uuid, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("by", ForeignKey("members.id"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("member", ForeignKey("members.id")),
    Column("value", String(16)),
)


def add(connection: Connection, room: UUID, entry: AuditEntry) -> None:
    """Note what was done, in the transaction that does it."""
    connection.execute(insert(audit_log).values(room=room, id=clock.new_id(), at=clock.now(), **asdict(entry)))


def of_room(connection: Connection, room: UUID, limit: int) -> Sequence[tuple[datetime, AuditEntry]]:
    """The newest first."""
    newest = select(audit_log).where(audit_log.c.room == room).order_by(audit_log.c.at.desc(), audit_log.c.id.desc())
    rows = connection.execute(newest.limit(limit))
    return [(row.at, AuditEntry(row.by, AuditKind(row.kind), row.member, row.value)) for row in rows]


def counts(connection: Connection, room: UUID, member: UUID) -> Mapping[AuditKind, int]:
    """How often each was done to the member in the room."""
    theirs = audit_log.c.room == room, audit_log.c.member == member
    query = select(audit_log.c.kind, func.count().label("many")).where(*theirs).group_by(audit_log.c.kind)
    return {AuditKind(row.kind): row.many for row in connection.execute(query)}


class AuditSource(Source):
    """Entries hold no words; whose they are did it. Those about who is erased go, too."""

    owner = audit_log.c.by

    @override
    def erase(self, connection: Connection, member: UUID) -> None:
        connection.execute(delete(audit_log).where(or_(audit_log.c.by == member, audit_log.c.member == member)))
