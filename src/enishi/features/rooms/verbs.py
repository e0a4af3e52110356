"""Changes, describes, leaves and deletes rooms."""

from uuid import UUID

from enishi.doors.house import House
from enishi.errors import Refused
from enishi.feature import Caller
from enishi.features.rooms.wire import ChangeRoom, DeleteRoom, LeaveRoom
from enishi.gathering.people.rooms import LONGEST_TITLE
from enishi.gathering.translations.wire import Description
from enishi.model import Member, Role
from enishi.text import checked_line, checked_text

LONGEST_DESCRIPTION = 1000

SETTINGS = {"state", "writers", "inviters", "slow", "quiet", "newcomers", "from_joining"}
"""The settings that are kept as they are sent."""


class RoomChanges:
    """What hosts say about their rooms; and how members leave."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def change(self, caller: Caller, command: ChangeRoom) -> None:
        """Keep what is given; raises Invalid for a bad title or description."""
        values = command.model_dump(include=SETTINGS, exclude_none=True)
        if command.title is not None:
            values["title"] = checked_line(command.title, "title", LONGEST_TITLE)
        if command.description is not None:
            values |= await self._described(caller.member, command.room, command.description)
        if values:
            await self._house.rooms.change(command.room, values, caller.member.id)

    async def leave(self, caller: Caller, command: LeaveRoom) -> None:
        """Belong to the room no more; raises Refused for its last host."""
        await self._house.roles.change(command.room, caller.member.id, Role.FORMER, caller.member.id)

    async def delete(self, caller: Caller, command: DeleteRoom) -> None:
        """Delete the room; raises Refused where the title is another one, and for the room that greets newcomers."""
        room = await self._house.rooms.get(command.room)
        if room.welcome:
            raise Refused("This room greets newcomers. It can be closed, and not deleted.", code="welcome_stays")
        if command.sure != room.title:
            raise Refused("That is not the title of this room.", code="other_title")
        await self._house.rooms.delete(command.room)

    async def description(self, reader: Member, room: UUID) -> Description:
        """What is said of the room, translated where the reader needs it and an engine can; raises Missing."""
        settings = (await self._house.rooms.get(room)).settings
        return await self._house.room_translator.describe(room, settings.description, settings.described_in, reader)

    async def _described(self, author: Member, room: UUID, text: str) -> dict[str, object]:
        if not text.strip():
            return {"description": "", "described_in": None}
        words = checked_text(text.strip(), LONGEST_DESCRIPTION)
        return {"description": words, "described_in": await self._house.identifier.identify(author, room, words)}
