"""Rooms, who belongs to them, how far each has read, and the numbers of their facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, func, insert, select, update

from enishi.errors import Missing
from enishi.gathering.people.members_table import from_row as member_from_row
from enishi.model import Member, Room
from enishi.store.tables import members, memberships, messages, rooms

NEXT_NUMBER = update(rooms).where(rooms.c.id == bindparam("of")).values(last=rooms.c.last + 1).returning(rooms.c.last)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a member stands in a room: read up to `read`, `unread` messages of others after it."""

    room: Room
    read: int
    unread: int


def add(connection: Connection, room: Room, made_at: datetime) -> None:
    """Keep a new room."""
    connection.execute(
        insert(rooms).values(id=room.id, title=room.title, last=room.last, welcome=room.welcome, made_at=made_at)
    )


def get(connection: Connection, room: UUID) -> Room | None:
    """The room with this id."""
    row = connection.execute(select(rooms).where(rooms.c.id == room)).one_or_none()
    return None if row is None else _from_row(row)


def welcome(connection: Connection) -> Room | None:
    """The room that greets newcomers."""
    row = connection.execute(select(rooms).where(rooms.c.welcome).limit(1)).one_or_none()
    return None if row is None else _from_row(row)


def next_number(connection: Connection, room: UUID) -> int:
    """Take the room's next sequence number; raises Missing."""
    number = connection.execute(NEXT_NUMBER, {"of": room}).scalar_one_or_none()
    if number is None:
        raise missing()
    return int(number)


def missing() -> Missing:
    """There is no room with that id."""
    return Missing("There is no such room.", code="no_room")


def enter(connection: Connection, room: UUID, member: UUID) -> bool:
    """Make the member belong to the room; False when they did already."""
    if belongs(connection, room, member):
        return False
    connection.execute(insert(memberships).values(room=room, member=member, read=0))
    return True


def belongs(connection: Connection, room: UUID, member: UUID) -> bool:
    """Whether the member may be in the room."""
    return connection.execute(select(memberships.c.read).where(_is(room, member))).one_or_none() is not None


def members_of(connection: Connection, room: UUID) -> Sequence[Member]:
    """Everybody who belongs to the room, the first to come first."""
    query = (
        select(members).join(memberships, memberships.c.member == members.c.id).where(memberships.c.room == room)
    ).order_by(members.c.joined_at, members.c.id)
    return [member_from_row(row) for row in connection.execute(query)]


def standings(connection: Connection, member: UUID) -> Sequence[Standing]:
    """The member's rooms, the newest first."""
    unread = (
        select(func.count())
        .where(
            messages.c.room == rooms.c.id,
            messages.c.seq > memberships.c.read,
            messages.c.author != member,
            messages.c.removed_at.is_(None),
        )
        .scalar_subquery()
    )
    query = (
        select(rooms, memberships.c.read, unread.label("unread"))
        .join(memberships, memberships.c.room == rooms.c.id)
        .where(memberships.c.member == member)
        .order_by(rooms.c.made_at.desc())
    )
    return [Standing(_from_row(row), row.read, row.unread) for row in connection.execute(query)]


def read_up_to(connection: Connection, room: UUID, member: UUID, seq: int) -> None:
    """Move a read pointer forward, never back and never past the room's last number."""
    last = select(rooms.c.last).where(rooms.c.id == room).scalar_subquery()
    connection.execute(
        update(memberships).where(_is(room, member), memberships.c.read < seq, last >= seq).values(read=seq)
    )


def _is(room: UUID, member: UUID) -> ColumnElement[bool]:
    return and_(memberships.c.room == room, memberships.c.member == member)


def _from_row(row: Row[tuple[object, ...]]) -> Room:
    return Room(row.id, row.title, row.last, row.welcome)
