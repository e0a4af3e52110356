"""Private rooms, one for the same people: the SQL on their rows of rooms and memberships."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from sqlalchemy import Connection, func, select

from enishi import clock
from enishi.errors import Invalid
from enishi.gathering.people import members_table as members
from enishi.gathering.people import rooms_table as rooms
from enishi.gathering.people.rooms_table import memberships
from enishi.model import Kind, Member, Role, Room


@dataclass(frozen=True, slots=True)
class Opened:
    """A private room, and who belongs to it from now on and did not before; `new` when the room was not there."""

    room: UUID
    came: Sequence[Member]
    new: bool


def key_of(people: Collection[UUID]) -> str:
    """The same for the same people, in whatever order they are named: the database keeps one room for each."""
    return sha256(b"".join(sorted(member.bytes for member in people))).hexdigest()


def require_together(connection: Connection, place: UUID, people: Collection[UUID]) -> None:
    """Raises Missing for whoever is not a person in the room `place` now."""
    inside = memberships.c.room == place, memberships.c.role != Role.FORMER.value
    query = select(func.count()).select_from(memberships.join(members.members)).where(*inside)
    person = members.members.c.kind == Kind.PERSON.value, members.members.c.banned_at.is_(None)
    if connection.execute(query.where(memberships.c.member.in_(people), *person)).scalar_one() != len(people):
        raise members.missing()


def open_between(connection: Connection, people: Collection[UUID], opener: UUID, most: int) -> Opened:
    """The room of these people alone, made where there is none; all of them belong to it, also who had left it.

    Raises Invalid when it would be one of more than `most` private rooms of the opener.
    """
    between = key_of(people)
    room = connection.execute(select(rooms.rooms.c.id).where(rooms.rooms.c.between == between)).scalar_one_or_none()
    new = room is None
    if room is None:
        _require_fewer(connection, opener, most)
        room = clock.new_id()
        rooms.add(connection, Room(room, "", private=True), clock.now(), between)
    came = [member for member in people if not rooms.belongs(connection, room, member)]
    for member in came:
        rooms.enter(connection, room, member)
    found = [members.get(connection, member) for member in came]
    return Opened(room, [member for member in found if member], new)


def title_for(connection: Connection, room: UUID, reader: UUID) -> str:
    """What a private room is called by one of those in it: by the others."""
    query = select(members.members.c.name).join(memberships, memberships.c.member == members.members.c.id)
    others = query.where(memberships.c.room == room, memberships.c.member != reader)
    return ", ".join(connection.execute(others.order_by(members.members.c.name)).scalars())


def _require_fewer(connection: Connection, member: UUID, most: int) -> None:
    here = memberships.c.member == member, memberships.c.role != Role.FORMER.value, rooms.rooms.c.between.is_not(None)
    query = select(func.count()).select_from(memberships.join(rooms.rooms)).where(*here)
    if connection.execute(query).scalar_one() >= most:
        raise Invalid(f"You write to {most} people alone. Leave one of these rooms first.", code="many_private_rooms")
