"""Rooms: making them, coming in, seeing who is there and how far one has read."""

from collections.abc import Sequence
from functools import partial
from unicodedata import category
from uuid import UUID

from sqlalchemy import Connection

from enishi import clock
from enishi.errors import Invalid
from enishi.gathering.presence import Attendance
from enishi.model import Member, Room
from enishi.protocol import MemberView, RoomView
from enishi.store import rooms
from enishi.store.store import Store

LONGEST_TITLE = 80

Company = tuple[rooms.Standing, Sequence[Member]]
"""Where somebody stands in a room, and everybody who belongs to it."""


class Rooms:
    """The rooms as their members see them."""

    def __init__(self, store: Store, attendance: Attendance) -> None:
        self._store = store
        self._attendance = attendance

    async def make(self, host: Member, title: str) -> Room:
        """Open a room with its maker in it; raises Invalid for a title that is empty or too long."""
        room = Room(clock.new_id(), checked_line(title, "title", LONGEST_TITLE))
        await self._store.write(partial(_make, room=room, host=host))
        return room

    async def of(self, member: Member) -> tuple[RoomView, ...]:
        """The rooms that a member belongs to, the newest first."""
        return self.views(await self.standings(member))

    async def standings(self, member: Member) -> Sequence[Company]:
        """The same, as the store has them."""
        return await self._store.read(partial(_of, member=member.id))

    def views(self, standings: Sequence[Company]) -> tuple[RoomView, ...]:
        """These rooms with who is here at this moment."""
        return tuple(self._view(standing, members) for standing, members in standings)

    async def read(self, member: Member, room: UUID, seq: int) -> None:
        """Move the member's read pointer forward."""
        await self._store.write(partial(rooms.read_up_to, room=room, member=member.id, seq=seq))

    def _view(self, standing: rooms.Standing, members: Sequence[Member]) -> RoomView:
        room = standing.room
        here = self._attendance.here(room.id)
        known = {member.id: member for member in members} | dict(here)  # who came in since the store was asked is here
        return RoomView(
            id=room.id,
            title=room.title,
            last=room.last,
            read=standing.read,
            unread=standing.unread,
            welcome=room.welcome,
            members=tuple(MemberView.model_validate(member) for member in known.values()),
            here=frozenset(here),
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


def _of(connection: Connection, member: UUID) -> list[Company]:
    return [
        (standing, rooms.members_of(connection, standing.room.id)) for standing in rooms.standings(connection, member)
    ]
