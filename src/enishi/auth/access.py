"""The one gate: what a member may do is decided here and nowhere else."""

from functools import partial
from uuid import UUID

from enishi.errors import Denied
from enishi.model import Member, Message
from enishi.store import messages, rooms
from enishi.store.database import Store


class Access:
    """Each question raises Denied when the answer is no."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def to_room(self, member: Member, room: UUID) -> None:
        """May this member read and write in the room? Who may not is not told whether it exists."""
        if not await self._store.read(partial(rooms.belongs, room=room, member=member.id)):
            raise Denied("You are not in this room. Ask a host for an invite to it.", code="not_in_room")

    async def to_own_message(self, member: Member, room: UUID, message: UUID) -> Message:
        """The message, if this member may change it; raises Missing when it is not in the room."""
        await self.to_room(member, room)
        found = await self._store.read(partial(messages.get, room=room, message=message))
        if found.author != member.id:
            raise Denied("Only who wrote a message can change it.", code="not_yours")
        return found

    def to_house(self, member: Member) -> None:
        """May this member make rooms?"""
        if not member.host:
            raise Denied("Only hosts can do this. Ask a host.", code="hosts_only")

    async def to_invites(self, member: Member, room: UUID) -> None:
        """May this member see, make and revoke the invites of the room?"""
        self.to_house(member)
        await self.to_room(member, room)
