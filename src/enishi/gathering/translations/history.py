"""Reading what was said before, in the reader's language: page by page, or what was missed."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from uuid import UUID

from enishi.gathering.facts.event_cache import Recent
from enishi.gathering.messages import table as messages
from enishi.gathering.messages.table import Reader
from enishi.gathering.translations.interpreting import Interpreting
from enishi.model import Member, Page
from enishi.protocol import CaughtUp, PageView
from enishi.store.store import Store

PAGE = 50
LONGEST_PAGE = 100


class History:
    """Whatever somebody reads here and is not in their language yet is translated, the newest first."""

    def __init__(
        self,
        store: Store,
        interpreting: Interpreting,
        recent: Recent,
        ready: Callable[[UUID], Awaitable[None]] | None = None,
    ) -> None:
        """`ready` waits until whatever is newer than what is read from now on will be told."""
        self._store = store
        self._interpreting = interpreting
        self._recent = recent
        self._ready = ready

    async def page(self, reader: Member, room: UUID, *, before: int | None = None, limit: int = PAGE) -> Page:
        """The newest `limit` messages, or those before number `before`."""
        work = partial(messages.page, room=room, reader=_for(reader), limit=min(limit, LONGEST_PAGE), before=before)
        page = await self._store.read(work)
        self._interpreting.catch_up(reader, page)
        return page

    async def missed(self, reader: Member, room: UUID, since: int | None) -> CaughtUp:
        """What happened after number `since`; a fresh page when that is too much, or `since` is None."""
        if self._ready:
            await self._ready(room)
        known = None if since is None else self._recent.missed(reader, room, since)
        caught_up = known or await self._read(reader, room, since)
        self._interpreting.catch_up(reader, caught_up.page)
        return caught_up

    async def _read(self, reader: Member, room: UUID, since: int | None) -> CaughtUp:
        work = partial(messages.missed, room=room, reader=_for(reader), since=since, limit=PAGE)
        missed = await self._store.read(work)
        return CaughtUp(room=room, seq=missed.last, fresh=missed.fresh, page=PageView.model_validate(missed.page))

    async def some(self, reader: Member, room: UUID, ids: Sequence[UUID], *, again: bool) -> Page:
        """These messages; `again` tries even those translations that failed before."""
        page = await self._store.read(partial(messages.some, room=room, reader=_for(reader), ids=ids))
        self._interpreting.catch_up(reader, page, again=again)
        return page


def _for(reader: Member) -> Reader:
    return Reader(reader.id, reader.language)
