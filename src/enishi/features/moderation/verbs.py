"""Mutes members and lets them write again; removes what others said."""

from enishi.doors.house import House
from enishi.feature import Caller
from enishi.features.moderation.wire import Mute, TakeDown
from enishi.protocol import Done


class Moderation:
    """The spine does and tells it, since reports end in it, too."""

    def __init__(self, house: House) -> None:
        self._roles = house.roles
        self._posting = house.posting

    async def mute(self, caller: Caller, command: Mute) -> None:
        """Mute a member, or let them write again; raises like `Roles.mute`."""
        await self._roles.mute(command.room, command.member, command.minutes, caller.member.id)

    async def take_down(self, caller: Caller, command: TakeDown) -> Done:
        """Remove a message of somebody; raises like `Posting.take_down`."""
        removed = await self._posting.take_down(caller.member, command.room, command.message)
        return Done(nonce=command.nonce, message=removed.id, seq=removed.changed)
