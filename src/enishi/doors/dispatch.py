"""One connection's side of the conversation: which command calls which verb, and what is told in return."""

from uuid import UUID

from enishi.doors.verbs import Verbs
from enishi.errors import Denied, Invalid
from enishi.features.drafts.commands import Drafts
from enishi.features.mirror.commands import Looks
from enishi.features.voice.commands import Talks
from enishi.features.writing.commands import write
from enishi.live.connection import Connection
from enishi.model import Member
from enishi.protocol import (
    AnyCommand,
    Done,
    Draft,
    Hello,
    Hush,
    Interpret,
    Listen,
    MemberView,
    Mirror,
    Read,
    Resume,
    Retarget,
    Speak,
    Welcome,
)


class Guest:
    """A member on one connection; close it when the connection is gone."""

    def __init__(self, verbs: Verbs, connection: Connection, member: Member) -> None:
        self._verbs = verbs
        self._connection = connection
        self._greeted = False
        self._looks = Looks(verbs, connection)
        self._talks = Talks(verbs, connection)
        self._drafts = Drafts(verbs, connection)
        verbs.hub.connect(connection, member)

    @property
    def _member(self) -> Member:
        return self._connection.reader

    async def aclose(self) -> None:
        """Leave every room."""
        self._looks.close()
        self._drafts.close()
        self._talks.close()
        rooms = tuple(self._connection.rooms)
        self._verbs.hub.leave(self._connection)
        for room in rooms:
            self._verbs.attendance.depart(self._member, room)

    async def obey(self, command: AnyCommand) -> Done:
        """Do as asked; raises an EnishiError when that cannot be."""
        if not self._greeted and not isinstance(command, Hello):
            raise Invalid("Say hello first.", code="hello_first")
        match command:
            case Hello() | Resume() | Retarget() | Read():
                await self._attend(command)
            case Interpret() | Mirror():
                await self._looks.obey(command)
            case Speak() | Hush() | Listen():
                await self._talks.obey(command)
            case Draft():
                await self._drafts.draft(command)
            case _:
                return await write(self._verbs, self._member, command)
        return Done(nonce=command.nonce)

    def hear(self, sound: bytes) -> None:
        """Listen to what is spoken."""
        self._talks.hear(sound)

    async def _attend(self, command: Hello | Resume | Retarget | Read) -> None:
        match command:
            case Hello():
                await self._hello(command)
            case Resume():
                await self._resume(command)
            case Retarget():
                await self._retarget(command)
            case Read():
                await self._verbs.access.to_room(self._member, command.room)
                await self._verbs.rooms.read(self._member, command.room, command.seq)

    async def _hello(self, command: Hello) -> None:
        if self._greeted:
            raise Invalid("Hello was said already.", code="hello_again")
        wanted = [since for since in command.rooms if await self._may_enter(since.room)]
        standings = await self._verbs.rooms.standings(self._member)
        self._greeted = True
        # No waiting from here until the welcome: nothing may happen between what is told and what is heard.
        for since in wanted:
            self._enter(since.room)
        me = MemberView.model_validate(self._member)
        rooms = self._verbs.rooms.views(standings)
        self._connection.tell(
            Welcome(
                me=me,
                rooms=rooms,
                languages=tuple(self._verbs.languages),
                hears=tuple(self._verbs.speaking.languages),
                speaks=tuple(filter(self._verbs.voice.supports, self._verbs.languages)),
            )
        )
        for since in wanted:
            await self._catch_up(since.room, since.since)

    async def _may_enter(self, room: UUID) -> bool:
        try:
            await self._verbs.access.to_room(self._member, room)
        except Denied:
            return False
        return True

    def _enter(self, room: UUID) -> None:
        if room not in self._connection.rooms:
            self._verbs.hub.enter(self._connection, room)
            self._verbs.attendance.arrive(self._member, room)

    async def _resume(self, command: Resume) -> None:
        await self._verbs.access.to_room(self._member, command.room)
        self._enter(command.room)
        await self._catch_up(command.room, command.since)

    async def _catch_up(self, room: UUID, since: int | None) -> None:
        self._connection.tell(await self._verbs.history.missed(self._member, room, since))
        for draft in self._verbs.drafting.under_way(self._member, room):
            self._connection.tell(draft)

    async def _retarget(self, command: Retarget) -> None:
        self._verbs.posts.take(self._member.id)
        await self._verbs.retargeting.retarget(self._member, command.language, command.understands)
