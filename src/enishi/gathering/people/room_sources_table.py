"""What rooms hold of words and of people: the sources of rooms and of memberships, with the SQL of these."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select, update
from typing_extensions import override

from enishi.feature import Source, Words, readable, rows
from enishi.gathering.people.members_table import members
from enishi.gathering.people.private_table import title_for
from enishi.gathering.people.rooms_table import memberships, rooms
from enishi.model import Role


class RoomSource(Source):
    """The titles of rooms, and what is said of them; they belong to no member."""

    words = (Words(rooms.c.title, by=None), Words(rooms.c.description, by=None))

    @override
    def export_room(self, connection: Connection, room: UUID) -> Iterable[Mapping[str, Any]]:
        return rows(connection, readable(rooms).where(rooms.c.id == room))


class MembershipSource(Source):
    """Who is in which room, and who they are there."""

    owner = memberships.c.member

    @override
    def export(self, connection: Connection, member: UUID) -> Iterable[Mapping[str, Any]]:
        """A private room is called as its reader calls it."""
        columns = memberships.c.room, rooms.c.title, memberships.c.role, memberships.c.read
        query = select(*columns, rooms.c.between).join(rooms).where(memberships.c.member == member)
        for row in map(dict, list(rows(connection, query.order_by(memberships.c.room)))):
            if row.pop("between"):
                row["title"] = title_for(connection, row["room"], member)
            yield row

    @override
    def export_room(self, connection: Connection, room: UUID) -> Iterable[Mapping[str, Any]]:
        query = select(memberships.c.member, members.c.name, memberships.c.role).join(members)
        return rows(connection, query.where(memberships.c.room == room).order_by(memberships.c.member))

    @override
    def erase(self, connection: Connection, member: UUID) -> None:
        """They were in it: else nobody could say whose words these are that they leave behind."""
        former = {"role": Role.FORMER.value, "read": 0, "invite": None, "wrote_at": None, "muted_until": None}
        connection.execute(update(memberships).where(memberships.c.member == member).values(former))
