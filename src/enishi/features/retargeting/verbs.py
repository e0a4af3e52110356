"""Changing, at any moment, which language one reads and which ones one understands."""

import asyncio
import logging
from collections.abc import Collection, Iterable
from functools import partial

from enishi.bus.bus import Bus
from enishi.errors import EnishiError
from enishi.features.drafts.verbs import Drafting
from enishi.gathering.messages.posting import known_language
from enishi.gathering.people import members_table as members
from enishi.gathering.people.presence import Attendance, member_of
from enishi.gathering.translations.history import History
from enishi.live.hub import Hub
from enishi.model import Member
from enishi.protocol import AnyNews, CaughtUp, MemberView, PageView, Retargeted
from enishi.store.store import Store

log = logging.getLogger(__name__)


class Retargeting:
    """The rooms that the member is in follow at once, on each of their pages, whichever process it is connected to."""

    def __init__(
        self,
        store: Store,
        bus: Bus,
        attendance: Attendance,
        hub: Hub,
        history: History,
        drafting: Drafting,
        languages: Collection[str],
    ) -> None:
        self._store = store
        self._bus = bus
        self._attendance = attendance
        self._hub = hub
        self._history = history
        self._drafting = drafting
        self._languages = languages
        self._following: set[asyncio.Task[None]] = set()

    async def retarget(self, member: Member, language: str, understands: Iterable[str]) -> None:
        """Remember how the member reads from now on, and tell it anew; raises Invalid for an unknown language."""
        target = known_language(language, self._languages)
        kept = frozenset(known_language(tag, self._languages) for tag in understands) - {target}
        work = partial(members.retarget, member=member.id, language=target, understands=kept)
        changed = await self._store.write(work)
        self._bus.send(Retargeted(member=MemberView.model_validate(changed)))
        await self._follow(changed)

    def hear(self, event: AnyNews) -> None:
        """Follow what was asked for in another process."""
        if isinstance(event, Retargeted):
            task = asyncio.create_task(self._follow(member_of(event.member)))
            self._following.add(task)
            task.add_done_callback(self._followed)

    async def _follow(self, member: Member) -> None:
        self._attendance.change(member)
        for connection in self._hub.retarget(member):
            for room in tuple(connection.rooms):
                page = PageView.model_validate(await self._history.page(member, room))
                connection.tell(CaughtUp(room=room, seq=0, fresh=False, page=page))
                for draft in self._drafting.under_way(connection.reader, room):
                    connection.tell(draft)

    def _followed(self, task: asyncio.Task[None]) -> None:
        self._following.discard(task)
        if not task.cancelled() and (error := task.exception()) and not isinstance(error, EnishiError):
            log.error("A page was not told in another language", exc_info=error)
