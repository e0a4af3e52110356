"""One connection's side of the conversation: which command calls which verb, and what is told in return."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from enishi.auth.access import Access
from enishi.auth.limits import Limit
from enishi.errors import Denied, Invalid
from enishi.gathering.asking import Asking
from enishi.gathering.correcting import Correcting
from enishi.gathering.history import History
from enishi.gathering.interpreting import translated
from enishi.gathering.mirroring import Mirroring
from enishi.gathering.posting import Posting
from enishi.gathering.presence import Attendance
from enishi.gathering.retargeting import Retargeting
from enishi.gathering.rooms import Rooms
from enishi.live.connection import Connection
from enishi.live.hub import Hub
from enishi.model import Member
from enishi.protocol import (
    AnyCommand,
    CaughtUp,
    Correct,
    Done,
    Edit,
    Hello,
    Interpret,
    MemberView,
    Mirror,
    Mirrored,
    PageView,
    Post,
    Read,
    Relabel,
    Remove,
    Resume,
    Retarget,
    Unclear,
    Uncorrect,
    Welcome,
)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Verbs:
    """What a guest can do."""

    access: Access
    posting: Posting
    correcting: Correcting
    asking: Asking
    mirroring: Mirroring
    history: History
    rooms: Rooms
    retargeting: Retargeting
    attendance: Attendance
    hub: Hub
    languages: Sequence[str]
    posts: Limit
    mirrors: Limit


class Guest:
    """A member on one connection; close it when the connection is gone."""

    def __init__(self, verbs: Verbs, connection: Connection, member: Member) -> None:
        self._verbs = verbs
        self._connection = connection
        self._greeted = False
        self._mirror: asyncio.Task[None] | None = None
        verbs.hub.connect(connection, member)

    @property
    def _member(self) -> Member:
        return self._connection.reader

    async def aclose(self) -> None:
        """Leave every room."""
        if self._mirror:
            self._mirror.cancel()
        rooms = tuple(self._connection.rooms)
        self._verbs.hub.leave(self._connection)
        for room in rooms:
            self._verbs.attendance.depart(self._member, room)

    async def obey(self, command: AnyCommand) -> Done:
        """Do as asked; raises an EnishiError when that cannot be."""
        if not self._greeted and not isinstance(command, Hello):
            raise Invalid("Say hello first.", code="hello_first")
        match command:
            case Hello():
                await self._hello(command)
            case Resume():
                await self._resume(command)
            case Post() | Edit() | Relabel() | Remove() | Correct() | Uncorrect() | Unclear():
                return await self._write(command)
            case Read():
                await self._verbs.access.to_room(self._member, command.room)
                await self._verbs.rooms.read(self._member, command.room, command.seq)
            case Retarget():
                await self._retarget(command)
            case Interpret() | Mirror():
                await self._render(command)
        return Done(nonce=command.nonce)

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
        self._connection.tell(Welcome(me=me, rooms=rooms, languages=tuple(self._verbs.languages)))
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
        missed = await self._verbs.history.missed(self._member, room, since)
        page = PageView.model_validate(missed.page)
        self._connection.tell(CaughtUp(room=room, seq=missed.last, fresh=missed.fresh, page=page))

    async def _write(self, command: Post | Edit | Relabel | Remove | Correct | Uncorrect | Unclear) -> Done:
        self._verbs.posts.take(self._member.id)
        if isinstance(command, Correct | Uncorrect):
            return await self._correct(command)
        if isinstance(command, Unclear):
            return await self._ask(command)
        if isinstance(command, Post):
            await self._verbs.access.to_room(self._member, command.room)
            message = await self._verbs.posting.post(
                self._member,
                command.room,
                command.text,
                command.nonce,
                language=command.language,
                reply_to=command.reply_to,
            )
        else:
            own = await self._verbs.access.to_own_message(self._member, command.room, command.message)
            if isinstance(command, Edit):
                message = await self._verbs.posting.edit(own, command.text)
            elif isinstance(command, Relabel):
                message = await self._verbs.posting.relabel(own, command.language)
            else:
                message = await self._verbs.posting.remove(own)
        return Done(nonce=command.nonce, message=message.id, seq=message.changed)

    async def _correct(self, command: Correct | Uncorrect) -> Done:
        place = self._member, command.room, command.message, command.language
        if isinstance(command, Correct):
            message = await self._verbs.access.to_correct(*place)
            made = await self._verbs.correcting.correct(
                self._member, message, command.of, command.language, command.text
            )
        else:
            message = await self._verbs.access.to_correction(*place)
            made = await self._verbs.correcting.undo(message, command.language)
        return Done(nonce=command.nonce, message=made.message, seq=made.seq)

    async def _ask(self, command: Unclear) -> Done:
        message = await self._verbs.access.to_message_of_another(self._member, command.room, command.message)
        question = await self._verbs.asking.ask(self._member, message, command.phrase)
        return Done(nonce=command.nonce, message=message.id, seq=question.seq if question else None)

    async def _retarget(self, command: Retarget) -> None:
        self._verbs.posts.take(self._member.id)
        member = await self._verbs.retargeting.retarget(self._member, command.language, command.understands)
        for connection in self._verbs.hub.retarget(member):
            for room in tuple(connection.rooms):
                page = PageView.model_validate(await self._verbs.history.page(member, room))
                connection.tell(CaughtUp(room=room, seq=0, fresh=False, page=page))

    async def _render(self, command: Interpret | Mirror) -> None:
        if isinstance(command, Interpret):
            await self._interpret(command)
            return
        self._verbs.mirrors.take(self._member.id)
        await self._verbs.access.to_room(self._member, command.room)
        spoken, wanted = self._verbs.mirroring.languages(command.room, command.text, command.language)
        if self._mirror:  # the newest words win
            self._mirror.cancel()
        self._mirror = asyncio.create_task(self._reflect(command, spoken, wanted))
        self._mirror.add_done_callback(_note)

    async def _reflect(self, command: Mirror, spoken: str, wanted: Sequence[str]) -> None:
        made = await self._verbs.mirroring.mirror(command.text, spoken, wanted)
        self._connection.tell(
            Mirrored(nonce=command.nonce, room=command.room, text=command.text, language=spoken, renderings=made)
        )

    async def _interpret(self, command: Interpret) -> None:
        await self._verbs.access.to_room(self._member, command.room)
        page = await self._verbs.history.some(self._member, command.room, command.messages, again=command.again)
        authors = {message.id: message.author for message in page.messages}
        for made in page.translations:
            self._connection.tell(translated(authors[made.message], made))


def _note(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()):
        log.error("A mirror failed", exc_info=error)
