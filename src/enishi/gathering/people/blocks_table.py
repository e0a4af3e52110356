"""Who blocked whom: the table, and the only SQL on it."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import Column, Connection, ForeignKey, Table, Uuid, delete, insert, or_, select
from typing_extensions import override

from enishi.feature import Source
from enishi.gathering.people.members_table import from_row, members, missing
from enishi.gathering.people.rooms_table import memberships
from enishi.model import Member
from enishi.store.tables import metadata

Pair = tuple[UUID, UUID]
"""Who blocked, and whom."""

blocks = Table(
    "blocks",
    metadata,
    Column("by", ForeignKey("members.id"), primary_key=True),
    Column("member", ForeignKey("members.id"), primary_key=True, index=True),
    Column("since", Uuid, nullable=False),
)


def everything(connection: Connection) -> Mapping[Pair, UUID]:
    """All of them, each with an id of the moment in which it was made."""
    return {(row.by, row.member): row.since for row in connection.execute(select(blocks))}


def put(connection: Connection, by: UUID, member: UUID, since: UUID) -> UUID:
    """Keep it, from this moment on or from an earlier one; raises Missing for who is and was in no room with them."""
    pair = blocks.c.by == by, blocks.c.member == member
    known: UUID | None = connection.execute(select(blocks.c.since).where(*pair)).scalar_one_or_none()
    if known is not None:
        return known
    other = memberships.alias()
    together = select(other.c.room).where(other.c.member == member, other.c.room == memberships.c.room).exists()
    met = select(memberships.c.room).where(memberships.c.member == by, together).limit(1)
    if by == member or connection.execute(met).one_or_none() is None:
        raise missing()
    connection.execute(insert(blocks).values(by=by, member=member, since=since))
    return since


def lift(connection: Connection, by: UUID, member: UUID) -> None:
    """As if it had not been."""
    connection.execute(delete(blocks).where(blocks.c.by == by, blocks.c.member == member))


def of(connection: Connection, by: UUID) -> Sequence[Member]:
    """Whom a member blocked, by their names."""
    query = select(members).join(blocks, blocks.c.member == members.c.id).where(blocks.c.by == by)
    return [from_row(row) for row in connection.execute(query.order_by(members.c.name, members.c.id))]


class BlockSource(Source):
    """It is theirs who blocked. Those of who is erased go, also where others blocked them."""

    owner = blocks.c.by

    @override
    def erase(self, connection: Connection, member: UUID) -> None:
        connection.execute(delete(blocks).where(or_(blocks.c.by == member, blocks.c.member == member)))
