"""The one gate: what a member may do is decided here and nowhere else."""

from functools import partial
from uuid import UUID

from cachetools import LRUCache

from enishi.errors import Denied, Missing
from enishi.gathering.messages import table as messages
from enishi.gathering.people import rooms_table as rooms
from enishi.gathering.translations import table as translations
from enishi.model import Member, Message
from enishi.store.store import Store

REMEMBERED = 10_000
"""Of how many members and rooms it is remembered that they belong together; once they do, it is for good."""


class Access:
    """Each question raises Denied when the answer is no."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._belongings: LRUCache[tuple[UUID, UUID], bool] = LRUCache(REMEMBERED)

    async def to_room(self, member: Member, room: UUID) -> None:
        """May this member read and write in the room? Who may not is not told whether it exists."""
        if (room, member.id) in self._belongings:
            return
        if not await self._store.read(partial(rooms.belongs, room=room, member=member.id)):
            raise Denied("You are not in this room. Ask a host for an invite to it.", code="not_in_room")
        self._belongings[room, member.id] = True

    async def to_own_message(self, member: Member, room: UUID, message: UUID) -> Message:
        """The message, if this member may change it; raises Missing when it is not in the room."""
        found = await self._message(member, room, message)
        if found.author != member.id:
            raise Denied("Only who wrote a message can change it.", code="not_yours")
        return found

    async def to_message_of_another(self, member: Member, room: UUID, message: UUID) -> Message:
        """The message, if this member may ask its writer about it; raises Missing when it is not in the room."""
        found = await self._message(member, room, message)
        if found.author == member.id:
            raise Denied("You wrote this message yourself: say it in other words.", code="own_message")
        return found

    async def to_correct(self, member: Member, room: UUID, message: UUID, language: str) -> Message:
        """The message, if this member may correct it in that language; raises Missing when it is not in the room."""
        await self.to_room(member, room)
        if not member.reads(language):
            raise Denied("You can correct what is in a language that you read or understand.", code="not_your_language")
        return await self._store.read(partial(messages.get, room=room, message=message))

    async def to_correction(self, member: Member, room: UUID, message: UUID, language: str) -> Message:
        """The corrected message, if this member may undo it: whose words they are, or a host. Raises Missing."""
        await self.to_room(member, room)
        found = await self._store.read(partial(messages.get, room=room, message=message))
        made = await self._store.read(partial(translations.get, message=message, language=language))
        if made is None or made.corrected_by is None:
            raise Missing("Nothing is corrected there.", code="no_correction")
        if made.corrected_by != member.id and not member.host:
            raise Denied("Only who corrected it, or a host, can undo this.", code="not_your_correction")
        return found

    def to_house(self, member: Member) -> None:
        """May this member make rooms?"""
        if not member.host:
            raise Denied("Only hosts can do this. Ask a host.", code="hosts_only")

    async def to_invites(self, member: Member, room: UUID) -> None:
        """May this member see, make and revoke the invites of the room?"""
        self.to_house(member)
        await self.to_room(member, room)

    async def to_import(self, member: Member, room: UUID) -> None:
        """May this member bring a glossary or a memory from elsewhere into the room?"""
        self.to_house(member)
        await self.to_room(member, room)

    async def _message(self, member: Member, room: UUID, message: UUID) -> Message:
        await self.to_room(member, room)
        return await self._store.read(partial(messages.get, room=room, message=message))
