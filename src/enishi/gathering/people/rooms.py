"""Rooms: making them, coming in, seeing who is there and how far one has read."""

from collections.abc import Sequence
from functools import partial
from unicodedata import category
from uuid import UUID

from cachetools import LRUCache
from sqlalchemy import Connection

from enishi import clock
from enishi.errors import Invalid
from enishi.gathering.people import rooms_table as rooms
from enishi.gathering.people.presence import Attendance
from enishi.model import Member, Room
from enishi.protocol import AnyNews, MemberView, Presence, RoomView
from enishi.store.store import Store

LONGEST_TITLE = 80

REMEMBERED = 1000
"""Rooms whose members are kept in memory: when a thousand come back at once, each is told of all the others."""

Company = dict[UUID, MemberView]
"""Everybody who belongs to a room; who came in and was not there yet is missing in it."""

Place = tuple[rooms.Standing, Company]
"""Where somebody stands in a room, and among whom."""


class Rooms:
    """The rooms as their members see them; hears who is new in them."""

    def __init__(self, store: Store, attendance: Attendance) -> None:
        self._store = store
        self._attendance = attendance
        self._companies: LRUCache[UUID, Company] = LRUCache(REMEMBERED)

    async def make(self, host: Member, title: str) -> Room:
        """Open a room with its maker in it; raises Invalid for a title that is empty or too long."""
        room = Room(clock.new_id(), checked_line(title, "title", LONGEST_TITLE))
        await self._store.write(partial(_make, room=room, host=host))
        return room

    async def of(self, member: Member) -> tuple[RoomView, ...]:
        """The rooms that a member belongs to, the newest first."""
        return self.views(await self.standings(member))

    async def standings(self, member: Member) -> Sequence[Place]:
        """The same, as the store has them."""
        found = await self._store.read(partial(rooms.standings, member=member.id))
        return [(standing, await self._company(standing.room.id)) for standing in found]

    def views(self, standings: Sequence[Place]) -> tuple[RoomView, ...]:
        """These rooms with who is here at this moment."""
        return tuple(self._view(standing, company) for standing, company in standings)

    def hear(self, event: AnyNews) -> None:
        """Somebody is new, or reads another language."""
        if isinstance(event, Presence) and event.room in self._companies:
            self._companies[event.room][event.member.id] = event.member

    async def read(self, member: Member, room: UUID, seq: int) -> None:
        """Move the member's read pointer forward."""
        await self._store.write(partial(rooms.read_up_to, room=room, member=member.id, seq=seq))

    async def _company(self, room: UUID) -> Company:
        if (known := self._companies.get(room)) is not None:
            return known
        members = await self._store.read(partial(rooms.members_of, room=room))
        everybody = [*members, *self._attendance.here(room).values()]  # who came in meanwhile is here
        read = {member.id: MemberView.model_validate(member) for member in everybody}
        return self._companies.setdefault(room, read)

    def _view(self, standing: rooms.Standing, company: Company) -> RoomView:
        room = standing.room
        return RoomView(
            id=room.id,
            title=room.title,
            last=room.last,
            read=standing.read,
            unread=standing.unread,
            welcome=room.welcome,
            members=tuple(company.values()),
            here=frozenset(self._attendance.here(room.id)),
        )


def checked_line(text: str, what: str, longest: int) -> str:
    """A name or title on one line, without the space around it; raises Invalid when empty, too long or malformed."""
    line = " ".join(text.split())
    kinds = {category(letter) for letter in line}
    if kinds & {"Cc", "Cs"}:
        raise Invalid(f"The {what} has characters that cannot be shown.", code=f"{what}_malformed")
    if not any(kind[0] not in "CZ" for kind in kinds):  # nor may it have only what nobody can see
        raise Invalid(f"The {what} is empty.", code=f"{what}_empty")
    if len(line) > longest:
        raise Invalid(f"The {what} is too long: {longest} characters are the most.", code=f"{what}_too_long")
    return line


def _make(connection: Connection, room: Room, host: Member) -> None:
    rooms.add(connection, room, clock.now())
    rooms.enter(connection, room.id, host.id)
