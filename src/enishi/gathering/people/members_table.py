"""Members: their table, and the only SQL on it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, Boolean, Column, Connection, Row, String, Table, Text, Uuid, insert, select, update
from typing_extensions import override

from enishi.errors import Missing
from enishi.feature import Source, Words
from enishi.model import Kind, Member
from enishi.store.tables import DATA, Instant, metadata

NOBODY = ""
"""The name of who was erased: whoever shows it says "somebody" in the reader's language."""

members = Table(
    "members",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("language", String(35), nullable=False),
    Column("understands", JSON, nullable=False, info=DATA),
    Column("owner", Boolean, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("joined_at", Instant, nullable=False),
    Column("banned_at", Instant),
    Column("picture", String(64), info=DATA),
)


def add(connection: Connection, member: Member, joined_at: datetime) -> None:
    """Keep a new member."""
    connection.execute(
        insert(members).values(
            id=member.id,
            name=member.name,
            language=member.language,
            understands=sorted(member.understands),
            owner=member.owner,
            kind=member.kind.value,
            joined_at=joined_at,
        )
    )


def retarget(connection: Connection, member: UUID, language: str, understands: frozenset[str]) -> Member:
    """Change what a member reads and understands; the member as they are now."""
    change = update(members).where(members.c.id == member)
    values = {"language": language, "understands": sorted(understands)}
    return from_row(connection.execute(change.values(values).returning(members)).one())


def rename(connection: Connection, member: UUID, name: str) -> None:
    """Call the member this from now on, in every room."""
    connection.execute(update(members).where(members.c.id == member).values(name=name))


def set_picture(connection: Connection, member: UUID, picture: str | None) -> Member:
    """Call their picture this, or let them have none; the member as they are now."""
    change = update(members).where(members.c.id == member).values(picture=picture)
    return from_row(connection.execute(change.returning(members)).one())


def make_owner(connection: Connection, member: UUID) -> None:
    """Make the house theirs, too."""
    connection.execute(update(members).where(members.c.id == member).values(owner=True))


def ban(connection: Connection, member: UUID, at: datetime | None) -> bool:
    """Ban the member from the house; None lifts it. Whether that changed anything."""
    other = members.c.banned_at.is_not(None) if at is None else members.c.banned_at.is_(None)
    change = update(members).where(members.c.id == member, other).values(banned_at=at)
    return connection.execute(change).rowcount == 1


def is_banned(connection: Connection, member: UUID) -> bool:
    """Whether the member is banned from the house."""
    banned = members.c.id == member, members.c.banned_at.is_not(None)
    return connection.execute(select(members.c.id).where(*banned)).one_or_none() is not None


def banned(connection: Connection) -> Sequence[tuple[Member, datetime]]:
    """Who is banned, and since when; the last one first."""
    query = select(members).where(members.c.banned_at.is_not(None)).order_by(members.c.banned_at.desc(), members.c.id)
    return [(from_row(row), row.banned_at) for row in connection.execute(query)]


def get(connection: Connection, member: UUID) -> Member | None:
    """The member with this id."""
    row = connection.execute(select(members).where(members.c.id == member)).one_or_none()
    return None if row is None else from_row(row)


def missing() -> Missing:
    """What is raised for who is not in the room that is named."""
    return Missing("This member is not in the room.", code="no_member")


def joined_at(connection: Connection, member: UUID) -> datetime:
    """When the member came to the house."""
    joined: datetime = connection.execute(select(members.c.joined_at).where(members.c.id == member)).scalar_one()
    return joined


def from_row(row: Row[tuple[object, ...]]) -> Member:
    """A member from a row that has the columns of the table."""
    return Member(row.id, row.name, row.language, frozenset(row.understands), row.owner, Kind(row.kind), row.picture)


class MemberSource(Source):
    """The names of members. Their rows stay, for what others wrote refers to them."""

    words = (Words(members.c.name, by=members.c.id),)

    @override
    def erase(self, connection: Connection, member: UUID) -> None:
        nobody = {"name": NOBODY, "understands": [], "owner": False, "picture": None}
        connection.execute(update(members).where(members.c.id == member).values(nobody))

    @override
    def disown(self, connection: Connection, member: UUID) -> None:
        self.erase(connection, member)
