"""Opens private rooms, and tells those who belong to one from now on."""

from collections.abc import Collection
from functools import partial
from uuid import UUID

from sqlalchemy import Connection

from enishi.doors.house import House
from enishi.errors import Refused
from enishi.features.private_rooms.wire import RoomOpened
from enishi.gathering.people import members_table as members
from enishi.gathering.people import private_table
from enishi.gathering.people import rooms_table as rooms
from enishi.gathering.people.private_table import Opened
from enishi.gathering.people.wire import MemberJoined, RoleChanged
from enishi.model import Member, Role
from enishi.protocol import RoomView


async def open_room(house: House, opener: Member, place: UUID, others: Collection[UUID]) -> RoomView:
    """The room of the opener and the others alone; raises Missing for who is not in `place`, Invalid and Refused.

    Who is blocked by one of the others is not told so: they write, and are not read.
    """
    if any(other in house.blocks.blocked_by(opener.id) for other in others):
        raise Refused("You blocked one of them. Lift that first, in the settings.", code="you_blocked")
    people = frozenset({opener.id, *others})
    work = partial(_open, place=place, people=people, opener=opener.id, most=house.settings.limits.rooms)
    opened = await house.store.write(work, room=None)
    for member in opened.came:
        if not opened.new:
            house.bus.publish(MemberJoined(room=opened.room, member=member))
            house.bus.publish(RoleChanged(room=opened.room, member=member.id, role=Role.MEMBER))
        if view := await house.standings.one(member, opened.room):
            house.bus.publish(RoomOpened(member=member.id, view=view))
    view = await house.standings.one(opener, opened.room)
    if view is None:  # they left it in this moment, on another device
        raise rooms.missing()
    return view


def _open(connection: Connection, place: UUID, people: frozenset[UUID], opener: UUID, most: int) -> Opened:
    if len(people) == 1:
        raise members.missing()
    private_table.require_together(connection, place, people)
    return private_table.open_between(connection, people, opener, most)
