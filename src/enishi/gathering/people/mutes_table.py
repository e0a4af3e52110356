"""Who writes nothing in a room for a time: the SQL on these columns of memberships."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, select, update

from enishi.gathering.people.rooms_table import memberships


def mute(connection: Connection, room: UUID, member: UUID, until: datetime | None) -> None:
    """Let the member change nothing in the room until then; None lifts it."""
    whose = memberships.c.room == room, memberships.c.member == member
    connection.execute(update(memberships).where(*whose).values(muted_until=until))


def muted_in(connection: Connection, room: UUID, at: datetime) -> Mapping[UUID, datetime]:
    """Who is muted in the room, and until when."""
    query = select(memberships.c.member, memberships.c.muted_until)
    found = connection.execute(query.where(memberships.c.room == room, memberships.c.muted_until > at))
    return {row.member: row.muted_until for row in found}
