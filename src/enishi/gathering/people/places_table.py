"""In which rooms a member is, and from where on they read them: SQL on the memberships of one member."""

from uuid import UUID

from sqlalchemy import Connection, select

from enishi.gathering.people.rooms_table import memberships
from enishi.model import Role


def present_of(connection: Connection, member: UUID) -> list[UUID]:
    """The rooms to which the member belongs."""
    here = memberships.c.member == member, memberships.c.role != Role.FORMER.value
    return list(connection.execute(select(memberships.c.room).where(*here)).scalars())


def sees_after(connection: Connection, room: UUID, member: UUID) -> int:
    """The number of the newest message that is not shown to the member, since they came after it; 0 for none."""
    query = select(memberships.c.sees_after).where(memberships.c.room == room, memberships.c.member == member)
    return connection.execute(query).scalar_one_or_none() or 0
