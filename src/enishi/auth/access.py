"""The one gate: whether a member has a right, in a room or in the house."""

from functools import partial
from uuid import UUID

from cachetools import LRUCache

from enishi.auth.rights import RIGHTS, Role
from enishi.errors import Denied
from enishi.gathering.people import rooms_table as rooms
from enishi.model import Member
from enishi.rights import HOUSE_RIGHTS, Right
from enishi.store.store import Store

REMEMBERED = 10_000
"""Of how many members and rooms it is remembered that they belong together; once they do, it is for good."""


class Access:
    """Answers from memory where it can; it cannot be asked in a way that leaves the room out of the answer."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._belongings: LRUCache[tuple[UUID, UUID], bool] = LRUCache(REMEMBERED)

    async def require(self, member: Member, right: Right, room: UUID | None = None) -> None:
        """Raises Denied when the member lacks the right. Who may not enter a room is not told whether it exists.

        Rights of the house disregard `room`. A right in a room without a room concerns nothing, and is granted.
        """
        if right not in RIGHTS[_role(member)]:
            raise Denied("Only hosts can do this. Ask a host.", code="hosts_only")
        if right not in HOUSE_RIGHTS and room is not None and not await self._belongs(member, room):
            raise Denied("You are not in this room. Ask a host for an invite to it.", code="not_in_room")

    async def allows(self, member: Member, right: Right, room: UUID | None = None) -> bool:
        """Whether the member has the right."""
        try:
            await self.require(member, right, room)
        except Denied:
            return False
        return True

    async def _belongs(self, member: Member, room: UUID) -> bool:
        if (room, member.id) not in self._belongings:
            if not await self._store.read(partial(rooms.belongs, room=room, member=member.id)):
                return False
            self._belongings[room, member.id] = True
        return True


def _role(member: Member) -> Role:
    return Role.HOST if member.host else Role.MEMBER
