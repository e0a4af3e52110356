"""Changes the name of a member, and tells the rooms where they are."""

from uuid import UUID

from sqlalchemy import Connection

from enishi.doors.house import House
from enishi.features.profiles.wire import Renamed
from enishi.gathering.people import members_table as members
from enishi.gathering.people import names
from enishi.model import Member
from enishi.protocol import Event
from enishi.text import checked_name


class Renaming:
    """What a member said before is shown under the new name, too: messages name their author by id."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def rename(self, member: UUID, wished: str) -> Member:
        """Keep the name; raises Invalid, and NameTaken when somebody in one of the rooms has one that looks like it."""
        name = checked_name(wished, names.LONGEST_NAME)

        def work(connection: Connection) -> Member:
            present = members.get(connection, member)
            assert present  # who has a session is a member
            return names.rename(connection, present, name)

        renamed = await self._house.store.write(work, room=None)
        self._house.bus.publish(Renamed(member=renamed))
        return renamed

    def on_event(self, event: Event) -> None:
        """Follow, wherever it was asked for."""
        if isinstance(event, Renamed):
            self._house.attendance.change(event.member)
            self._house.hub.retarget(event.member)
