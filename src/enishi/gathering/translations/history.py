"""Reads what was said before, in the reader's language: page by page, or what was missed."""

from collections.abc import Awaitable, Callable, Collection
from functools import partial
from uuid import UUID

from enishi.gathering.facts.event_cache import EventCache
from enishi.gathering.facts.sources import Sources
from enishi.gathering.messages import pages
from enishi.gathering.people.blocks import Blocks
from enishi.gathering.translations.interpreting import Interpreting
from enishi.model import Member
from enishi.protocol import CaughtUp, Page
from enishi.store.store import Store

PAGE = 50
LONGEST_PAGE = 100


class History:
    """Whatever somebody reads here and is not in their language yet is translated, the newest first."""

    def __init__(
        self,
        store: Store,
        sources: Sources,
        interpreting: Interpreting,
        cache: EventCache,
        blocks: Blocks,
        ready: Callable[[UUID], Awaitable[None]] | None = None,
    ) -> None:
        """`ready` waits until whatever is newer than what is read from now on will be delivered."""
        self._store = store
        self._sources = sources
        self._interpreting = interpreting
        self._cache = cache
        self._hidden = blocks.hidden_from
        self._ready = ready

    async def page(self, reader: Member, room: UUID, *, before: int | None = None, limit: int = PAGE) -> Page:
        """The newest `limit` messages, or those before number `before`."""
        read = partial(pages.page, sources=self._sources, room=room, reader=reader, hidden=self._hidden(reader.id))
        page = await self._store.read(partial(read, before=before, limit=min(limit, LONGEST_PAGE)))
        self._interpreting.catch_up(reader, page.facts)
        return page

    async def missed(self, reader: Member, room: UUID, since: int | None, sees_after: int) -> CaughtUp:
        """What happened after number `since`; a fresh page when that is too much, or `since` is None.

        `sees_after` is the number after which the reader sees messages of the room.
        """
        if self._ready:
            await self._ready(room)
        hidden = self._hidden(reader.id)
        known = None if since is None else self._cache.missed(reader, room, since, sees_after, hidden)
        caught_up = known or await self._read(reader, room, since)
        self._interpreting.catch_up(reader, caught_up.facts)
        return caught_up

    async def _read(self, reader: Member, room: UUID, since: int | None) -> CaughtUp:
        read = partial(pages.missed, sources=self._sources, room=room, reader=reader, hidden=self._hidden(reader.id))
        return await self._store.read(partial(read, since=since, limit=PAGE))

    async def some(self, reader: Member, room: UUID, ids: Collection[UUID], *, again: bool) -> Page:
        """These messages; `again` tries even those translations that failed before."""
        read = partial(pages.some, sources=self._sources, room=room, reader=reader, hidden=self._hidden(reader.id))
        page = await self._store.read(partial(read, ids=ids))
        self._interpreting.catch_up(reader, page.facts, again=again)
        return page
