"""Rooms, who belongs to them, and the numbers of their facts: their tables, and the only SQL on them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from math import ceil
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    ForeignKey,
    Integer,
    Row,
    Select,
    String,
    Table,
    Text,
    Uuid,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from enishi.errors import Missing, TooMany
from enishi.gathering.people.members_table import from_row as member_from_row
from enishi.gathering.people.members_table import members
from enishi.model import Kind, Member, Role, Room, RoomSettings, RoomState
from enishi.store.tables import Instant, metadata

rooms = Table(
    "rooms",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("title", Text, nullable=False),
    Column("last", Integer, nullable=False),
    Column("welcome", Boolean, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("description", Text, nullable=False),
    Column("described_in", String(35)),
    Column("state", String(16), nullable=False),
    Column("writers", String(16), nullable=False),
    Column("inviters", String(16), nullable=False),
    Column("slow", Integer, nullable=False),
    Column("quiet", Boolean, nullable=False),
    Column("newcomers", Boolean, nullable=False),
    Column("from_joining", Boolean, nullable=False),
    Column("renewed", Integer, nullable=False, default=0),
    Column("between", String(64), index=True, unique=True),
)

memberships = Table(
    "memberships",
    metadata,
    Column("room", ForeignKey("rooms.id"), primary_key=True),
    Column("member", ForeignKey("members.id"), primary_key=True, index=True),
    Column("read", Integer, nullable=False),
    Column("sees_after", Integer, nullable=False, default=0),
    Column("role", String(16), nullable=False),
    Column("invite", Uuid),
    Column("wrote_at", Instant),
    Column("muted_until", Instant),
)

_present_role = case((members.c.banned_at.is_not(None), Role.FORMER.value), else_=memberships.c.role)
"""What somebody is in a room; who is banned from the house is out of all rooms, as long as that lasts."""

NEXT_NUMBER = (
    update(rooms)
    .where(rooms.c.id == bindparam("of"))
    .values(last=rooms.c.last + 1)
    .returning(rooms.c.last, rooms.c.slow, rooms.c.newcomers)
)


def add(connection: Connection, room: Room, made_at: datetime, between: str | None = None) -> None:
    """Keep a new room; for a private one with the key of who is in it (`private_table.py`)."""
    values = {"id": room.id, "title": room.title, "last": room.last, "welcome": room.welcome, "made_at": made_at}
    connection.execute(insert(rooms).values(values | asdict(room.settings) | {"between": between}))


def change(connection: Connection, room: UUID, values: Mapping[str, object]) -> Room:
    """Give the room another title or other settings; as it is now. Raises Missing."""
    found = connection.execute(update(rooms).where(rooms.c.id == room).values(values).returning(rooms)).one_or_none()
    if found is None:
        raise missing()
    return from_row(found)


def delete_all(connection: Connection, room: UUID) -> None:
    """Delete the room, with every row of every table that names it."""
    for table in reversed(metadata.sorted_tables):
        if table is not rooms and "room" in table.c:
            connection.execute(delete(table).where(table.c.room == room))
    connection.execute(delete(rooms).where(rooms.c.id == room))


def get(connection: Connection, room: UUID) -> Room | None:
    """The room with this id."""
    row = connection.execute(select(rooms).where(rooms.c.id == room)).one_or_none()
    return None if row is None else from_row(row)


def welcome(connection: Connection) -> Room | None:
    """The room that greets newcomers."""
    row = connection.execute(select(rooms).where(rooms.c.welcome).limit(1)).one_or_none()
    return None if row is None else from_row(row)


def next_number(connection: Connection, room: UUID) -> int:
    """Take the room's next sequence number; raises Missing."""
    number = connection.execute(NEXT_NUMBER, {"of": room}).scalar_one_or_none()
    if number is None:
        raise missing()
    return int(number)


def renew(connection: Connection, room: UUID) -> int:
    """Have everybody read the room afresh who has less of it than the number that this takes."""
    number = next_number(connection, room)
    connection.execute(update(rooms).where(rooms.c.id == room).values(renewed=number))
    return number


def renewed(connection: Connection, room: UUID) -> int:
    """The number up to which what somebody has of the room may name what is gone from it; they read it afresh."""
    return int(connection.execute(select(rooms.c.renewed).where(rooms.c.id == room)).scalar_one())


def last_numbers(connection: Connection, wanted: Collection[UUID]) -> Mapping[UUID, int]:
    """The number of the newest fact of each of these rooms."""
    query = select(rooms.c.id, rooms.c.last).where(rooms.c.id.in_(wanted))
    return {row.id: row.last for row in connection.execute(query)}


def missing() -> Missing:
    """There is no room with that id."""
    return Missing("There is no such room.", code="no_room")


def take_turn(connection: Connection, room: UUID, member: UUID, at: datetime, slow: int) -> None:
    """Count a message in a slow room; raises TooMany with the seconds to wait."""
    row = connection.execute(select(memberships.c.role, memberships.c.wrote_at).where(_is(room, member))).one_or_none()
    if row is None or rank(Role(row.role)) >= rank(Role.STEWARD):
        return
    wait = 0.0 if row.wrote_at is None else slow - (at - row.wrote_at).total_seconds()
    if wait > 0:
        sentence = f"In this room everybody waits {slow} s between two messages. Try again in {ceil(wait)} s."
        raise TooMany(sentence, retry_after=wait, code="slow_room")
    connection.execute(update(memberships).where(_is(room, member)).values(wrote_at=at))


def enter(
    connection: Connection, room: UUID, member: UUID, role: Role = Role.MEMBER, invite: UUID | None = None
) -> bool:
    """Make the member belong to the room, at least in this role; False when they did already.

    `invite` is what they came by. Where the room says so, they read only what is said from now on.
    """
    known = role_in(connection, room, member)
    past = select(case((rooms.c.from_joining, rooms.c.last), else_=0)).where(rooms.c.id == room).scalar_subquery()
    values = {"role": role.value, "invite": invite} | ({"sees_after": past} if known in (None, Role.FORMER) else {})
    if known is None:
        connection.execute(insert(memberships).values(values | {"room": room, "member": member, "read": 0}))
    elif rank(known) < rank(role):
        connection.execute(update(memberships).where(_is(room, member)).values(values))
    else:
        return False
    return True


def rank(role: Role) -> int:
    """The more one may do, the higher."""
    return list(Role).index(role)


def role_in(connection: Connection, room: UUID, member: UUID) -> Role | None:
    """What the member is in the room; None for who never belonged to it."""
    held = held_in(connection, room, member)
    return None if held is None else held[0]


def held_in(connection: Connection, room: UUID, member: UUID) -> tuple[Role, datetime | None] | None:
    """What the member is in the room, and until when they are muted; None for who never belonged to it."""
    query = select(_present_role.label("role"), memberships.c.muted_until).join(members)
    row = connection.execute(query.where(_is(room, member))).one_or_none()
    return None if row is None else (Role(row.role), row.muted_until)


def belongs(connection: Connection, room: UUID, member: UUID) -> bool:
    """Whether the member may be in the room."""
    return role_in(connection, room, member) not in (None, Role.FORMER)


def highest_role(connection: Connection, member: UUID) -> Role:
    """The highest role that the member has in any room; FORMER for who is banned from the house."""
    query = select(members.c.banned_at.is_not(None), memberships.c.role).outerjoin(memberships)
    found = connection.execute(query.where(members.c.id == member).distinct()).all()
    if any(banned for banned, _ in found):
        return Role.FORMER
    return max((Role.MEMBER, *(Role(role) for _, role in found if role)), key=rank)


def roles_of(connection: Connection, room: UUID) -> dict[UUID, Role]:
    """Who is more or less than a member of the room."""
    query = select(memberships.c.member, _present_role.label("role")).join(members)
    found = connection.execute(query.where(memberships.c.room == room, _present_role != Role.MEMBER.value))
    return {row.member: Role(row.role) for row in found}


def set_role(connection: Connection, room: UUID, member: UUID, role: Role) -> None:
    """Make the member this in the room from now on."""
    connection.execute(update(memberships).where(_is(room, member)).values(role=role.value))


def count_hosts(connection: Connection, room: UUID) -> int:
    """How many hosts the room has."""
    hosts = memberships.c.room == room, memberships.c.role == Role.HOST.value
    return connection.execute(select(func.count()).select_from(memberships).where(*hosts)).scalar_one()


def hosted_alone(connection: Connection, member: UUID) -> Sequence[Room]:
    """The rooms with other people in them in which the member is the only host."""
    own, other = memberships.alias(), memberships.alias()
    others = other.c.room == rooms.c.id, other.c.member != member
    host = select(other.c.member).where(*others, other.c.role == Role.HOST.value).exists()
    person = members.c.id == other.c.member, members.c.kind == Kind.PERSON.value
    somebody = select(other.c.member).where(*others, other.c.role != Role.FORMER.value, *person).exists()
    query = select(rooms).join(own, own.c.room == rooms.c.id)
    alone = own.c.member == member, own.c.role == Role.HOST.value, ~host, somebody
    return [from_row(row) for row in connection.execute(query.where(*alone))]


def without_host(connection: Connection, present: Sequence[Select[tuple[UUID]]]) -> Sequence[tuple[Room, int]]:
    """The rooms, but for private ones, in which no host is one of those who are `present`; how many are in them."""
    somewhere = or_(*(memberships.c.member.in_(each) for each in present))
    hosts = select(memberships.c.room).join(members).where(_present_role == Role.HOST.value, somewhere)
    inside = and_(memberships.c.room == rooms.c.id, memberships.c.role != Role.FORMER.value)
    query = select(rooms, func.count(memberships.c.member).label("many")).outerjoin(memberships, inside)
    found = query.where(rooms.c.id.not_in(hosts), rooms.c.between.is_(None)).group_by(rooms.c.id).order_by(rooms.c.id)
    return [(from_row(row), row.many) for row in connection.execute(found)]


def came_by(connection: Connection, room: UUID) -> Sequence[tuple[UUID, UUID]]:
    """The members of the room who came by an invite, with the invite."""
    query = select(memberships.c.member, memberships.c.invite).where(
        memberships.c.room == room, memberships.c.invite.is_not(None), memberships.c.role != Role.FORMER.value
    )
    return [(row.member, row.invite) for row in connection.execute(query)]


def count_of(connection: Connection, member: UUID) -> int:
    """In how many rooms the member is, but for private ones."""
    here = memberships.c.member == member, memberships.c.role != Role.FORMER.value, rooms.c.between.is_(None)
    return connection.execute(select(func.count()).select_from(memberships.join(rooms)).where(*here)).scalar_one()


def members_of(connection: Connection, room: UUID) -> Sequence[Member]:
    """Everybody who belongs or belonged to the room, the first to come first."""
    query = select(members).join(memberships, memberships.c.member == members.c.id)
    query = query.where(memberships.c.room == room).order_by(members.c.joined_at, members.c.id)
    return [member_from_row(row) for row in connection.execute(query)]


def names_of(connection: Connection, room: UUID, but: UUID) -> Sequence[str]:
    """What all other people than `but` are called who belong or belonged to the room."""
    query = select(members.c.name).join(memberships, memberships.c.member == members.c.id)
    people = memberships.c.room == room, members.c.kind == Kind.PERSON.value, members.c.id != but
    return connection.execute(query.where(*people)).scalars().all()


def all_of(connection: Connection, member: UUID) -> Sequence[UUID]:
    """The rooms to which the member belongs or belonged."""
    return connection.execute(select(memberships.c.room).where(memberships.c.member == member)).scalars().all()


def read_up_to(connection: Connection, room: UUID, member: UUID, seq: int) -> None:
    """Move a read pointer forward, never back and never past the room's last number."""
    last = select(rooms.c.last).where(rooms.c.id == room).scalar_subquery()
    further = _is(room, member), memberships.c.read < seq, last >= seq
    connection.execute(update(memberships).where(*further).values(read=seq))


def _is(room: UUID, member: UUID) -> ColumnElement[bool]:
    return and_(memberships.c.room == room, memberships.c.member == member)


def from_row(row: Row[tuple[object, ...]]) -> Room:
    """A room from a row that has the columns of the table."""
    settings = {field: getattr(row, field) for field in RoomSettings.__dataclass_fields__}
    kinds = {"state": RoomState(row.state), "writers": Role(row.writers), "inviters": Role(row.inviters)}
    return Room(row.id, row.title, row.last, row.welcome, RoomSettings(**settings | kinds), row.between is not None)
