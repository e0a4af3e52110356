"""Changes the languages of a member, and sends their pages the rooms anew in the new one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial

from enishi.doors.house import House
from enishi.errors import EnishiError
from enishi.feature import Caller
from enishi.features.retargeting.wire import Retarget, Retargeted
from enishi.gathering.people import members_table as members
from enishi.model import Member
from enishi.protocol import CaughtUp, Event
from enishi.tasks import Tasks
from enishi.text import known_language


class Retargeting:
    """All pages of the member follow at once, whichever process they are connected to."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._tasks = Tasks("Sending a page in another language")

    async def retarget(self, caller: Caller, command: Retarget) -> None:
        """Keep how the member reads from now on; raises Invalid for an unknown language."""
        languages = self._house.languages
        target = known_language(command.language, languages)
        understands = frozenset(known_language(tag, languages) for tag in command.understands) - {target}
        work = partial(members.retarget, member=caller.member.id, language=target, understands=understands)
        changed = await self._house.store.write(work, room=None)
        self._house.bus.publish_remote(Retargeted(member=changed))
        await self._follow(changed)

    def on_event(self, event: Event) -> None:
        """Follow what was asked for in another process."""
        if isinstance(event, Retargeted):
            self._tasks.start(self._follow_remote(event.member))

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Stop when the server does."""
        yield
        await self._tasks.close()

    async def _follow_remote(self, member: Member) -> None:
        with suppress(EnishiError):  # the log has it from the store, and the pages ask again when they come back
            await self._follow(member)

    async def _follow(self, member: Member) -> None:
        self._house.attendance.change(member)
        for connection in self._house.hub.retarget(member):
            for room in tuple(connection.rooms):
                page = await self._house.history.page(member, room)
                connection.tell(CaughtUp(room=room, seq=0, fresh=False, facts=page.facts))
                for event in self._house.greet(connection.reader, room):
                    connection.tell(event)
