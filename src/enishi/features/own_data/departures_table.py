"""Since when members are in no room any more: the table, and the only SQL on it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, Connection, ForeignKey, Table, delete, insert, literal, select

from enishi.feature import Source
from enishi.gathering.people.members_table import NOBODY, members
from enishi.gathering.people.rooms_table import memberships
from enishi.model import Kind, Role
from enishi.store.tables import Instant, metadata

departures = Table(
    "departures",
    metadata,
    Column("member", ForeignKey("members.id"), primary_key=True),
    Column("since", Instant, nullable=False),
)


def note(connection: Connection, now: datetime) -> None:
    """Note who is in no room since the last look, and forget who is in one again. Owners of the house stay."""
    present = select(memberships.c.member).where(memberships.c.role != Role.FORMER.value)
    connection.execute(delete(departures).where(departures.c.member.in_(present)))
    people = members.c.kind == Kind.PERSON.value, members.c.name != NOBODY, ~members.c.owner
    new = members.c.id.not_in(present), members.c.id.not_in(select(departures.c.member))
    gone = select(members.c.id, literal(now, Instant)).where(*people, *new)
    connection.execute(insert(departures).from_select(["member", "since"], gone))


def until(connection: Connection, instant: datetime) -> Sequence[UUID]:
    """Who is in no room since then or longer."""
    query = select(departures.c.member).where(departures.c.since <= instant)
    return connection.execute(query.order_by(departures.c.since)).scalars().all()


def is_gone(connection: Connection, member: UUID) -> bool:
    """Whether that was noted of this member."""
    query = select(departures.c.member).where(departures.c.member == member)
    return connection.execute(query).one_or_none() is not None


def forget(connection: Connection) -> None:
    """Note nobody any more."""
    connection.execute(delete(departures))


class DepartureSource(Source):
    """An instant, and no words."""

    owner = departures.c.member
