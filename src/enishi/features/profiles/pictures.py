"""Keeps the pictures of members, and tells the rooms that they are in."""

from functools import partial
from hashlib import sha256
from uuid import UUID

from sqlalchemy import Connection

from enishi.doors.house import House
from enishi.errors import Invalid, Missing
from enishi.features.profiles import jpeg
from enishi.features.profiles import pictures_table as table
from enishi.gathering.people import members_table as members
from enishi.gathering.people import places_table as places
from enishi.gathering.people.wire import MemberJoined
from enishi.model import Member

LARGEST = 64 * 1024
"""Bytes."""

SIDES = range(16, 257)
"""Pixels."""


class Pictures:
    """A picture is called after its bytes: who has seen one need not ask for it again."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def keep(self, member: UUID, data: bytes | None) -> Member:
        """Keep it, or none any more, and tell their rooms; raises Invalid."""
        if data is not None:
            _require_picture(data)
        changed, told = await self._house.store.write(partial(_keep, member=member, data=data), room=None)
        for room in told:
            self._house.bus.publish(MemberJoined(room=room, member=changed))
        return changed

    async def seen(self, reader: UUID, member: UUID, name: str) -> bytes:
        """Raises Missing, also for who shares no room with the member."""
        found = await self._house.store.read(partial(table.seen, reader=reader, member=member, name=name))
        if found is None:
            raise Missing("There is no such picture.", code="no_picture")
        return found


def _require_picture(data: bytes) -> None:
    width, height = jpeg.size(data) or (0, 0)
    if width != height or width not in SIDES or len(data) > LARGEST:
        sentence = f"A picture is a square JPEG of at most {SIDES[-1]} pixels and {LARGEST} bytes."
        raise Invalid(sentence, code="not_a_picture")


def _keep(connection: Connection, member: UUID, data: bytes | None) -> tuple[Member, list[UUID]]:
    table.put(connection, member, data)
    changed = members.set_picture(connection, member, None if data is None else sha256(data).hexdigest())
    return changed, places.present_of(connection, member)
