"""Members and their sessions."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, Row, delete, insert, select, update

from enishi.model import Kind, Member
from enishi.store.tables import members, sessions


def add(connection: Connection, member: Member, joined_at: datetime) -> None:
    """Keep a new member."""
    connection.execute(
        insert(members).values(
            id=member.id,
            name=member.name,
            language=member.language,
            understands=sorted(member.understands),
            host=member.host,
            kind=member.kind.value,
            joined_at=joined_at,
        )
    )


def retarget(connection: Connection, member: UUID, language: str, understands: frozenset[str]) -> Member:
    """Change what a member reads and understands; the member as they are now."""
    change = update(members).where(members.c.id == member)
    values = {"language": language, "understands": sorted(understands)}
    return from_row(connection.execute(change.values(values).returning(members)).one())


def make_host(connection: Connection, member: UUID) -> None:
    """Let a member make rooms and invites."""
    connection.execute(update(members).where(members.c.id == member).values(host=True))


def get(connection: Connection, member: UUID) -> Member | None:
    """The member with this id."""
    row = connection.execute(select(members).where(members.c.id == member)).one_or_none()
    return None if row is None else from_row(row)


def begin_session(connection: Connection, digest: bytes, member: UUID, at: datetime) -> None:
    """Keep a session under the hash of its secret."""
    connection.execute(insert(sessions).values(hash=digest, member=member, seen_at=at))


def end_session(connection: Connection, digest: bytes) -> None:
    """Forget a session."""
    connection.execute(delete(sessions).where(sessions.c.hash == digest))


def by_session(connection: Connection, digest: bytes) -> tuple[Member, datetime] | None:
    """Whose session this is, and when it was last seen."""
    query = select(members, sessions.c.seen_at).join(sessions).where(sessions.c.hash == digest)
    row = connection.execute(query).one_or_none()
    return None if row is None else (from_row(row), row.seen_at)


def touch_session(connection: Connection, digest: bytes, at: datetime) -> None:
    """Note that a session was used."""
    connection.execute(update(sessions).where(sessions.c.hash == digest).values(seen_at=at))


def from_row(row: Row[tuple[object, ...]]) -> Member:
    """A member from a row that has the columns of the table."""
    return Member(row.id, row.name, row.language, frozenset(row.understands), row.host, Kind(row.kind))
