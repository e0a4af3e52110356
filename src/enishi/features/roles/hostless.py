"""Rooms whose hosts have all lost the way back: owners of the house see them, and become their host."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from sqlalchemy import Connection

from enishi.doors.house import House
from enishi.errors import Refused
from enishi.gathering.people import rooms_table as rooms
from enishi.gathering.people.wire import MemberJoined, RoleChanged
from enishi.model import Member, Role, Room


class Hostless:
    """A host has a way back by a session that lasts, or by what a feature keeps for that (`Feature.leads_back`)."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def rooms(self) -> Sequence[tuple[Room, int]]:
        """These rooms, with how many are in them."""
        return await self._house.store.read(self._find)

    async def take(self, owner: Member, room: UUID) -> None:
        """Make an owner of the house a host of such a room, which is told so; raises Refused for any other room."""
        came = await self._house.store.write(partial(self._take, owner=owner, room=room), room=room)
        if came:
            self._house.bus.publish(MemberJoined(room=room, member=owner))
        self._house.bus.publish(RoleChanged(room=room, member=owner.id, role=Role.HOST))

    def _find(self, connection: Connection) -> Sequence[tuple[Room, int]]:
        return rooms.without_host(connection, [self._house.sessions.at_home(), *self._house.ways_back])

    def _take(self, connection: Connection, owner: Member, room: UUID) -> bool:
        if room not in {found.id for found, _ in self._find(connection)}:
            raise Refused("This room has a host. Ask them.", code="has_host")
        came = not rooms.belongs(connection, room, owner.id)
        rooms.enter(connection, room, owner.id, Role.HOST)
        return came
