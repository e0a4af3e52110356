"""Changes the name of a member, and tells the rooms that they are in."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from sqlalchemy import Connection

from enishi.doors.house import House
from enishi.gathering.people import members_table as members
from enishi.gathering.people import names
from enishi.gathering.people import places_table as places
from enishi.gathering.people.wire import MemberJoined
from enishi.model import Member
from enishi.text import checked_name


async def rename(house: House, member: UUID, wished: str) -> Member:
    """Keep the name; raises Invalid, and NameTaken when somebody in one of the rooms has one that looks like it.

    What the member said before is shown under the new name, too: messages name their author by id.
    """
    name = checked_name(wished, names.LONGEST_NAME)
    renamed, told = await house.store.write(partial(_rename, member=member, name=name), room=None)
    for room in told:
        house.bus.publish(MemberJoined(room=room, member=renamed))
    return renamed


def _rename(connection: Connection, member: UUID, name: str) -> tuple[Member, Sequence[UUID]]:
    present = members.get(connection, member)
    assert present  # who has a session is a member
    renamed = names.rename(connection, present, name)
    return renamed, places.present_of(connection, member)
