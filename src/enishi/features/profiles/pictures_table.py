"""Pictures of members, small enough to stand in the database: their table, and the only SQL on it."""

from base64 import b64encode
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, ForeignKey, LargeBinary, Table, delete, insert, or_, select
from typing_extensions import override

from enishi.feature import Source
from enishi.gathering.people.members_table import members
from enishi.gathering.people.rooms_table import memberships
from enishi.model import Role
from enishi.store.tables import metadata

pictures = Table(
    "pictures",
    metadata,
    Column("member", ForeignKey("members.id"), primary_key=True),
    Column("data", LargeBinary, nullable=False),
)


def put(connection: Connection, member: UUID, data: bytes | None) -> None:
    """Keep it in the place of the earlier one; None for none."""
    connection.execute(delete(pictures).where(pictures.c.member == member))
    if data is not None:
        connection.execute(insert(pictures).values(member=member, data=data))


def seen(connection: Connection, reader: UUID, member: UUID, name: str) -> bytes | None:
    """The member's picture of that name, for themselves and for who shares a room with them."""
    own, theirs = memberships.alias(), memberships.alias()
    inside = (each.c.role != Role.FORMER.value for each in (own, theirs))
    together = select(own.c.room).join(theirs, own.c.room == theirs.c.room).where(*inside)
    shared = together.where(own.c.member == reader, theirs.c.member == member).exists()
    query = select(pictures.c.data).join(members).where(members.c.id == member, members.c.picture == name)
    return connection.execute(query.where(or_(members.c.id == reader, shared))).scalar_one_or_none()


class PictureSource(Source):
    """Goes with the name."""

    owner = pictures.c.member

    @override
    def export(self, connection: Connection, member: UUID) -> Iterable[Mapping[str, Any]]:
        """The bytes as text, in base64."""
        found = connection.execute(select(pictures).where(pictures.c.member == member))
        return [{"member": row.member, "jpeg": b64encode(row.data).decode()} for row in found]
