"""In which rooms a member is: SQL on the memberships of one member."""

from uuid import UUID

from sqlalchemy import Connection, select

from enishi.gathering.people.rooms_table import memberships
from enishi.model import Role


def present_of(connection: Connection, member: UUID) -> list[UUID]:
    """The rooms to which the member belongs."""
    here = memberships.c.member == member, memberships.c.role != Role.FORMER.value
    return list(connection.execute(select(memberships.c.room).where(*here)).scalars())
